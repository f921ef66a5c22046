import { z } from 'zod';
import { isKeyOfAccounts } from '../../iam/account-keys.ts';
import { parsePolicy, type Statement } from '../../iam/policy.ts';
import { type JsonObject, parseObject } from '../../lib/json.ts';
import { type Failure, failure } from '../../wire/service-call.ts';

/** What somebody asks of AssumeRole. */
export interface Assumption {
  roleArn: string;
  sessionName: string;
  sourceIdentity: string | undefined;
  tags: Readonly<Record<string, string>>;
  durationSeconds: number;
  policy: JsonObject | undefined;
  packedPercent: number;
}

export type ReadAssumption = { ok: true; assumption: Assumption } | { ok: false; failure: Failure };

const name = z.string().regex(/^[\w+=,.@-]{2,64}$/);
const tag = z.strictObject({
  Key: z.string().regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u),
  Value: z.string().regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u),
});

const shape = z.object({
  RoleArn: z.string().regex(/^arn:aws:iam::\d{12}:role\/.+$/),
  RoleSessionName: name,
  SourceIdentity: name.optional(),
  // An empty list is written as an empty text.
  Tags: z.preprocess((tags) => (tags === '' ? [] : tags), z.array(tag).max(50).default([])),
  DurationSeconds: z.coerce.number().int().min(900).max(43_200).default(3_600),
  // Characters, as STS counts them.
  Policy: z.string().min(1).max(2_048).optional(),
});

/** A role that assumes another has an hour at most, whatever the other role's own longest session is. */
const longestChained = 3_600;

/**
 * AWS packs policy and tags into a form that it does not publish, and refuses what then is too large. Here they count as
 * they are, against more than a policy alone can take.
 */
const packedCharacters = 4_096;

export function readAssumption(input: JsonObject): ReadAssumption {
  const read = shape.safeParse(input);
  if (!read.success) return invalid(saidOf(read.error));
  const { Policy, Tags, DurationSeconds, ...asked } = read.data;
  if (DurationSeconds > longestChained)
    return invalid(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  const tags = Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));
  if (Object.keys(tags).length < Tags.length) return invalid('Duplicate tag keys found.');
  const policy = Policy === undefined ? undefined : parseObject(Policy);
  if (Policy !== undefined && !policy)
    return { ok: false, failure: failure('MalformedPolicyDocument', 'This policy contains invalid Json') };
  const tagCharacters = Tags.reduce((sum, { Key, Value }) => sum + Key.length + Value.length, 0);
  const packedPercent = Math.ceil(((Policy?.length ?? 0) + tagCharacters) / (packedCharacters / 100));
  if (packedPercent > 100)
    return {
      ok: false,
      failure: failure(
        'PackedPolicyTooLarge',
        `Packed size of session tags and session policies consumes ${packedPercent}% of allotted space.`,
      ),
    };
  return {
    ok: true,
    assumption: {
      roleArn: asked.RoleArn,
      sessionName: asked.RoleSessionName,
      sourceIdentity: asked.SourceIdentity,
      durationSeconds: DurationSeconds,
      ...{ tags, policy, packedPercent },
    },
  };
}

export const readSessionPolicy = (document: JsonObject): Statement[] =>
  parsePolicy('of the session', document, isKeyOfAccounts);

const invalid = (message: string): ReadAssumption => ({
  ok: false,
  failure: failure('ValidationError', message),
});

const saidOf = ({ issues: [issue] }: z.ZodError): string =>
  `1 validation error detected: Value at '${issue?.path.join('.')}' failed to satisfy constraint: ${issue?.message}`;
