import { z } from 'zod';
import { groupName } from '../directory/directory.ts';
import { jsonObject } from '../lib/json.ts';
import type { Versioned } from '../lib/versioned.ts';
import { allowSchema, refuseSchema, reviewSchema } from '../policy/ruling.ts';
import { subjectShape } from './subject.ts';

const instant = z.iso.datetime();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const choices = ['approve', 'deny'] as const;
export type Choice = (typeof choices)[number];

/** One person's yes or no. The groups are those they stood in when they voted, so that a count can be repeated. */
export const voteSchema = z.strictObject({
  person: z.string(),
  choice: z.enum(choices),
  groups: z.array(groupName),
  digest: hash,
  reason: z.string().optional(),
  at: instant,
});
export type Vote = z.infer<typeof voteSchema>;

/** Who asks, as the transport proved it, and who answered for it then. */
export const requesterSchema = z.strictObject({
  id: z.string(),
  role: z.string(),
  session: z.string(),
  owners: z.array(z.string()),
});

/** The agent's words as they were taken in. What may come in is `statedSchema`'s to say, and can change. */
export const keptStatedSchema = z.strictObject({
  reason: z.string(),
  ticket: z.string().optional(),
  model: z.string().optional(),
  conversation: z.string().optional(),
});

/** How a parameter is to be read, where its own text says little: decided when it was submitted, as its sentence is. */
const shownAsSchema = z.strictObject({
  /** RFC 6901, into the parameters. */
  pointer: z.string(),
  /** A policy document: JSON in a text. Or a text in base64. */
  as: z.enum(['policy', 'text']),
  /** What it grants, in words. */
  says: z.array(z.string()),
});
export type ShownAs = z.infer<typeof shownAsSchema>;

/** Fixed at submit, the same in every state. */
const asked = {
  v: z.literal(1),
  id: z.string(),
  version: z.int().positive(),
  /** The hash of this version's record; the next record names it as `prev`. */
  recordHash: hash,
  agent: requesterSchema,
  ...subjectShape,
  /** As people may see them: secret values are hidden before anything is stored. The digest covers the real ones. */
  parameters: jsonObject,
  /** Requests of before this was known have none. */
  shownAs: z.array(shownAsSchema).optional(),
  digest: hash,
  /** The catalog's sentence for it. */
  sentence: z.string(),
  /** Nobody has described the action: its sentence is made of its name, and policy has not seen its parameters. */
  uncurated: z.literal(true).optional(),
  stated: keptStatedSchema,
  submittedAt: instant,
};

/** Other sessions of the agent that asked for the same while people were deciding. */
const joined = z.array(z.strictObject({ session: z.string(), reason: z.string(), at: instant }));

/** Refused votes are remembered by who and why, so that a hundred clicks leave one record. */
const reviewed = {
  ...asked,
  ruling: reviewSchema,
  tier: z.int().nonnegative(),
  expiresAt: instant,
  votes: z.array(voteSchema),
  refusedVotes: z.array(z.string()),
  joined,
};

/** Whatever policy or people let through. `votes` is empty where policy allowed it. */
const signed = {
  ...asked,
  ruling: z.discriminatedUnion('decision', [allowSchema, reviewSchema]),
  votes: z.array(voteSchema),
  usableUntil: instant,
};

/** `ticketHash`: only who took the approval may say what became of it. `redeemedAt`: its one redemption is used. */
const running = { startedAt: instant, ticketHash: hash, redeemedAt: instant.optional() };
const outcome = { ...running, endedAt: instant, detail: z.string().optional() };

export const requestSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('allowed'), ...signed }),
  z.strictObject({ state: z.literal('refused'), ...asked, ruling: refuseSchema }),
  z.strictObject({ state: z.literal('pending'), ...reviewed }),
  z.strictObject({ state: z.literal('approved'), ...signed, decidedAt: instant }),
  z.strictObject({ state: z.literal('denied'), ...reviewed, decidedAt: instant }),
  z.strictObject({
    state: z.literal('expired'),
    ...reviewed,
    decidedAt: instant,
    error: z.string().optional(),
  }),
  z.strictObject({ state: z.literal('withdrawn'), ...reviewed, decidedAt: instant }),
  z.strictObject({ state: z.literal('started'), ...signed, ...running }),
  z.strictObject({ state: z.literal('lapsed'), ...signed, endedAt: instant }),
  z.strictObject({ state: z.literal('done'), ...signed, ...outcome }),
  z.strictObject({ state: z.literal('failed'), ...signed, ...outcome }),
  z.strictObject({ state: z.literal('unknown'), ...signed, ...running, endedAt: instant }),
]);

export type Request = z.infer<typeof requestSchema>;
export const requestVersions: Versioned<Request> = { name: 'request', readers: [requestSchema] };
export type RequestIn<S extends Request['state']> = Extract<Request, { state: S }>;
export type Pending = RequestIn<'pending'>;
