import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadClient } from '../../../../adapters/aws/wire/load-client.ts';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { findOperation, loadShapes } from '../../../../catalog/shapes/load-shapes.ts';
import { toSdkInput } from '../../../../catalog/shapes/to-sdk-input.ts';
import { exampleIn } from '../../../../local/deployment/example-in.ts';
import { type GivenAccounts, givenAccounts, other } from './given-accounts.ts';

/** Each in this order, on one account. */
const actions = [
  'iam:AttachRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePolicy',
  'iam:DeleteRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:CreateAccessKey',
  'ec2:AuthorizeSecurityGroupIngress',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketPublicAccessBlock',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'kms:CancelKeyDeletion',
  'kms:EnableKey',
  'rds:CreateDBSnapshot',
  'rds:DescribeDBInstances',
  'rds:ModifyDBSnapshotAttribute',
  'rds:StartExportTask',
  'secretsmanager:GetSecretValue',
  'secretsmanager:DeleteSecret',
  'lambda:UpdateFunctionConfiguration',
];

let accounts: GivenAccounts;
beforeAll(async () => {
  accounts = await givenAccounts();
});
afterAll(() => accounts.emulator.close());

it.each(actions)('the example of %s is answered', async (action) => {
  const [service = '', name = ''] = action.split(':');
  const entry = catalogWith().find(action);
  const shapes = loadShapes(service);
  const operation = shapes && findOperation(shapes, name);
  if (!entry || !operation) throw new Error(`The catalog has no ${action}.`);
  const { makeClient, makeCommand } = await loadClient(operation.client);
  const { parameters } = exampleIn(other, entry);
  const client = makeClient({ ...(await accounts.session({ of: other })), forcePathStyle: true });
  const answer = await client.send(makeCommand(operation.name, toSdkInput(operation, parameters)));
  expect(answer).toMatchObject({ $metadata: { attempts: 1 } });
  expect(accounts.bugs).toEqual([]);
});
