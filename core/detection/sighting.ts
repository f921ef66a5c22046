import { z } from 'zod';
import { jsonObject } from '../lib/json.ts';
import type { Versioned } from '../lib/versioned.ts';

/** How an event came: from EventBridge, from a file of a trail, or by LookupEvents. */
export const sightingSources = ['eventbridge', 'trail', 'lookup'] as const;
export type SightingSource = (typeof sightingSources)[number];

/** What became of a call that AWS denied to an agent. */
const deniedBecame = ['told', 'asked', 'ignored', 'counted'] as const;

/** Nothing of it was approved, and nobody has to hear of it. */
export const countedWhys = [
  /** Neither an agent nor a role of ours made it, or in no account that the settings list. */
  'not-agent',
  'other-account',
  /** CloudTrail tells of calls in other forms as well: as statistics, and as the network saw them. */
  'not-a-call',
  /** AWS did not do it, and said no to nobody: a wrong parameter, a limit, something that is not there. */
  'not-done',
  /** Nobody has described it, and the boundary leaves it to the role. */
  'left-to-the-role',
] as const;

/** What is decided of an event. */
export const verdictSchema = z.discriminatedUnion('kind', [
  /** It belongs to a run that was let through. `as`: the call itself, a service that acts for it, or AWS's no to it. */
  z.strictObject({
    kind: z.literal('matched'),
    requestId: z.string(),
    as: z.enum(['run', 'service', 'refused']),
  }),
  z.strictObject({ kind: z.literal('drifted'), requestId: z.string(), incidentId: z.string() }),
  /** A role of ours, about its own work: a look, a containment, a heartbeat. */
  z.strictObject({ kind: z.literal('upkeep'), task: z.string() }),
  z.strictObject({
    kind: z.literal('denied'),
    agent: z.string().exactOptional(),
    became: z.enum(deniedBecame),
    /** Why it is no request: a code. */
    why: z.string().exactOptional(),
    requestId: z.string().exactOptional(),
  }),
  /** No approval covers it. */
  z.strictObject({ kind: z.literal('unmatched'), incidentId: z.string() }),
  /** Policy lets it through without anybody's yes. */
  z.strictObject({ kind: z.literal('plainly-allowed'), agent: z.string() }),
  z.strictObject({ kind: z.literal('counted'), why: z.enum(countedWhys) }),
  /** Kept as it came, as far as there is room. */
  z.strictObject({ kind: z.literal('not-understood'), why: z.string(), event: z.string() }),
]);
export type Verdict = z.infer<typeof verdictSchema>;

/** A call that AWS denied, with all that a request is made of. */
export const deniedCallSchema = z.strictObject({
  agent: z.string(),
  role: z.string(),
  session: z.string(),
  account: z.string(),
  action: z.string(),
  resource: z.string(),
  /** Whole, and nothing of them is hidden. */
  parameters: jsonObject,
  digest: z.string(),
  /** Of the card that its people are told on, by its name in the settings. */
  channel: z.string().exactOptional(),
});
export type DeniedCall = z.infer<typeof deniedCallSchema>;

/** An agent's API call that was seen in CloudTrail, or one by a role of ours. Written once, with what was decided of it. */
export const sightingSchema = z.strictObject({
  v: z.literal(1),
  /** The same in every copy of the event. */
  id: z.string(),
  /** Of the copy that came first. */
  eventId: z.string(),
  /** When it was called, as CloudTrail says, and when it came here. */
  at: z.string(),
  seenAt: z.string(),
  source: z.enum(sightingSources),
  /** Nothing but `reconcile` brought it, or EventBridge did so too late to act on. */
  late: z.literal(true).exactOptional(),
  /** `iam:CreateUser`: the service and the event's name, before anything is made of them. */
  call: z.string(),
  who: z.string(),
  account: z.string(),
  region: z.string(),
  verdict: verdictSchema,
  /** Where a request can be made of it. */
  denied: deniedCallSchema.exactOptional(),
});
export type Sighting = z.infer<typeof sightingSchema>;
export const sightingVersions: Versioned<Sighting> = { name: 'sighting', readers: [sightingSchema] };

/** So old a call may be when a request is made of it: whoever made it still waits for what it wanted. */
export const askableSeconds = 900;

/** What comes later than this is late: people hear of it in the day's numbers, and nobody is contained for it. */
export const lateSeconds = 3_600;

export const ageSeconds = (at: string, now: string): number => (Date.parse(now) - Date.parse(at)) / 1_000;
