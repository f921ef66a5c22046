import type { Check, Context } from './check.ts';
import { type Finding, failed, skipped } from './finding.ts';

export interface Result {
  check: Pick<Check, 'name' | 'how'>;
  finding: Finding;
}

/** One after the other, each told as soon as it is found. What a check throws is found as well. */
export async function runChecks(
  checks: readonly Check[],
  context: Context,
  tell: (result: Result) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const check of checks) {
    const finding = await check.run(context).catch(findingOf);
    const result = { check: { name: check.name, how: check.how }, finding };
    results.push(result);
    tell(result);
  }
  return results;
}

/** 0: every check passed. 1: one failed. 3: none failed, and some could not be made. */
export function exitStatusOf(results: readonly Result[]): 0 | 1 | 3 {
  const outcomes = new Set(results.map(({ finding }) => finding.outcome));
  if (outcomes.has('failed')) return 1;
  return outcomes.has('skipped') ? 3 : 0;
}

function findingOf(error: unknown): Finding {
  if (!(error instanceof Error)) throw error;
  const found = `${error.name}: ${error.message}`;
  // Said by an endpoint that plays AWS on one machine, of a service or a call that it does not play.
  if (error.name === 'NotImplementedLocally') return skipped(error.message, 'Run this check in AWS.');
  if (/AccessDenied|NotAuthorized|AuthorizationError|^UnauthorizedOperation/.test(error.name))
    return skipped(found, 'Give your credentials this permission: docs/deploy.md lists what doctor needs.');
  return failed(found, 'Run the check again; if it stays, see what the message names.');
}
