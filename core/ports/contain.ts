import { z } from 'zod';
import type { ContainmentKind } from '../detection/new-incident.ts';
import type { Versioned } from '../lib/versioned.ts';

/** What is to be done to a role, on behalf of an incident. */
export interface ContainmentOf {
  incidentId: string;
  /** The role's ARN without a path. Its account is where the role is, which need not be where the call went. */
  role: string;
  how: ContainmentKind;
  /** As CloudTrail has it: whose calls `identity` denies. */
  sourceIdentity?: string;
}

/**
 * Keeps a role from doing more. Where what was asked for cannot be done it does what denies more, and says so: `identity` without a
 * source identity ends all `sessions`, and a role that takes no more policies gets the `boundary`. Done twice it stands
 * once. The code is AWS's own where AWS refuses; an outage rejects.
 */
export type ContainRole = (
  of: ContainmentOf,
) => Promise<{ ok: true; how: ContainmentKind } | { ok: false; code: string }>;

/** Takes away what this incident denied. What is not there is taken away. */
export type EndContainment = (
  of: Pick<ContainmentOf, 'incidentId' | 'role'>,
) => Promise<{ ok: true } | { ok: false; code: string }>;

/** What `contain` is called with: by the workflow, for policy; or for a person, who was seen to be one who may. */
const containOrderSchema = z.discriminatedUnion('what', [
  z.strictObject({
    v: z.literal(1),
    incidentId: z.string(),
    what: z.literal('contain'),
    by: z.strictObject({ person: z.string(), via: z.string() }).exactOptional(),
  }),
  z.strictObject({
    v: z.literal(1),
    incidentId: z.string(),
    what: z.literal('end'),
    by: z.strictObject({ person: z.string(), via: z.string() }),
  }),
]);
export type ContainOrder = z.infer<typeof containOrderSchema>;
export const containOrderVersions: Versioned<ContainOrder> = {
  name: 'input of contain',
  readers: [containOrderSchema],
};

/** Has it done soon, and waits for nothing. */
export type ContainSoon = (order: ContainOrder) => Promise<void>;
