import { z } from 'zod';
import { listedActionSchema } from '../../../catalog/actions-listing.ts';
import { jsonObject } from '../../../core/lib/json.ts';
import { allowSchema, refuseSchema, reviewSchema, statedSchema } from '../../../core/policy/ruling.ts';
import { requestViewSchema } from '../../../core/request/request-view.ts';
import type { ApiContract } from '../../shared/http/route-contract.ts';

export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,128}$/);

/** What an agent may send. Identity, account, region and environment are not among it: they are derived. */
export const submissionSchema = z.strictObject({
  action: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,62}:[A-Za-z][A-Za-z0-9]{0,127}$/,
      'must be `service:Operation` as IAM writes it',
    ),
  resource: z.string().max(2_048),
  parameters: jsonObject,
  ...statedSchema.shape,
});

const evaluated = {
  digest: z.string().describe('What a request for the same would have.'),
  sentence: z.string().describe('What people would read.'),
};
const evaluationSchema = z.discriminatedUnion('decision', [
  allowSchema.extend(evaluated),
  refuseSchema.extend(evaluated),
  reviewSchema.extend(evaluated),
]);
export type Evaluation = z.infer<typeof evaluationSchema>;

const problemsOfBody = [
  'not-json',
  'too-large',
  'bad-field',
  'unknown-action',
  'wrong-resource',
  'secret-in-parameters',
] as const;

export const contract = {
  'POST /v1/requests': {
    operation: 'submitRequest',
    summary: 'Ask for one action',
    description:
      'Policy rules at once: the request is allowed, refused, or waits for people. The same submission while a request for it waits joins that request. Run nothing on any other status than 200.',
    headers: {
      'Idempotency-Key': {
        schema: idempotencyKey.optional(),
        description:
          'The same key again, with the same submission, is the same request. What is over answers how it ended.',
      },
    },
    body: { schema: submissionSchema },
    answers: {
      200: { means: 'Allowed: start it, run it, report it.', schema: requestViewSchema },
      202: {
        means: 'People are asked: look at `Location` until they have decided.',
        schema: requestViewSchema,
      },
    },
    problems: [
      ...problemsOfBody,
      'bad-header',
      'refused',
      'denied',
      'key-reused',
      'expired',
      'withdrawn',
      'approval-used',
      'approval-lapsed',
      'too-many-pending',
      'too-many-sessions',
      'too-many-requests',
    ],
    answerHeaders: {
      200: ['location'],
      202: ['location'],
      403: ['location'],
      409: ['location'],
      429: ['retry-after'],
    },
  },
  'POST /v1/evaluate': {
    operation: 'evaluate',
    summary: 'The ruling that a request would get',
    description: 'Nothing is stored and nobody is asked.',
    body: { schema: submissionSchema },
    answers: { 200: { means: 'How policy rules on it now.', schema: evaluationSchema } },
    problems: problemsOfBody,
  },
  'GET /v1/actions': {
    operation: 'listActions',
    summary: 'Every action that can be asked for',
    answers: {
      200: {
        means: 'The catalog of this deployment.',
        schema: z.strictObject({ actions: z.array(listedActionSchema) }),
      },
    },
    problems: [],
  },
} as const satisfies ApiContract;
