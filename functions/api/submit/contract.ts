import { z } from 'zod';
import { listedActionSchema, wholeActionSchema } from '../../../catalog/listed-action.ts';
import { allowSchema, refuseSchema, reviewSchema } from '../../../core/policy/ruling.ts';
import { requestViewSchema } from '../../../core/request/request-view.ts';
import type { ApiContract, RouteContract } from '../../shared/http/route-contract.ts';
import { submissionSchema } from '../../shared/submit/submission-schema.ts';

export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,128}$/);

export const submittedSchema = requestViewSchema.extend({
  token: z
    .string()
    .exactOptional()
    .describe(
      'Keep it: with it another session than this one can have it run where what comes of that is secret. It comes once, to whoever made the request.',
    ),
});
export type SubmittedView = z.infer<typeof submittedSchema>;

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

const actionsQuery = {
  search: {
    schema: z.string().max(200).optional(),
    description:
      'Words, each of which must occur in the name, the groups, the sentence or the parameters of the example, without case.',
  },
  service: {
    schema: z.string().max(63).optional(),
    description: 'Those of one service, as IAM names it: `rds`.',
  },
  uncurated: {
    schema: z.boolean().optional(),
    description: 'With `service`: also its operations that nobody has described.',
  },
  after: { schema: z.string().max(200).optional(), description: '`next` of the page before.' },
  limit: {
    schema: z.int().min(1).max(200).default(50),
    description: 'How many a page has, at most.',
  },
} as const satisfies NonNullable<RouteContract['query']>;

const actionsPageSchema = z.strictObject({
  actions: z.array(listedActionSchema),
  next: z.string().exactOptional().describe('What `after` is for the next page, where there is one.'),
});
export type ActionsAnswer = z.infer<typeof actionsPageSchema>;

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
      200: {
        means: 'Allowed. `run` says how: POST …/run, or POST …/start and report where the agent runs it.',
        schema: submittedSchema,
      },
      202: {
        means: 'People are asked: look at `Location` until they have decided.',
        schema: submittedSchema,
      },
    },
    problems: [
      ...problemsOfBody,
      'cannot-run',
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
    summary: 'What can be asked for, a page at a time',
    description:
      'Without `uncurated`, the actions that somebody has described. Any other operation of a service of AWS that the catalog knows can be asked for too: `service` with `uncurated=true` lists them.',
    query: actionsQuery,
    answers: { 200: { means: 'In the order of their names.', schema: actionsPageSchema } },
    problems: ['bad-field'],
  },
  'GET /v1/actions/{service}/{operation}': {
    operation: 'getAction',
    summary: 'One action: its parameters, and how to ask for it',
    path: {
      service: { schema: z.string(), description: 'As IAM names it: `rds`.' },
      operation: { schema: z.string(), description: 'Likewise: `CreateDBSnapshot`.' },
    },
    answers: { 200: { means: 'All of it.', schema: wholeActionSchema } },
    problems: ['no-such-action'],
  },
} as const satisfies ApiContract;
