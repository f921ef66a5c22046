import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTrailValue, type TrailEvent } from '../../../../catalog/trail/trail-event.ts';
import { whoCalled } from '../../../../catalog/trail/who-called.ts';
import { trailEvent } from '../../../support/trail.ts';

/** Identities as published events have them (test/cloudtrail/README.md), with names and ids of ours. */
const role = 'arn:aws:iam::111122223333:role/etl';
const issuer = {
  type: 'Role',
  principalId: 'AROAEXAMPLE',
  arn: role,
  accountId: '111122223333',
  userName: 'etl',
};
const assumedRole = {
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:nightly',
  arn: 'arn:aws:sts::111122223333:assumed-role/etl/nightly',
  accountId: '111122223333',
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: {
    sessionIssuer: issuer,
    webIdFederationData: {},
    attributes: { creationDate: '2026-01-03T09:00:00Z', mfaAuthenticated: 'false' },
  },
};
const session = {
  account: '111122223333',
  role,
  session: 'nightly',
  accessKeyId: 'ASIAEXAMPLE',
  issuedAt: '2026-01-03T09:00:00Z',
};

const read = (changes: Record<string, unknown>): TrailEvent => {
  const answer = readTrailValue(trailEvent(changes));
  if (!answer.ok) throw new Error(answer.problem);
  return answer.event;
};
const calledBy = (userIdentity: unknown, changes: Record<string, unknown> = {}) =>
  whoCalled(read({ userIdentity, ...changes }));

describe('who called', () => {
  it('is a session of a role, with what denials go by', () => {
    expect(calledBy(assumedRole)).toEqual({ kind: 'session', ...session });
  });

  it('has the source identity that chained roles hand on', () => {
    const { sessionContext } = assumedRole;
    const chained = {
      ...assumedRole,
      sessionContext: { ...sessionContext, sourceIdentity: 'countersign-1' },
    };
    expect(calledBy(chained)).toEqual({ kind: 'session', ...session, sourceIdentity: 'countersign-1' });
  });

  it('is the role without its path, which only the issuer has', () => {
    const { sessionContext, arn: _, ...rest } = assumedRole;
    const withPath = { ...issuer, arn: 'arn:aws:iam::111122223333:role/teams/data/etl' };
    const withoutArn = { ...rest, sessionContext: { ...sessionContext, sessionIssuer: withPath } };
    expect(calledBy(withoutArn)).toEqual({ kind: 'session', ...session });
  });

  it.each([{}, null])('is known where the context of the session is %j', (sessionContext) => {
    expect(calledBy({ ...assumedRole, accessKeyId: null, sessionContext })).toEqual({
      kind: 'session',
      account: '111122223333',
      role,
      session: 'nightly',
    });
  });

  it('is a service that calls on behalf of a session', () => {
    expect(calledBy({ ...assumedRole, invokedBy: 'cloudformation.amazonaws.com' })).toEqual({
      kind: 'service',
      invokedBy: 'cloudformation.amazonaws.com',
      behalfOf: session,
    });
  });

  it('is a service that calls for itself', () => {
    expect(calledBy({ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' })).toEqual({
      kind: 'service',
      invokedBy: 'ec2.amazonaws.com',
    });
    expect(calledBy({ invokedBy: 'AWS Internal' })).toEqual({ kind: 'service', invokedBy: 'AWS Internal' });
  });

  it('is a user, the root of an account, or somebody of another account', () => {
    const user = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/ci', accountId: '111122223333' };
    expect(calledBy(user)).toEqual({ kind: 'user', arn: user.arn, account: '111122223333' });
    expect(calledBy({ type: 'Root', accountId: '111122223333' })).toEqual({
      kind: 'root',
      account: '111122223333',
    });
    expect(
      calledBy({ type: 'AWSAccount', principalId: 'AROAEXAMPLE:x1', accountId: '444455556666' }),
    ).toEqual({
      kind: 'other-account',
      account: '444455556666',
      principalId: 'AROAEXAMPLE:x1',
    });
  });

  it('is vouched for by another directory', () => {
    expect(
      calledBy({ type: 'SAMLUser', principalId: 'x:ana', userName: 'ana', identityProvider: 'x' }),
    ).toEqual({ kind: 'federated', type: 'SAMLUser', name: 'ana', account: '111122223333' });
  });

  it('signs in, with the session of a role where there is one', () => {
    const signIn = { eventSource: 'signin.amazonaws.com', eventType: 'AwsConsoleSignIn' };
    expect(
      calledBy(assumedRole, {
        ...signIn,
        eventName: 'ConsoleLogin',
        responseElements: { ConsoleLogin: 'Success' },
      }),
    ).toMatchObject({ kind: 'sign-in', session, succeeded: true });
    expect(
      calledBy(
        { type: 'IAMUser', userName: 'ana', accountId: '111122223333' },
        { ...signIn, eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' } },
      ),
    ).toEqual({ kind: 'sign-in', account: '111122223333', succeeded: false });
  });

  it.each([undefined, null, {}, { type: 'Unknown' }, { type: 'AssumedRole' }, { type: 'Tomorrow' }])(
    'is unknown where its identity is %j',
    (userIdentity) => {
      expect(calledBy(userIdentity)).toMatchObject({ kind: 'unknown' });
    },
  );

  it('is never a session of a role that neither the ARN nor the issuer names', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(null, undefined, ...Object.values(issuer)));
    let sessions = 0;
    fc.assert(
      fc.property(
        fc.record({
          type: fc.constantFrom('AssumedRole', 'IAMUser', 'AWSService', undefined),
          arn: fc.oneof(text, fc.constant(assumedRole.arn)),
          principalId: fc.oneof(text, fc.constant(assumedRole.principalId)),
          invokedBy: text,
          sessionContext: fc.record({ sessionIssuer: fc.record({ arn: text }), sourceIdentity: text }),
        }),
        (identity) => {
          const caller = calledBy(identity);
          if (caller.kind !== 'session') return;
          sessions += 1;
          expect([identity.arn, identity.sessionContext.sessionIssuer.arn]).toContainEqual(
            identity.arn === assumedRole.arn ? assumedRole.arn : role,
          );
        },
      ),
      { numRuns: 500 },
    );
    expect(sessions).toBeGreaterThan(50);
  });
});
