import type { z } from 'zod';
import { jsonObject } from '../../../core/lib/json.ts';
import { requestViewSchema } from '../../../core/request/request-view.ts';
import type { ApiContract } from '../../shared/http/route-contract.ts';
import { useSchema } from '../../shared/http/use-schema.ts';

export const runSchema = useSchema(
  'As the submission returned it, where what AWS answers is secret and another session asks than the one that submitted.',
);

export const ranSchema = requestViewSchema.extend({
  answer: jsonObject.exactOptional().describe('What AWS answered, whole. It is kept nowhere: it comes once.'),
});
export type Ran = z.infer<typeof ranSchema>;

export const contract = {
  'POST /v1/requests/{id}/run': {
    operation: 'runRequest',
    summary: 'Countersign runs it now',
    description:
      'What policy allowed by itself, and what people approved and the workflow leaves to its agent, because parameters or the answer are secret (`needsRun`). Once, inside its window, with credentials that are made for it.',
    body: { schema: runSchema },
    answers: {
      200: { means: 'It ran.', schema: ranSchema },
      202: { means: 'It runs: look at `Location` for its end.', schema: ranSchema },
    },
    problems: [
      'not-json',
      'too-large',
      'bad-field',
      'no-such-request',
      'own-approval',
      'other-session',
      'other-run',
      'other-digest',
      'wrong-state',
      'approval-used',
      'approval-lapsed',
      'run-failed',
      'run-unknown',
    ],
    answerHeaders: { 202: ['location'] },
  },
} as const satisfies ApiContract;
