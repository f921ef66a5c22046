import { describe, expect, it } from 'vitest';
import { createAuthority } from '../../../../../emulator/iam/authority.ts';
import { parseTrustPolicy } from '../../../../../emulator/iam/trust-policy.ts';
import type { BusEvent } from '../../../../../emulator/services/events/bus-event.ts';
import { inTheWay } from '../../../../../emulator/services/events/may-enter.ts';

const [home, other] = ['777788889999', '111122223333'];
const busArn = `arn:aws:events:eu-west-1:${home}:event-bus/sightings`;
const forward = (account: string) => `arn:aws:iam::${account}:role/forward`;
const event = { source: 'aws.iam', 'detail-type': 'AWS API Call via CloudTrail' } as BusEvent;
const authority = createAuthority(
  [home, other].map((account) => ({
    arn: forward(account),
    policies: [
      {
        name: 'to-home',
        document: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: busArn }],
        },
      },
    ],
  })),
  () => new Date(),
);
const lets = (accounts: readonly string[]) =>
  parseTrustPolicy(
    'of the bus',
    {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'events:PutEvents',
          Condition: {
            ArnEquals: { 'aws:PrincipalArn': accounts.map(forward) },
            Bool: { 'events:eventBusInvocation': 'true' },
          },
        },
      ],
    },
    { anybody: true },
  );

const between = (account: string, listed: readonly string[], roleArn?: string) =>
  inTheWay(authority, {
    rule: {
      name: 'agents',
      arn: `arn:aws:events:us-east-1:${account}:rule/agents`,
      busArn: `arn:aws:events:us-east-1:${account}:event-bus/default`,
      pattern: {},
      withReads: false,
      targets: [],
    },
    ...{ event, roleArn, bus: { name: 'sightings', arn: busArn, lets: lets(listed) } },
  });

describe('an event on its way to a bus of another account', () => {
  it('enters by a role that may put it there, of an account that the bus lets in', () => {
    expect(between(other, [other], forward(other))).toBeUndefined();
  });

  it('does not enter from an account that the bus does not list, nor without a role', () => {
    expect(between(other, ['444455556666'], forward(other))).toContain('is not let in by the policy');
    expect(between(other, [other])).toBe('has no role to do so');
  });

  it('does not enter by a role that may not put it there', () => {
    expect(between(other, [other], `arn:aws:iam::${other}:role/any`)).toContain('is not authorized');
  });

  it('needs the role alone within an account', () => {
    expect(between(home, [], forward(home))).toBeUndefined();
  });
});
