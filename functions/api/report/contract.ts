import { z } from 'zod';
import { outcomes } from '../../../core/execution/agent-run.ts';
import { requestViewSchema } from '../../../core/request/request-view.ts';
import type { ApiContract } from '../../shared/http/route-contract.ts';
import { longestTicket } from '../../shared/longest-ticket.ts';

export const startSchema = z.strictObject({
  digest: z.string().describe('Of what is about to run.'),
});

export const outcomeSchema = z.strictObject({
  status: z.enum(outcomes),
  digest: z.string().describe('Of what ran.'),
  ticket: z.string().min(1).max(longestTicket).describe('As `start` gave it.'),
  detail: z.string().max(2_000).optional().describe('What happened.'),
});

export const startedSchema = requestViewSchema.extend({
  ticket: z
    .string()
    .describe(
      'A JWS (typ `countersign-ticket+jwt`, ES256) that pipelines verify by `GET /v1/keys`. Who holds it may report this run, and nobody else.',
    ),
});
export type Started = z.infer<typeof startedSchema>;

const problems = [
  'not-json',
  'too-large',
  'bad-field',
  'no-such-request',
  'own-approval',
  'other-digest',
  'wrong-state',
  'approval-used',
  'approval-lapsed',
] as const;

export const contract = {
  'POST /v1/requests/{id}/start': {
    operation: 'startRun',
    summary: 'Take the approval, to run the action now',
    description: 'Once, inside its window. Run the action only on 200, and keep the ticket.',
    body: { schema: startSchema },
    answers: { 200: { means: 'Run it now.', schema: startedSchema } },
    problems: [...problems, 'other-run'],
  },
  'POST /v1/requests/{id}/outcome': {
    operation: 'reportOutcome',
    summary: 'Say what became of it',
    body: { schema: outcomeSchema },
    answers: { 200: { means: 'It is recorded.', schema: requestViewSchema } },
    problems: [...problems, 'other-ticket'],
  },
} as const satisfies ApiContract;
