import { IAMClient } from '@aws-sdk/client-iam';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containmentPolicy } from '../../../../../adapters/aws/contain/containment-policy.ts';
import {
  createContainRole,
  createEndContainment,
} from '../../../../../adapters/aws/contain/create-contain-role.ts';
import { createOpenAgentRole } from '../../../../../adapters/aws/contain/open-agent-role.ts';
import type { Assumed, SessionOf } from '../../../../../adapters/aws/execute/assume-role.ts';
import { bodyBytes } from '../../../../../adapters/aws/wire/body-bytes.ts';
import { noon } from '../../../../support/given/clock.ts';
import { credentials, type GivenAnswer, givenAws } from '../execute/given-executor.ts';

const role = 'arn:aws:iam::111122223333:role/etl-agent';
const of = { incidentId: 'one-incident', role, how: 'sessions' } as const;

function given(answer: GivenAnswer, assumed: Assumed = { ok: true, credentials }) {
  const { open, requests } = givenAws(answer);
  const sessions: SessionOf[] = [];
  const openRole = createOpenAgentRole({
    assumeRole: async (session) => {
      sessions.push(session);
      return assumed;
    },
    containRole: 'contain-only',
    boundary: 'agent-boundary',
    iamWith: (session) =>
      new IAMClient({
        region: 'us-east-1',
        credentials: session,
        maxAttempts: 1,
        requestHandler: open() as never,
      }),
  });
  const sent = () =>
    requests.map((one) => Object.fromEntries(new URLSearchParams(bodyBytes(one as never).toString())));
  return {
    contain: createContainRole({ openRole, now: () => noon }),
    end: createEndContainment({ openRole }),
    sessions,
    sent,
  };
}

const refused = (status: number, code: string): GivenAnswer => ({
  status,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>No.</Message></Error></ErrorResponse>`,
});

describe('a role that is contained', () => {
  it('is opened in its own account, in a session that may change it and no other', async () => {
    const { contain, sessions } = given({ body: '<PutRolePolicyResponse/>' });
    await contain(of);
    expect(sessions).toMatchObject([
      {
        roleArn: 'arn:aws:iam::111122223333:role/contain-only',
        name: 'countersign-contain-one-incident',
        policy: { Statement: [{ Resource: [role, 'arn:aws:iam::111122223333:role/*/etl-agent'] }] },
      },
    ]);
  });

  it('gets a policy of the incident’s name that denies all to the sessions of before', async () => {
    const { contain, sent } = given({ body: '<PutRolePolicyResponse/>' });
    expect(await contain(of)).toEqual({ ok: true, how: 'sessions' });
    const [put] = sent();
    expect(put).toMatchObject({
      Action: 'PutRolePolicy',
      RoleName: 'etl-agent',
      PolicyName: 'countersign-contained-one-incident',
    });
    expect(JSON.parse(put?.PolicyDocument ?? '')).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { DateLessThanEquals: { 'aws:TokenIssueTime': '2026-01-05T12:00:00Z' } },
        },
      ],
    });
  });

  it('gets the agents’ boundary of its own account where that is asked for', async () => {
    const { contain, sent } = given({ body: '<PutRolePermissionsBoundaryResponse/>' });
    expect(await contain({ ...of, how: 'boundary' })).toEqual({ ok: true, how: 'boundary' });
    expect(sent()).toMatchObject([
      {
        Action: 'PutRolePermissionsBoundary',
        RoleName: 'etl-agent',
        PermissionsBoundary: 'arn:aws:iam::111122223333:policy/agent-boundary',
      },
    ]);
  });

  it('that is full is tried with the boundary', async () => {
    const { contain, sent } = given(refused(409, 'LimitExceeded'));
    expect(await contain(of)).toEqual({ ok: false, code: 'LimitExceeded' });
    expect(sent().map(({ Action }) => Action)).toEqual(['PutRolePolicy', 'PutRolePermissionsBoundary']);
  });

  it('is answered with AWS’s code where AWS refuses, and not at all where it is out of order', async () => {
    expect(await given(refused(403, 'AccessDenied')).contain(of)).toEqual({
      ok: false,
      code: 'AccessDenied',
    });
    expect(await given(refused(404, 'NoSuchEntity')).contain(of)).toEqual({
      ok: false,
      code: 'NoSuchEntity',
    });
    await expect(given(refused(400, 'Throttling')).contain(of)).rejects.toThrow();
    await expect(given(refused(503, 'ServiceUnavailable')).contain(of)).rejects.toThrow();
    const denied = { ok: false, code: 'AccessDenied', detail: '' } as const;
    expect(await given({}, denied).contain(of)).toEqual({ ok: false, code: 'AccessDenied' });
  });

  it.each([
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:iam::111122223333:role/path/etl-agent',
    'arn:aws:iam::111122223333:user/kim',
    'arn:aws:iam::*:role/etl-agent',
    'nonsense',
  ])('is never %s', async (other) => {
    const { contain, sessions } = given({});
    expect(await contain({ ...of, role: other })).toEqual({ ok: false, code: 'not-a-role' });
    expect(sessions).toEqual([]);
  });

  it('is let go by taking that one policy away, also where it is gone', async () => {
    const { end, sent } = given({ body: '<DeleteRolePolicyResponse/>' });
    expect(await end(of)).toEqual({ ok: true });
    expect(sent()).toMatchObject([
      { Action: 'DeleteRolePolicy', RoleName: 'etl-agent', PolicyName: 'countersign-contained-one-incident' },
    ]);
    expect(await given(refused(404, 'NoSuchEntity')).end(of)).toEqual({ ok: true });
  });
});

describe('the policy that contains', () => {
  it('denies by a source identity only as AWS writes one, and otherwise everybody', () => {
    let named = 0;
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[\w+=,.@-]{2,64}$/), fc.constantFrom('*', 'a*', '?a')),
        (sourceIdentity) => {
          const { how, text } = containmentPolicy({ ...of, how: 'identity', sourceIdentity }, noon);
          const [statement] = (JSON.parse(text) as { Statement: { Condition: object; Effect: string }[] })
            .Statement;
          expect(statement?.Effect).toBe('Deny');
          if (how === 'identity') {
            named += 1;
            expect(sourceIdentity).toMatch(/^[\w+=,.@-]{2,64}$/);
            expect(statement?.Condition).toEqual({ StringEquals: { 'aws:SourceIdentity': sourceIdentity } });
          } else expect(Object.keys(statement?.Condition ?? {})).toEqual(['DateLessThanEquals']);
        },
      ),
    );
    expect(named).toBeGreaterThan(10);
  });
});
