import { z } from 'zod';
import { risks, runModes } from '../../core/policy/ruling.ts';
import { moves, type State } from '../../core/request/lifecycle.ts';

const states = Object.keys(moves) as [State, ...State[]];

/** A request as the API shows it. Loose, so that a newer server may say more. */
export const requestSchema = z.looseObject({
  id: z.string(),
  state: z.enum(states),
  action: z.string(),
  resource: z.string(),
  environment: z.string(),
  digest: z.string(),
  risk: z.enum(risks),
  policies: z.array(z.string()),
  reasons: z.array(z.string()),
  run: z.enum(runModes).optional(),
  approvals: z.object({ needed: z.number(), given: z.number() }).optional(),
  expiresAt: z.string().optional(),
  usableUntil: z.string().optional(),
  denial: z.string().optional(),
});
export type RequestView = z.infer<typeof requestSchema>;

/** The request once its approval is taken, with the ticket that reports its outcome. */
export const startedSchema = requestSchema.extend({ ticket: z.string() });

/** RFC 9457, as every refusal comes. `type` is stable; the rest is for people. */
export const problemSchema = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  field: z.string().optional(),
  requestId: z.string().optional(),
  id: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };
