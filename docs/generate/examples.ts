import type { z } from 'zod';
import type { ListedAction } from '../../catalog/listed-action.ts';
import type { TicketClaims } from '../../core/execution/ticket.ts';
import { reportSeconds } from '../../core/request/deadlines.ts';
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
const digest = 'd7dbec3baac31c88b084a3bb14191cea41b6037abd0a51e7390f632f4d43d226';
/** Signed with a key that nobody has any more: `exampleKey` is its public half. */
const ticket = [
  'eyJhbGciOiJFUzI1NiIsInR5cCI6ImNvdW50ZXJzaWduLXRpY2tldCtqd3QiLCJraWQiOiJTNWFpY0taQ3BEc3VmMXRIaWpmX0lq',
  'bFVtRnpBTV8tbHpZNEdPcnBQQ1N3In0.eyJ2IjoxLCJpc3MiOiJodHRwczovL2FwaS5leGVjdXRlLWFwaS5ldS13ZXN0LTEuYW1h',
  'em9uYXdzLmNvbSIsImF1ZCI6ImNvdW50ZXJzaWduLXByb2R1Y3Rpb24iLCJqdGkiOiI1ZDQxNDAyYWJjNGIyYTc2Yjk3MTlkOTEx',
  'MDE3YzU5MiIsImlhdCI6MTc3MjQ0MjMwMCwibmJmIjoxNzcyNDQyMzAwLCJleHAiOjE3NzI0ODU1MDAsInJlcXVlc3QiOiI3Zjlj',
  'MmJhNGU4OGY4MjdkNjE2MDQ1NTA3NjA1ODUzZSIsImRpZ2VzdCI6ImQ3ZGJlYzNiYWFjMzFjODhiMDg0YTNiYjE0MTkxY2VhNDFi',
  'NjAzN2FiZDBhNTFlNzM5MGY2MzJmNGQ0M2QyMjYiLCJhZ2VudCI6ImV0bCIsImFjdGlvbiI6InJkczpDcmVhdGVEQlNuYXBzaG90',
  'IiwicmVzb3VyY2UiOiJhcm46YXdzOnJkczpldS1jZW50cmFsLTE6MTExMTIyMjIzMzMzOmRiOm9yZGVycyIsImFjY291bnQiOiIx',
  'MTExMjIyMjMzMzMiLCJyZWdpb24iOiJldS1jZW50cmFsLTEiLCJhcHByb3ZlcnMiOlsiZGF0YS5vbmVAZXhhbXBsZS5jb20iXX0.',
  '2UTiY8ckCaKCELaKC-Lps1YQQ0Mq9BTk3UCSa11T8OxYrhHFSHBfJwQ0SLWOnH7UUTwBtWiBLDzdaQKZmgM0ZQ',
].join('');
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
const exampleKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'SHzuByWatwsDECSp_o2nq-5G0y1Exdzs5nL5hqm7hq8',
  y: 'qhNUEuoZU8EVjBrZ6DFBjGdsnoivThJmgMzEo0dGDWE',
  kid: 'S5aicKZCpDsuf1tHijf_IjlUmFzAM_-lzY4GOrpPCSw',
  alg: 'ES256',
  use: 'sig',
} as const;
const exampleEvidenceKey = {
  ...exampleKey,
  x: '8ISa3lHaYZc-iSHXNE8dfu2ITbv0WSpYvYprtQ9ij3I',
  y: 'Qpk5DYbYJa4im46K_CJNQz-Mc2X-NBvw73Y-XNdr9Dk',
  kid: 'mRqGwQjK-CWSBbJ9Fp5l_oMMTwboUpZNqokQVKrnCls',
} as const;
const startedAt = Date.parse('2026-03-02T09:05:00.000Z') / 1_000;
const claims: TicketClaims = {
  v: 1,
  iss: 'https://api.execute-api.eu-west-1.amazonaws.com',
  aud: 'countersign-production',
  jti: '5d41402abc4b2a76b9719d911017c592',
  iat: startedAt,
  nbf: startedAt,
  exp: startedAt + reportSeconds,
  request: id,
  digest,
  agent: 'etl',
  action: subject.action,
  resource: subject.resource,
  account: subject.account,
  region: subject.region,
  approvers: ['data.one@example.com'],
};

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
  'POST /v1/requests/{id}/answers': {
    body: { question: 1, text: 'The nightly export, until Friday.' },
    answers: {
      200: {
        ...pending,
        questions: [
          {
            question: 1,
            text: 'Which job needs this?',
            at: '2026-03-02T09:02:00.000Z',
            answer: 'The nightly export, until Friday.',
          },
        ],
      },
    },
  },
  'POST /v1/requests/{id}/run': {
    body: { digest: allowed.digest },
    answers: {
      200: { ...ran, state: 'done', answer: { DBInstances: [] } },
      202: { ...ran, state: 'running' },
    },
  },
  'POST /v1/requests/{id}/credentials': {
    body: { digest },
    answers: {
      200: {
        ...taken,
        action: 's3:GetObject',
        resource: 'arn:aws:s3:::shop-receipts/2026/01/31.json',
        state: 'started',
        run: 'credentials',
        credentials: {
          accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
          secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
          sessionToken: 'AQoDYXdzEJr...',
          expiresAt: '2026-03-02T09:20:00.000Z',
        },
      },
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
  'GET /v1/keys': { answers: { 200: { keys: [exampleKey], evidence: [exampleEvidenceKey] } } },
  'POST /v1/tickets/{jti}': {
    body: { ticket },
    answers: { 200: { redeemedAt: '2026-03-02T09:05:30.000Z', claims } },
  },
};
