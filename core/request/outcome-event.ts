import { z } from 'zod';
import type { Versioned } from '../lib/versioned.ts';
import { risks } from '../policy/ruling.ts';
import { states } from './lifecycle.ts';
import type { Request } from './request.ts';
import { subjectOf, subjectShape } from './subject.ts';

/** What pipelines hear on the bus, as docs/outcome-event.md tells them. Delivered at least once. */
export const outcomeEventSchema = z.strictObject({
  v: z.literal(1),
  requestId: z.string().describe('With `state` it tells a repetition.'),
  state: z.enum(states).describe('Where the request stands.'),
  agent: z.string().describe('The id of the agent in the directory.'),
  ...subjectShape,
  risk: z.enum(risks),
  digest: z.string().describe('SHA-256 of what was asked for. Run nothing that has another one.'),
});
export type OutcomeEvent = z.infer<typeof outcomeEventSchema>;
export const outcomeEventVersions: Versioned<OutcomeEvent> = {
  name: 'outcome event',
  readers: [outcomeEventSchema],
};

export const outcomeEvent = (request: Request): OutcomeEvent => ({
  v: 1,
  requestId: request.id,
  state: request.state,
  agent: request.agent.id,
  ...subjectOf(request),
  risk: request.ruling.risk,
  digest: request.digest,
});
