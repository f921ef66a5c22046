import { catalogWith } from '../../../catalog/catalog.ts';
import { customActionsSchema } from '../../../catalog/custom/custom-action.ts';
import { allow, refuse, review, ruleBy } from './rulings.ts';

/** An action with a secret in it, as a deployment could define one. */
const rotateKey = {
  action: 'vendor:rotateKey',
  sentence: 'Give {vendor} a new key',
  parameters: {
    vendor: { type: 'string', maxLength: 1_000 },
    newKey: { type: 'string', maxLength: 10_000 },
    hints: { type: 'list', items: { type: 'string', maxLength: 10_000 }, optional: true },
  },
  resource: '{vendor}',
  groups: ['secret-write'],
  secrets: { '/newKey': "the vendor's new key", '/hints/*': 'part of a key' },
  reversible: false,
  example: { vendor: 'mailer', newKey: 'k-1' },
} as const;

/** The real catalog, and one action more. */
export const catalog = catalogWith(customActionsSchema.parse({ actions: [rotateKey] }));

export const ruleOn = ruleBy({
  'rds:DescribeDBInstances': allow,
  'rds:DeleteDBInstance': review(),
  'rds:DeleteDBCluster': refuse,
  'vendor:rotateKey': review(),
});

const place = 'arn:aws:rds:eu-central-1:111122223333';

/** What agents send: allowed, reviewed, refused by the policy above. */
export const submissions = {
  look: {
    action: 'rds:DescribeDBInstances',
    resource: `${place}:db:orders`,
    parameters: { DBInstanceIdentifier: 'orders' },
    reason: 'Looking for the cause of an alarm.',
  },
  remove: (name = 'orders') => ({
    action: 'rds:DeleteDBInstance',
    resource: `${place}:db:${name}`,
    parameters: { DBInstanceIdentifier: name, SkipFinalSnapshot: true },
    reason: 'The database is replaced.',
  }),
  removeCluster: {
    action: 'rds:DeleteDBCluster',
    resource: `${place}:cluster:ledger`,
    parameters: { DBClusterIdentifier: 'ledger', FinalDBSnapshotIdentifier: 'ledger-final' },
    reason: 'It is not needed.',
  },
  rotate: (newKey: string) => ({
    action: 'vendor:rotateKey',
    resource: 'arn:aws:countersign:eu-central-1:111122223333:vendor/mailer',
    parameters: { vendor: 'mailer', newKey, hints: [`${newKey}-hint`] },
    reason: 'The old key leaked.',
  }),
};
