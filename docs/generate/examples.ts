import type { z } from 'zod';
import type { ListedAction } from '../../catalog/listed-action.ts';
import type { RequestView } from '../../core/request/request-view.ts';
import type { api } from './api.ts';

type Api = typeof api;
type Input<B> = B extends { schema: z.ZodType } ? z.input<B['schema']> : never;

/** One example for each body and each answer. */
export type Examples = {
  readonly [R in keyof Api]: (Api[R] extends { body: infer B } ? { body: Input<B> } : unknown) & {
    answers: { readonly [S in keyof Api[R]['answers']]: Input<Api[R]['answers'][S]> };
  };
};

const id = '7f9c2ba4e88f827d616045507605853e';
const digest = 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c';
const ticket = 'q2o1Cq1rVh0uJvI0Vw2mW6m1q9qkCq8YH9bq2mY0m3w';
const policyVersion = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const subject = {
  action: 'rds:CreateDBSnapshot',
  resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
  account: '111122223333',
  region: 'eu-central-1',
  environment: 'prod',
};
const submission = {
  action: subject.action,
  resource: subject.resource,
  parameters: { DBInstanceIdentifier: 'orders', DBSnapshotIdentifier: 'orders-before-migration' },
  reason: 'I take a copy before the migration.',
  ticket: 'OPS-4711',
};
const ruled: Pick<RequestView, 'risk' | 'policies' | 'reasons'> = {
  risk: 'medium',
  policies: ['data-leaves'],
  reasons: ['data-leaves (policies/data.cedar:3) asks for data-owners: 1.'],
};

const pending: RequestView = {
  id,
  state: 'pending',
  ...subject,
  digest,
  ...ruled,
  submittedAt: '2026-03-02T09:00:00.000Z',
  expiresAt: '2026-03-02T09:30:00.000Z',
  approvals: { needed: 1, given: 0 },
  asked: [{ group: 'data-owners', count: 1 }],
  run: 'agent',
};
const approved: RequestView = {
  id,
  state: 'approved',
  ...subject,
  digest,
  ...ruled,
  submittedAt: pending.submittedAt,
  approvals: { needed: 1, given: 1 },
  asked: [{ group: 'data-owners', count: 1 }],
  run: 'agent',
  decidedAt: '2026-03-02T09:04:12.000Z',
  usableUntil: '2026-03-02T10:04:12.000Z',
};
const { decidedAt: _, ...taken } = approved;
const allowed: RequestView = {
  id,
  state: 'allowed',
  ...subject,
  action: 'rds:DescribeDBInstances',
  resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
  digest,
  risk: 'low',
  policies: ['reads'],
  reasons: ['Allowed by reads (policies/reads.cedar:1).'],
  submittedAt: pending.submittedAt,
  run: 'countersign',
  needsRun: true,
  usableUntil: '2026-03-02T10:00:00.000Z',
};

const { needsRun: __, ...ran } = allowed;

const action: ListedAction = {
  action: subject.action,
  groups: ['data-export'],
  curated: true,
  readOnly: false,
  reversible: true,
  resource: 'arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}',
  says: 'Copy database orders to snapshot orders-before-migration',
};

export const examples: Examples = {
  'POST /v1/requests': { body: submission, answers: { 200: allowed, 202: pending } },
  'POST /v1/evaluate': {
    body: submission,
    answers: {
      200: {
        decision: 'review',
        ...ruled,
        policyVersion,
        terms: {
          approvals: [{ group: 'data-owners', count: 1 }],
          expiresSeconds: 1_800,
          notifications: [],
          run: 'agent',
        },
        digest,
        sentence: 'Copy database orders to snapshot orders-before-migration',
      },
    },
  },
  'GET /v1/actions': {
    answers: {
      200: {
        actions: [action],
        next: subject.action,
      },
    },
  },
  'GET /v1/actions/{service}/{operation}': {
    answers: {
      200: {
        ...action,
        parameters: {
          type: 'object',
          properties: {
            DBInstanceIdentifier: { type: 'string' },
            DBSnapshotIdentifier: { type: 'string' },
          },
          required: ['DBInstanceIdentifier', 'DBSnapshotIdentifier'],
          additionalProperties: false,
        },
        secrets: {},
        example: { parameters: submission.parameters, resource: subject.resource },
      },
    },
  },
  'GET /v1/requests/{id}': { answers: { 200: approved } },
  'POST /v1/requests/{id}/withdraw': {
    body: { reason: 'The migration is off.' },
    answers: { 200: { ...pending, state: 'withdrawn', decidedAt: '2026-03-02T09:03:00.000Z' } },
  },
  'POST /v1/requests/{id}/run': {
    body: { digest: allowed.digest },
    answers: {
      200: { ...ran, state: 'done', answer: { DBInstances: [] } },
      202: { ...ran, state: 'running' },
    },
  },
  'POST /v1/requests/{id}/start': {
    body: { digest },
    answers: { 200: { ...taken, state: 'started', ticket } },
  },
  'POST /v1/requests/{id}/outcome': {
    body: { status: 'done', digest, ticket, detail: 'The snapshot is available.' },
    answers: { 200: { ...taken, state: 'done' } },
  },
};
