import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denialOf } from '../../../../catalog/trail/denial-of.ts';
import { trailEvent } from '../../../support/trail.ts';

const denied = (errorMessage?: string, errorCode = 'AccessDenied') =>
  denialOf({ ...trailEvent(), errorCode, errorMessage });
const user =
  'User: arn:aws:sts::111122223333:assumed-role/etl/nightly is not authorized to perform: iam:CreateUser';
const start = `${user} on resource: arn:aws:iam::111122223333:user/ci`;

describe('AWS said no', () => {
  it.each([
    'AccessDenied',
    'AccessDeniedException',
    'Client.UnauthorizedOperation',
    'UnauthorizedOperation',
    'AuthorizationErrorException',
  ])('by the code %s', (errorCode) => {
    expect(denied(undefined, errorCode)).toEqual({});
  });

  it.each([undefined, 'ThrottlingException', 'Client.DryRunOperation', 'NoSuchBucketPolicy', 'Denied'])(
    'not by the code %s',
    (errorCode) => {
      expect(denialOf({ ...trailEvent(), errorCode })).toBeUndefined();
    },
  );

  it.each([
    ['because no identity-based policy allows the iam:CreateUser action', 'identity', false],
    ['because no permissions boundary allows the iam:CreateUser action', 'boundary', false],
    ['because no session policy allows the iam:CreateUser action', 'session', false],
    ['because no resource-based policy allows the iam:CreateUser action', 'resource', false],
    ['because no VPC endpoint policy allows the iam:CreateUser action', 'endpoint', false],
    ['because no service control policy allows the iam:CreateUser action', 'scp', false],
    ['because no role trust policy allows the sts:AssumeRole action', 'resource', false],
    ['with an explicit deny in a permissions boundary', 'boundary', true],
    ['with an explicit deny in a service control policy', 'scp', true],
    ['with an explicit deny in a resource control policy', 'rcp', true],
    ['with an explicit deny in an identity-based policy', 'identity', true],
    ['with an explicit deny in a VPC endpoint policy', 'endpoint', true],
    ['with an explicit deny in the role trust policy', 'resource', true],
  ])('%s', (end, kind, explicit) => {
    expect(denied(`${start} ${end}`)).toEqual({ by: { kind, explicit } });
  });

  it.each([
    ['a permissions boundary', 'boundary', 'arn:aws:iam::111122223333:policy/agents'],
    [
      'a service control policy',
      'scp',
      'arn:aws:organizations::444455556666:policy/o-0123456789/service_control_policy/p-01234567',
    ],
  ])('and names %s that did', (policy, kind, policyArn) => {
    const message = `${start} with an explicit deny in ${policy}: ${policyArn}`;
    expect(denied(message)).toEqual({ by: { kind, policyArn, explicit: true } });
    const ofEc2 = `You are not authorized to perform this operation. ${message}. Encoded authorization failure message: TsSP-w6o1_Ob`;
    expect(denied(ofEc2, 'Client.UnauthorizedOperation')).toEqual({
      by: { kind, policyArn, explicit: true },
    });
  });

  it.each([
    'Access Denied',
    start,
    `${start} with an explicit deny`,
    'You are not authorized to perform this operation. Encoded authorization failure message: TsSPw6o1OBve',
  ])('and does not say which kind of policy: %s', (message) => {
    expect(denied(message)).toEqual({});
  });

  it('is read from the end, so that no name in the middle changes what AWS wrote there', () => {
    const lies = fc.constantFrom(
      'with an explicit deny in a permissions boundary',
      'because no session policy allows the x:Y action.',
      'with an explicit deny in a service control policy: arn:aws:iam::111122223333:policy/x.',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(lies, fc.string())), (names) => {
        const message = `${user} on resource: ${names.join(' ')} because no identity-based policy allows the iam:CreateUser action`;
        expect(denied(message)).toEqual({ by: { kind: 'identity', explicit: false } });
      }),
    );
  });
});
