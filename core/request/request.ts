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

/** What a no means for who asked: it stays no, it is no for now, or something else may be asked for. */
export const agains = ['never', 'not-now', 'differently'] as const;
export type Again = (typeof agains)[number];

/** That somebody was in a group because a room had them in one that it keeps, when they voted. */
export const membershipSchema = z.strictObject({
  group: groupName,
  door: z.string(),
  usergroup: z.string(),
});
export type Membership = z.infer<typeof membershipSchema>;

/** One person's yes or no. The groups are those they stood in when they voted, so that a count can be repeated. */
export const voteSchema = z.strictObject({
  person: z.string(),
  choice: z.enum(choices),
  groups: z.array(groupName),
  /** Those of the groups that the directory does not put them in. */
  through: z.array(membershipSchema).exactOptional(),
  digest: hash,
  /** Of what this person saw of the target, where it was looked at. */
  seen: hash.optional(),
  reason: z.string().optional(),
  /** Of a no: whether asking again makes sense. */
  again: z.enum(agains).optional(),
  at: instant,
});
export type Vote = z.infer<typeof voteSchema>;

/** What people saw of the target before they decided. */
export const seenSchema = z.strictObject({
  at: instant,
  /** Empty where there was nothing. */
  value: jsonObject,
  /** SHA-256 of the canonical value: what a vote and the execution are held to. */
  hash,
});
export type Seen = z.infer<typeof seenSchema>;

/** Why it is `failed`: AWS's own code, or ours. */
export const failureSchema = z.strictObject({ code: z.string(), message: z.string() });
export type Failure = z.infer<typeof failureSchema>;

/** What AWS answered. Of what is too large, and of an action that nobody has described, only the hash is kept. */
export const resultSchema = z.strictObject({
  /** SHA-256 of the canonical answer, its secrets hidden. */
  hash,
  value: jsonObject.exactOptional(),
});
export type Result = z.infer<typeof resultSchema>;

/** Who took the agent's credentials back. `all`: with those of every request in that account, because AWS takes no more denials. */
export const revokedSchema = z.strictObject({
  at: instant,
  by: z.string(),
  all: z.literal(true).exactOptional(),
});
/** Whether its run can be taken back, as it was known when it had run. */
export const undoabilitySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('offered'),
    action: z.string(),
    /** What is not as it was even then. */
    remains: z.string().exactOptional(),
  }),
  /** It changed nothing. */
  z.strictObject({ kind: z.literal('nothing-to-undo') }),
  z.strictObject({ kind: z.literal('not-offered'), code: z.string(), detail: z.string() }),
]);
export type Undoability = z.infer<typeof undoabilitySchema>;

/** Who asks, as the transport proved it, and who answered for it then. */
export const requesterSchema = z.strictObject({
  id: z.string(),
  role: z.string(),
  session: z.string(),
  /** Of the session whose call is undone, as CloudTrail told it: the transport of the API tells none. */
  sourceIdentity: z.string().exactOptional(),
  owners: z.array(z.string()),
});

/** The agent's words as they were taken in. What may come in is `statedSchema`'s to say, and can change. */
export const keptStatedSchema = z.strictObject({
  /** None where the agent did not ask: its call was seen in CloudTrail. */
  reason: z.string().optional(),
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

/** Of what its agent did not ask for: an undo, and what was made from CloudTrail. */
export const notAskedByAgent = {
  /** The person who did, and who cannot sign it. */
  asker: z.string().exactOptional(),
  /** The request that it undoes. */
  undoes: z.string().exactOptional(),
  /** The sighting of the call that AWS denied, which it was made from. */
  sighting: z.string().exactOptional(),
};

/** A member that was signed with one value and seen with another; without a value it was not there. */
const differenceSchema = z.strictObject({
  /** RFC 6901, into the parameters; or `action`, `outcome`. */
  pointer: z.string(),
  signed: z.json().exactOptional(),
  seen: z.json().exactOptional(),
});
export type Difference = z.infer<typeof differenceSchema>;

const sawRun = {
  /** CloudTrail's ids of the events. Copies of one event in several accounts have one each. */
  eventIds: z.array(z.string()).min(1),
  /** AWS's code, where it did not do it. */
  errorCode: z.string().exactOptional(),
};

/** What CloudTrail tells of a run, as records say it and as the request keeps it. */
export const seenRunShapes = {
  /** It is what was signed, as far as the event tells: `untold` are the members that it does not. */
  confirmed: { ...sawRun, untold: z.array(z.string()) },
  drifted: { ...sawRun, differences: z.array(differenceSchema).min(1) },
  /** A day after it CloudTrail has told nothing of it. */
  unseen: {},
} as const;

export const evidenceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirmed'), at: instant, ...seenRunShapes.confirmed }),
  z.strictObject({ kind: z.literal('drifted'), at: instant, ...seenRunShapes.drifted }),
  z.strictObject({ kind: z.literal('unseen'), at: instant, ...seenRunShapes.unseen }),
]);
export type Evidence = z.infer<typeof evidenceSchema>;

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
  /** SHA-256 of the token that whoever asked got: with it another session may use what only the asking one could. */
  tokenHash: hash.optional(),
  /** Some of its parameters are not stored: they are presented again to run it. */
  hides: z.literal(true).optional(),
  /** What AWS answers is for whoever asked alone. */
  answersSecret: z.literal(true).optional(),
  /** Its target can be looked at, and is before anybody decides. */
  looks: z.literal(true).optional(),
  seen: seenSchema.optional(),
  /** Why it was not seen, where it should have been: AWS's code. */
  notSeen: z.string().optional(),
  /** IAM knows no resource for what runs it: AWS cannot limit the session to one. */
  unlimited: z.literal(true).optional(),
  /** An action of the catalog takes it back, where what was there is seen. */
  undoable: z.literal(true).optional(),
  ...notAskedByAgent,
  /** CloudTrail tells of such a call, so that its run is to be seen there. */
  inTrail: z.literal(true).optional(),
};

