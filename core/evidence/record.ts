import { z } from 'zod';
import { sha256 } from '../lib/digest.ts';
import { canonicalJson, jsonObject } from '../lib/json.ts';
import type { Versioned } from '../lib/versioned.ts';
import { rulingSchema } from '../policy/ruling.ts';
import { states } from '../request/lifecycle.ts';
import {
  agains,
  choices,
  failureSchema,
  keptStatedSchema,
  membershipSchema,
  notAskedByAgent,
  type Request,
  requesterSchema,
  resultSchema,
  seenRunShapes,
  seenSchema,
} from '../request/request.ts';
import { subjectOf, subjectShape } from '../request/subject.ts';

export const actorSchema = z.discriminatedUnion('kind', [
  /** Sessions of one agent share its requests, so the one that acted is named. */
  z.strictObject({ kind: z.literal('agent'), id: z.string(), session: z.string() }),
  /** `ticket`: whoever presented the ticket of this `jti`; nothing else was asked of them. */
  z.strictObject({ kind: z.enum(['person', 'unknown-user', 'ticket', 'system']), id: z.string() }),
]);
export type Actor = z.infer<typeof actorSchema>;

/** What happened, beyond the state that it led to. */
const changeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('submitted') }),
  z.strictObject({ type: z.literal('joined'), reason: z.string() }),
  z.strictObject({
    type: z.literal('notified'),
    tier: z.int(),
    groups: z.array(z.string()),
    /** Who may say yes in the place of others from now on. */
    substitutes: z.array(z.strictObject({ group: z.string(), by: z.string() })).exactOptional(),
    /** Nobody new: the time is nearly over. */
    reminds: z.literal(true).exactOptional(),
  }),
  z.strictObject({
    type: z.literal('voted'),
    choice: z.enum(choices),
    reason: z.string().exactOptional(),
    again: z.enum(agains).exactOptional(),
    digest: z.string(),
    /** Of what this person saw of the target. */
    seen: z.string().exactOptional(),
    groups: z.array(z.string()),
    /** Through which group of a room they were in those that the directory does not put them in. */
    through: z.array(membershipSchema).exactOptional(),
  }),
  /** A person takes their yes back, before there are enough. */
  z.strictObject({ type: z.literal('vote-taken-back'), choice: z.enum(choices) }),
  z.strictObject({ type: z.literal('questioned'), question: z.int().positive(), text: z.string() }),
  z.strictObject({ type: z.literal('answered'), question: z.int().positive(), text: z.string() }),
  z.strictObject({ type: z.literal('vote-refused'), choice: z.enum(choices), why: z.string() }),
  z.strictObject({ type: z.literal('expired'), error: z.string().exactOptional() }),
  z.strictObject({ type: z.literal('withdrawn'), reason: z.string().exactOptional() }),
  /** The target was looked at: before anybody decides, once more where it is another then, or after the run. */
  z.strictObject({
    type: z.literal('looked'),
    seen: seenSchema.exactOptional(),
    /** AWS's code, where it could not be seen. */
    notSeen: z.string().exactOptional(),
    /** Whose votes were for what is there no more. */
    voided: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal('started') }),
  /** Countersign is about to make the call, in the session with this access key. */
  z.strictObject({
    type: z.literal('running'),
    accessKeyId: z.string(),
    /** What was there right before, where nobody had seen it. */
    seen: seenSchema.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('ran'),
    awsRequestId: z.string().exactOptional(),
    result: resultSchema,
  }),
  /** AWS refused the call, or it was never made: `sent` says which. */
  z.strictObject({
    type: z.literal('not-run'),
    sent: z.boolean(),
    awsRequestId: z.string().exactOptional(),
    failure: failureSchema,
  }),
  /** No answer: it may have run. */
  z.strictObject({ type: z.literal('unanswered'), code: z.string() }),
  /** Its agent is about to be given credentials, of the session with this access key. */
  z.strictObject({ type: z.literal('granted'), accessKeyId: z.string() }),
  z.strictObject({ type: z.literal('grant-ended') }),
  /** A person took them back. `all`: with those of every request in that account. */
  z.strictObject({ type: z.literal('revoked'), all: z.literal(true).exactOptional() }),
  z.strictObject({ type: z.literal('redeemed') }),
  z.strictObject({ type: z.literal('lapsed') }),
  z.strictObject({ type: z.literal('reported'), detail: z.string().exactOptional() }),
  z.strictObject({ type: z.literal('unreported') }),
  /** CloudTrail has told of the run, or should have. */
  z.strictObject({ type: z.literal('confirmed'), ...seenRunShapes.confirmed }),
  z.strictObject({ type: z.literal('drifted'), ...seenRunShapes.drifted }),
  z.strictObject({ type: z.literal('unseen'), ...seenRunShapes.unseen }),
]);
export type Change = z.infer<typeof changeSchema>;

const eventShape = {
  at: z.string(),
  actor: actorSchema,
  /** `api`, `workflow`, `cloudtrail`, or the name of the door where a person acted. */
  via: z.string(),
  change: changeSchema,
};
const eventSchema = z.strictObject(eventShape);
export type TransitionEvent = z.infer<typeof eventSchema>;

/** One line of the audit trail. It tells the whole story by itself, and names the line before it by its hash. */
const recordSchema = z.strictObject({
  v: z.literal(1),
  /** `<requestId>.<seq>` */
  id: z.string(),
  requestId: z.string(),
  seq: z.int().positive(),
  ...eventShape,
  state: z.enum(states),
  agent: requesterSchema,
  ...subjectShape,
  parameters: jsonObject,
  digest: z.string(),
  stated: keptStatedSchema,
  ...notAskedByAgent,
  ruling: rulingSchema,
  approvals: z.strictObject({ needed: z.int(), given: z.int() }),
  /** The hash of the record before it; the first one has none. */
  prev: z.string().nullable(),
  hash: z.string(),
});
export type AuditRecord = z.infer<typeof recordSchema>;
export const recordVersions: Versioned<AuditRecord> = { name: 'record', readers: [recordSchema] };

/** SHA-256 of the canonical record without its own hash, whatever its version. */
export const hashOfRecord = ({ hash: _, ...record }: { hash: unknown }): string =>
  sha256(canonicalJson(record));

export type UnhashedRequest = Request extends infer R
  ? R extends Request
    ? Omit<R, 'recordHash'>
    : never
  : never;

/** The record of the move that made `request`; `prev` is the hash that the move started from. */
export function recordOf(request: UnhashedRequest, event: TransitionEvent, prev: string | null): AuditRecord {
  const record = {
    v: 1,
    id: `${request.id}.${request.version}`,
    requestId: request.id,
    seq: request.version,
    ...event,
    state: request.state,
    agent: request.agent,
    ...subjectOf(request),
    parameters: request.parameters,
    digest: request.digest,
    stated: request.stated,
    ...(request.asker !== undefined && { asker: request.asker }),
    ...(request.undoes !== undefined && { undoes: request.undoes }),
    ...(request.sighting !== undefined && { sighting: request.sighting }),
    ruling: request.ruling,
    approvals: approvalsOf(request),
    prev,
  } as const;
  return { ...record, hash: sha256(canonicalJson(record)) };
}

export function approvalsOf(request: UnhashedRequest): AuditRecord['approvals'] {
  const approvals = request.ruling.decision === 'review' ? request.ruling.terms.approvals : [];
  const votes = 'votes' in request ? request.votes : [];
  return {
    needed: approvals.reduce((sum, { count }) => sum + count, 0),
    given: votes.filter(({ choice }) => choice === 'approve').length,
  };
}
