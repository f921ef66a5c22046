import { z } from 'zod';
import type { JsonObject } from '../lib/json.ts';
import type { Subject } from '../request/subject.ts';

/** From harmless to grave: the order is the meaning. */
export const risks = ['low', 'medium', 'high', 'critical'] as const;
export type Risk = (typeof risks)[number];

/** How an approved action runs, from the freest hand for the agent to none. */
export const runModes = ['agent', 'credentials', 'countersign'] as const;
export type RunMode = (typeof runModes)[number];

/** What a review needs, and how what it lets through runs. Groups are AND; one person fills one place. */
export const termsSchema = z.strictObject({
  approvals: z.array(z.strictObject({ group: z.string(), count: z.int().positive() })).min(1),
  expiresSeconds: z.int().positive(),
  notifications: z.array(z.strictObject({ afterSeconds: z.int().positive(), group: z.string() })),
  run: z.enum(runModes),
  /** A yes counts only with a reason. A no always needs one. */
  reason: z.literal('required').exactOptional(),
  /** From so many seconds on people of `by` may fill the places of `group` too. */
  substitutes: z
    .array(z.strictObject({ afterSeconds: z.int().positive(), group: z.string(), by: z.string() }))
    .exactOptional(),
  /** The channel where it is asked, by its name in the settings. Left out: the one that every room has. */
  channel: z.string().exactOptional(),
});
export type Terms = z.infer<typeof termsSchema>;
/** What a policy by itself asks of people. */
export type Asked = Omit<Terms, 'run'>;
export type Substitute = NonNullable<Terms['substitutes']>[number];

const decided = {
  risk: z.enum(risks),
  /** The ids of the policies that decided. Empty only where nothing matched, or before any policy, which refuses. */
  policies: z.array(z.string()),
  /** SHA-256 of the policy set that ruled. */
  policyVersion: z.string(),
  /** For people: a sentence for each policy and term, in the order of their weight. */
  reasons: z.array(z.string()),
};

export const allowSchema = z.strictObject({
  decision: z.literal('allow'),
  ...decided,
  /** Rulings of before Countersign ran anything have none: the agent did. */
  run: z.enum(runModes).exactOptional(),
});
export const refuseSchema = z.strictObject({ decision: z.literal('refuse'), ...decided });
export const reviewSchema = z.strictObject({ decision: z.literal('review'), ...decided, terms: termsSchema });
export const rulingSchema = z.discriminatedUnion('decision', [allowSchema, refuseSchema, reviewSchema]);

export type Allow = z.infer<typeof allowSchema>;
export type Refuse = z.infer<typeof refuseSchema>;
export type Review = z.infer<typeof reviewSchema>;
export type Ruling = z.infer<typeof rulingSchema>;

/** How it runs what it lets through. */
export const runOf = (ruling: Allow | Review): RunMode =>
  ruling.decision === 'review' ? ruling.terms.run : (ruling.run ?? 'agent');

/** What the agent says about itself. Shown to people, and to policies under `context.stated` alone. */
export const statedSchema = z.strictObject({
  reason: z.string().trim().min(1).max(2_000),
  ticket: z.string().min(1).max(200).optional(),
  model: z.string().min(1).max(200).optional(),
  conversation: z.string().min(1).max(2_000).optional(),
});
/** Nothing, where the agent did not ask: what is made from CloudTrail has no words of anybody. */
export type Stated = Partial<z.infer<typeof statedSchema>>;

/** What policy rules on. All but `stated` is derived by us. */
export interface Facts extends Subject {
  agent: { id: string; role: string; groups: readonly string[] };
  parameters: JsonObject;
  stated: Stated;
  /** The groups of an action that nobody has described: those of the others stand in the policy set. */
  uncurated?: readonly string[];
  /** Countersign has no client for it: an action of the deployment's own, or of a service that the SDK does not know. */
  onlyAgentRuns?: true;
}

export type RuleOn = (facts: Facts) => Ruling;
