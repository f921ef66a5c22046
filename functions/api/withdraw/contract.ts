import { z } from 'zod';
import { requestViewSchema } from '../../../core/request/request-view.ts';
import type { ApiContract } from '../../shared/http/route-contract.ts';

export const withdrawalSchema = z.strictObject({ reason: z.string().trim().min(1).max(2_000).optional() });

export const contract = {
  'POST /v1/requests/{id}/withdraw': {
    operation: 'withdrawRequest',
    summary: 'Take back a request that nobody has decided yet',
    body: { schema: withdrawalSchema, optional: true },
    answers: { 200: { means: 'It is withdrawn.', schema: requestViewSchema } },
    problems: ['not-json', 'too-large', 'bad-field', 'no-such-request', 'wrong-state'],
  },
} as const satisfies ApiContract;
