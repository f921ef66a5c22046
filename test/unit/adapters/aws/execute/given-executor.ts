import type { HttpRequest, HttpResponse } from '@smithy/types';
import type { Assumed, SessionOf } from '../../../../../adapters/aws/execute/assume-role.ts';
import { createPrepareCall } from '../../../../../adapters/aws/execute/create-prepare-call.ts';
import type { OpenConnection } from '../../../../../adapters/aws/execute/open-connection.ts';
import { catalogWith } from '../../../../../catalog/catalog.ts';
import type { Call, PrepareCall, Sent } from '../../../../../core/ports/executor.ts';

export const { find } = catalogWith();

export const credentials = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'none',
  sessionToken: 'session',
};

export const policy = { Version: '2012-10-17', Statement: [] };

export const givenCall = (change: Partial<Call> = {}): Call => ({
  requestId: '0123456789abcdef0123456789abcdef',
  digest: 'd'.repeat(64),
  agent: 'deployer',
  approvers: ['ben@example.com', 'ana@example.com'],
  action: 'iam:DeleteRole',
  account: '111122223333',
  region: 'eu-central-1',
  parameters: { RoleName: 'one' },
  ...change,
});

/** What AWS answers. */
export interface GivenAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

/** AWS as one answers for it; what was sent to it. */
export function givenAws(answer: GivenAnswer | Error = {}): {
  open: OpenConnection;
  requests: HttpRequest[];
} {
  const requests: HttpRequest[] = [];
  const handle = (request: HttpRequest): Promise<{ response: HttpResponse }> => {
    requests.push(request);
    if (answer instanceof Error) return Promise.reject(answer);
    const { status = 200, headers = {}, body = '' } = answer;
    return Promise.resolve({ response: { statusCode: status, headers, body: Buffer.from(body) } });
  };
  return { open: () => ({ handle }), requests };
}

interface GivenExecutor {
  prepare: PrepareCall;
  requests: HttpRequest[];
  /** The sessions that were asked for. */
  sessions: SessionOf[];
}

export function givenExecutor(
  answer: GivenAnswer | Error = {},
  assumed: Assumed = { ok: true, credentials },
): GivenExecutor {
  const { open, requests } = givenAws(answer);
  const sessions: SessionOf[] = [];
  const prepare = createPrepareCall({
    open,
    assumeRole: (session) => {
      sessions.push(session);
      return Promise.resolve(assumed);
    },
    roleArnFor: (account) => `arn:aws:iam::${account}:role/executor`,
    sessionPolicyFor: () => ({ ok: true, document: policy }),
    find,
    now: () => '2026-01-31T12:00:00Z',
  });
  return { prepare, requests, sessions };
}

/** What becomes of a call that AWS answers so. */
export async function sentWith(answer: GivenAnswer | Error, change: Partial<Call> = {}): Promise<Sent> {
  const prepared = await givenExecutor(answer).prepare(givenCall(change));
  if (!prepared.ok) throw new Error(`${prepared.code}: ${prepared.detail}`);
  return prepared.send();
}
