import { z } from 'zod';
import { longestAnswer, mostQuestions } from '../../../core/request/question.ts';
import { requestViewSchema } from '../../../core/request/request-view.ts';
import type { ApiContract } from '../../shared/http/route-contract.ts';

export const answerSchema = z.strictObject({
  question: z
    .int('must be the number of a question, such as 1')
    .min(1, 'must be at least 1')
    .max(mostQuestions, `must be at most ${mostQuestions}`),
  text: z.string().trim().min(1).max(longestAnswer),
});

export const contract = {
  'POST /v1/requests/{id}/answers': {
    operation: 'answerQuestion',
    summary: 'Answer what a person asked before they decide',
    body: { schema: answerSchema },
    answers: { 200: { means: 'People see the answer.', schema: requestViewSchema } },
    problems: [
      'not-json',
      'too-large',
      'bad-field',
      'secret-in-parameters',
      'no-such-request',
      'no-such-question',
      'already-answered',
      'wrong-state',
    ],
  },
} as const satisfies ApiContract;
