import { z } from 'zod';
import { requestViewSchema } from '../../../core/request/request-view.ts';
import type { ApiContract } from '../../shared/http/route-contract.ts';

/** API Gateway gives up after 30 seconds; 25 leave room for a cold start and the way back. */
export const longestWait = 25;

export const contract = {
  'GET /v1/requests/{id}': {
    operation: 'getRequest',
    summary: 'A request as it stands',
    query: {
      wait: {
        schema: z.int().min(0).max(longestWait).optional(),
        description:
          'So many seconds the answer may wait for a decision, while the request is younger than a minute. An older one is answered at once, and `Retry-After` says when to ask again.',
      },
    },
    answers: { 200: { means: 'As it stands.', schema: requestViewSchema } },
    problems: ['no-such-request', 'bad-field'],
    answerHeaders: { 200: ['retry-after'] },
  },
} as const satisfies ApiContract;
