import { describe, expect, it } from 'vitest';
import type { Assumed, SessionOf } from '../../../../../adapters/aws/execute/assume-role.ts';
import { createGrantCredentials } from '../../../../../adapters/aws/execute/create-grant-credentials.ts';
import type { SessionPolicy } from '../../../../../adapters/aws/execute/session-of.ts';
import { credentials, givenCall, policy } from './given-executor.ts';

const now = '2026-01-31T12:00:00.000Z';

async function grantedWith(
  made: SessionPolicy = { ok: true, document: policy },
  assumed: Assumed = { ok: true, credentials },
) {
  const sessions: SessionOf[] = [];
  const grant = createGrantCredentials({
    assumeRole: async (session) => {
      sessions.push(session);
      return assumed;
    },
    roleArnFor: (account) => `arn:aws:iam::${account}:role/grant`,
    grantPolicyFor: () => made,
    now: () => now,
  });
  return { sessions, granted: await grant(givenCall()) };
}

describe('credentials for an agent', () => {
  it('are a session of the grant role that bears the name and the tags of the request', async () => {
    const { sessions, granted } = await grantedWith();
    expect(granted).toEqual({
      ok: true,
      credentials: { ...credentials, expiresAt: '2026-01-31T12:15:00.000Z' },
    });
    const { requestId, agent, digest } = givenCall();
    expect(sessions).toEqual([
      {
        roleArn: 'arn:aws:iam::111122223333:role/grant',
        name: `countersign-${requestId}`,
        policy,
        tags: {
          request: requestId,
          agent,
          digest,
          approvers: expect.stringMatching(/^2 sha256:[0-9a-f]{64}$/),
        },
      },
    ]);
  });

  it('are none where no policy holds them to what was signed, and no session is asked for', async () => {
    const made = { ok: false, code: 'unclear-resource', detail: 'Nothing tells.' } as const;
    expect(await grantedWith(made)).toEqual({ sessions: [], granted: made });
  });

  it('are none where AWS refuses, by its code', async () => {
    const refused = { ok: false, code: 'PackedPolicyTooLarge', detail: 'Too much.' } as const;
    expect((await grantedWith(undefined, refused)).granted).toEqual(refused);
  });
});
