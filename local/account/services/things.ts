import type { WrittenEvent } from '../trail/trail-event.ts';

/** What an account has before anybody does anything. */
export interface Things {
  roles: readonly GivenRole[];
  users: readonly string[];
  securityGroups: readonly { id: string; name: string }[];
  buckets: readonly string[];
  keys: readonly string[];
  databases: readonly string[];
  snapshots: readonly { id: string; database: string }[];
  secrets: readonly { name: string; suffix: string; value: string }[];
  functions: readonly string[];
  /** What was called here since the start. It grows. */
  trail: readonly WrittenEvent[];
}

export interface GivenRole {
  name: string;
  attached?: readonly string[];
  inline?: Readonly<Record<string, object>>;
}

/** What the catalog's examples speak of, in whichever account they are tried. */
export const exampleThings = (account: string, trail: readonly WrittenEvent[] = []): Things => ({
  trail,
  roles: [
    {
      name: 'etl-runner',
      attached: [`arn:aws:iam::${account}:policy/deploy`],
      inline: {
        'deny-billing': {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Action: 'aws-portal:*', Resource: '*' }],
        },
      },
    },
    { name: 'rds-export' },
  ],
  users: ['build-bot'],
  securityGroups: [{ id: 'sg-0123456789abcdef0', name: 'databases' }],
  buckets: ['shop-receipts', 'analytics-exports'],
  keys: ['1234abcd-12ab-34cd-56ef-1234567890ab'],
  databases: ['orders'],
  snapshots: [{ id: 'orders-nightly', database: 'orders' }],
  secrets: [{ name: 'shop/database', suffix: 'AbCdEf', value: '{"username":"shop","password":"example"}' }],
  functions: ['checkout'],
});