/** Other sessions of the agent that asked for the same while people were deciding. */
const joined = z.array(z.strictObject({ session: z.string(), reason: z.string(), at: instant }));

/** What a person wants to know of the agent before they decide, and what it said. The place in the list is its number. */
export const questionSchema = z.strictObject({
  person: z.string(),
  text: z.string(),
  at: instant,
  answer: z.strictObject({ session: z.string(), text: z.string(), at: instant }).exactOptional(),
});
export type Question = z.infer<typeof questionSchema>;

/** Refused votes are remembered by who and why, so that a hundred clicks leave one record. */
const reviewed = {
  ...asked,
  ruling: reviewSchema,
  tier: z.int().nonnegative(),
  expiresAt: instant,
  votes: z.array(voteSchema),
  refusedVotes: z.array(z.string()),
  joined,
  questions: z.array(questionSchema).optional(),
};

/** Whatever policy or people let through. `votes` is empty where policy allowed it. */
const signed = {
  ...asked,
  ruling: z.discriminatedUnion('decision', [allowSchema, reviewSchema]),
  votes: z.array(voteSchema),
  usableUntil: instant,
};

/**
 * The agent runs it. `ticketHash`: only who took the approval may say what became of it. `redeemedAt`: its one redemption
 * is used.
 */
const startedByAgent = { startedAt: instant, ticketHash: hash.optional(), redeemedAt: instant.optional() };

/** Of its one session, by which CloudTrail has what was called in it. */
const accessKeyId = z.string();

/** Countersign runs it. Its one session is known before the call leaves: CloudTrail has both of these. */
const ranByUs = {
  accessKeyId: accessKeyId.optional(),
  /** AWS's id of the call, where it answered. */
  awsRequestId: z.string().optional(),
};

const ended = {
  evidence: evidenceSchema.optional(),
  startedAt: instant.optional(),
  ticketHash: hash.optional(),
  redeemedAt: instant.optional(),
  ...ranByUs,
  endedAt: instant,
};

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
  z.strictObject({
    state: z.literal('running'),
    ...signed,
    startedAt: instant,
    accessKeyId,
    evidence: evidenceSchema.optional(),
  }),
  z.strictObject({
    state: z.literal('started'),
    ...signed,
    ...startedByAgent,
    /** Of the credentials that its agent was given, where policy says so: there is no ticket then. */
    accessKeyId: accessKeyId.optional(),
    evidence: evidenceSchema.optional(),
  }),
  z.strictObject({ state: z.literal('lapsed'), ...signed, endedAt: instant }),
  z.strictObject({
    state: z.literal('done'),
    ...signed,
    ...ended,
    detail: z.string().optional(),
    result: resultSchema.optional(),
    /** What was there right after. */
    seenAfter: seenSchema.optional(),
    undo: undoabilitySchema.optional(),
  }),
  z.strictObject({
    state: z.literal('failed'),
    ...signed,
    ...ended,
    detail: z.string().optional(),
    failure: failureSchema.optional(),
  }),
  z.strictObject({ state: z.literal('unknown'), ...signed, ...ended, revoked: revokedSchema.optional() }),
]);

export type Request = z.infer<typeof requestSchema>;
export const requestVersions: Versioned<Request> = { name: 'request', readers: [requestSchema] };
export type RequestIn<S extends Request['state']> = Extract<Request, { state: S }>;
export type Pending = RequestIn<'pending'>;
