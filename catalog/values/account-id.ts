import { oneSpelling } from './one-spelling.ts';

export const accountId = oneSpelling({
  canonical: canonicalAccountId,
  hint: 'must be an account of 12 digits, such as 111122223333',
  max: 64,
  pattern: '^[0-9]{12}$',
});

/** AWS shows accounts with dashes, and takes the ARN of the root user for the account in many places. */
export function canonicalAccountId(text: string): string | undefined {
  const digits = text.replace(/^([0-9]{4})-([0-9]{4})-([0-9]{4})$/, '$1$2$3');
  return /^(?:arn:aws(?:-cn|-us-gov)?:iam::)?(?<id>[0-9]{12})(?::root)?$/.exec(digits)?.groups?.id;
}
