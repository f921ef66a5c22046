import { z } from 'zod';
import { risks } from '../../core/policy/ruling.ts';
import { states } from '../../core/request/lifecycle.ts';
import { decisionSchema } from '../../core/request/request-view.ts';

/** RFC 9457. The slug is stable: clients may branch on `type`. docs/errors.md lists them. */
export const problems = {
  'not-json': [400, 'The body is not a JSON object'],
  'bad-header': [400, 'A header is not usable'],
  'unknown-agent': [403, 'This role is not a registered agent'],
  refused: [403, 'Policy refuses this action'],
  denied: [403, 'People denied this request'],
  'other-session': [403, 'What comes of this is for the session that asked'],
  'own-approval': [403, 'Nobody uses an approval of their own'],
  'other-ticket': [403, 'This ticket is not the one that took the approval'],
  'bad-ticket': [403, 'This is no ticket of this deployment'],
  'no-such-request': [404, 'There is no such request'],
  'no-such-question': [404, 'There is no such question'],
  'no-such-action': [404, 'There is no such action'],
  'no-such-route': [404, 'There is no such route'],
  'key-reused': [409, 'This Idempotency-Key belongs to another request'],
  'already-answered': [409, 'This question is already answered'],
  'wrong-state': [409, 'The request is in another state'],
  expired: [409, 'This request was not decided in time'],
  withdrawn: [409, 'This request was withdrawn'],
  'other-run': [409, 'It runs in another way'],
  'run-failed': [409, 'It did not run'],
  'run-unknown': [409, 'Nobody knows whether it ran'],
  'approval-used': [409, 'This approval is already used'],
  'approval-lapsed': [409, 'This approval was not used in time'],
  'ticket-redeemed': [409, 'This ticket is already redeemed'],
  'ticket-expired': [409, 'The time of this ticket is over'],
  'too-large': [413, 'The body is too large'],
  'bad-field': [422, 'A field is not usable'],
  'secret-in-parameters': [422, 'A field holds a secret'],
  'unknown-action': [422, 'This action is not in the catalog'],
  'wrong-resource': [422, 'The resource is not what the parameters name'],
  'cannot-run': [422, 'Countersign cannot run this'],
  'other-digest': [422, 'The digest is not the one that was signed'],
  'too-many-sessions': [409, 'Too many sessions ask for the same'],
  'too-many-pending': [429, 'Too many requests of this agent are waiting for people'],
  'too-many-requests': [429, 'This agent asks too often'],
  internal: [500, 'Something failed on our side'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemSlug = keyof typeof problems;
export const slugs = Object.keys(problems) as ProblemSlug[];
export const typeOf = (slug: ProblemSlug) => `urn:countersign:problem:${slug}` as const;

/** For programs, where a problem has them. */
const membersSchema = z.strictObject({
  id: z.string().exactOptional().describe('The request that it is about.'),
  state: z.enum(states).exactOptional().describe('Where that request stands.'),
  policies: z.array(z.string()).exactOptional().describe('The policies that decided.'),
  reasons: z.array(z.string()).exactOptional(),
  decision: decisionSchema.exactOptional(),
  risk: z.enum(risks).exactOptional(),
});
export type ProblemMembers = z.infer<typeof membersSchema>;

export const problemSchema = z.strictObject({
  type: z.enum(slugs.map(typeOf)),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What happened and what to do, for people.'),
  field: z
    .string()
    .exactOptional()
    .describe('A JSON pointer into the body, or the name of a header or query parameter.'),
  requestId: z.string().describe('Finds the log lines of this call.'),
  ...membersSchema.shape,
});

/** What went wrong, which field, what to do. */
export interface Problem {
  slug: ProblemSlug;
  detail: string;
  /** A JSON pointer into the body, or the name of a header or parameter. */
  field?: string;
  headers?: Record<string, string>;
  more?: ProblemMembers;
}

export interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

export function problemAnswer(
  { slug, detail, field, headers, more }: Problem,
  requestId: string,
): HttpAnswer {
  const [status, title] = problems[slug];
  const body: z.infer<typeof problemSchema> = {
    type: typeOf(slug),
    title,
    status,
    detail,
    ...(field ? { field } : {}),
    requestId,
    ...more,
  };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(body),
  };
}

export const jsonAnswer = (
  statusCode: number,
  body: unknown,
  headers: Record<string, string> = {},
): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body),
});
