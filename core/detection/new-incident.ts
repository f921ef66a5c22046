import { z } from 'zod';
import { jsonObject } from '../lib/json.ts';
import { risks } from '../policy/ruling.ts';
import { undoabilitySchema } from '../request/request.ts';

const instant = z.iso.datetime();

/**
 * `unapproved`: it succeeded, and no approval covers it. `drifted`: what ran is not what was signed. `misused-role`: a role of
 * ours made a call that is none of ours. `trail-stopped`: somebody made CloudTrail see less.
 */
export const incidentKinds = ['unapproved', 'drifted', 'misused-role', 'trail-stopped'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/**
 * How an agent's role is kept from doing more. `sessions`: all its sessions of before now are denied. `identity`: all that has the same
 * source identity is. `boundary`: the boundary is put back on.
 */
export const containments = ['sessions', 'identity', 'boundary'] as const;
export type ContainmentKind = (typeof containments)[number];

/** A member that was signed with one value and seen with another; without a value it was not there. */
const differenceSchema = z.strictObject({
  /** RFC 6901, into the parameters; or `action`, `resource`, `account`, `region`. */
  pointer: z.string(),
  signed: z.json().exactOptional(),
  seen: z.json().exactOptional(),
});

/** Fixed when the incident is opened, and the same ever after. */
export const incidentSubject = {
  /** Of the sighting: `sharedEventID`, else `eventID`. */
  sightingId: z.string().min(1),
  /** CloudTrail's own ids. */
  eventIds: z.array(z.string()).min(1),
  kind: z.enum(incidentKinds),
  /** When it was called, as CloudTrail says. */
  at: instant,
  /** When it came to us. */
  seenAt: instant,
  who: z.strictObject({
    /** As CloudTrail writes it. */
    arn: z.string(),
    /** The role's ARN without a path, as the directory writes it. */
    role: z.string().exactOptional(),
    session: z.string().exactOptional(),
    sourceIdentity: z.string().exactOptional(),
    accessKeyId: z.string().exactOptional(),
    /** Only agents come with this role, as settings say it: it may be contained. */
    agentRole: z.literal(true).exactOptional(),
  }),
  /** Where it is an agent of the directory: its owners as they were then. */
  agent: z.strictObject({ id: z.string(), owners: z.array(z.string()) }).exactOptional(),
  action: z.string(),
  resource: z.string().exactOptional(),
  account: z.string(),
  /** Where CloudTrail saw it; of what drifted, where the request says that it happens. */
  region: z.string(),
  environment: z.string(),
  /** With secrets hidden. Left out where the event did not keep them. */
  parameters: jsonObject.exactOptional(),
  /** What AWS answered, by the SDK's names and with secrets hidden, where the event kept it: some undos are made of it. */
  result: jsonObject.exactOptional(),
  sentence: z.string(),
  risk: z.enum(risks),
  /** Those that would have asked or refused. */
  policies: z.array(z.string()),
  /** As policy says; nobody has to press anything then. */
  contain: z.enum(containments).exactOptional(),
  /** Where people hear of it, by its name in the settings. Left out: in the channel that every room has. */
  channel: z.string().exactOptional(),
  /** Groups that are told at once. */
  notify: z.array(z.string()),
  /** Groups that are told when so many seconds pass and it is still open. */
  later: z.array(z.strictObject({ afterSeconds: z.int().positive(), group: z.string() })).exactOptional(),
  /** The request that it drifted from. */
  requestId: z.string().exactOptional(),
  differences: z.array(differenceSchema).exactOptional(),
  /** Whether the catalog can take it back, by what is known of it. */
  undo: undoabilitySchema.exactOptional(),
};

/** All that is known of a sighting that no approval covers. */
export const newIncidentSchema = z.strictObject(incidentSubject);
export type NewIncident = z.infer<typeof newIncidentSchema>;
export type IncidentDifference = z.infer<typeof differenceSchema>;
