import type { Glue } from '@aws-sdk/client-glue';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, inTurn, namedIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { roleArn } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { decimal } from '../values/decimal.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { fingerprintOf, sshPublicKey } from '../values/ssh-public-key.ts';
import { moreThan } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { inOrder } from './glue.ts';
import { gluePolicy } from './resource-policy-looks.ts';

const define = operationsOf<Glue>({ prefix: 'glue' });

const name = matching('[A-Za-z0-9_.-]+', 255, 'must be a name of letters, digits, dots and dashes');
const keys = distinct(sshPublicKey).max(5);
const endpoint = 'arn:{partition}:glue:{region}:{account}:devEndpoint/{EndpointName}';
const session = 'arn:{partition}:glue:{region}:{account}:session/';
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const everything = 'the catalog';

const sayArguments = (given: Readonly<Record<string, string>> = {}): string => {
  const said = inOrder(given).map(([argument, value]) => `${argument} ${value}`);
  return said.length > 0 ? `, with ${beginningOf(said.join(', '), 160)}` : '';
};

export const glueSessionActions = [
  define({
    operation: 'CreateDevEndpoint',
    groups: ['resource-creation', 'remote-access', 'lateral-movement'],
    resource: 'arn:{partition}:glue:{region}:{account}:*',
    values: { EndpointName: name, PublicKeys: keys },
    // The older form of PublicKeys.
    without: ['PublicKey'],
    say: ({ EndpointName, RoleArn, PublicKeys = [], Arguments }, { account }) =>
      sentence`Make development endpoint ${EndpointName} that runs as ${namedIn(RoleArn, account)}${PublicKeys.length > 0 ? `, opened by keys ${listed(PublicKeys.map(fingerprintOf))}` : ''}${sayArguments(Arguments)}`,
    passes: ['/RoleArn'],
    reversible: true,
    example: { EndpointName: 'orders', RoleArn: 'arn:aws:iam::111122223333:role/etl', PublicKeys: [key] },
  }),
  define({
    operation: 'UpdateDevEndpoint',
    groups: ['remote-access', 'code-change', 'lateral-movement'],
    resource: endpoint,
    values: { EndpointName: name, AddPublicKeys: keys, DeletePublicKeys: keys },
    without: ['PublicKey'],
    rules: [moreThan('EndpointName')],
    say: ({ EndpointName, AddPublicKeys: added = [], DeletePublicKeys: removed = [], AddArguments }) => {
      const parts = inTurn(
        [
          added.length > 0 ? `, opened to the holder of keys ${listed(added.map(fingerprintOf))}` : '',
          removed.length > 0 ? `, closed to keys ${listed(removed.map(fingerprintOf))}` : '',
          sayArguments(AddArguments),
        ],
        '',
      );
      return sentence`Change development endpoint ${EndpointName}${parts}`;
    },
    reversible: true,
    example: { EndpointName: 'orders', AddPublicKeys: [key] },
  }),
  define({
    operation: 'CreateSession',
    groups: ['resource-creation', 'remote-access', 'lateral-movement'],
    resource: `${session}{Id}`,
    values: { Id: name, Role: roleArn, MaxCapacity: decimal.positive() },
    say: ({ Id, Role, DefaultArguments }, { account }) =>
      sentence`Open interactive session ${Id} that runs as ${namedIn(Role, account)}${sayArguments(DefaultArguments)}`,
    passes: ['/Role'],
    reversible: true,
    example: {
      Id: 'orders',
      Role: 'arn:aws:iam::111122223333:role/etl',
      Command: { Name: 'glueetl', PythonVersion: '3' },
    },
  }),
  define({
    operation: 'RunStatement',
    groups: ['remote-access'],
    resource: `${session}{SessionId}`,
    values: { SessionId: name, Code: text(65_536) },
    say: ({ SessionId, Code }) => sentence`In interactive session ${SessionId}, run: ${beginningOf(Code)}`,
    reversible: false,
    example: { SessionId: 'orders', Code: 'print(1)' },
  }),
  define({
    operation: 'GetConnection',
    groups: ['secret-read'],
    resource: 'arn:{partition}:glue:{region}:{account}:connection/{Name}',
    values: { Name: name, CatalogId: accountId },
    accountOf: ({ CatalogId }) => CatalogId,
    say: ({ Name, HidePassword }) =>
      sentence`Read connection ${Name}${HidePassword ? ' without its password' : ' with its password'}`,
    reversible: false,
    example: { Name: 'shop-database' },
  }),
  define({
    operation: 'PutResourcePolicy',
    groups: ['data-export', 'privilege-escalation'],
    resource: 'arn:{partition}:glue:{region}:{account}:catalog',
    values: {
      PolicyInJson: policyDocument('resource', 10_240, everything),
      ResourceArn: matching('arn:aws[a-z-]*:glue:[!-~]+', 10_240, 'must be an ARN of Glue'),
    },
    say: ({ PolicyInJson, ResourceArn }, { account }) =>
      sentence`Replace the policy of ${ResourceArn === undefined ? 'the data catalog' : namedIn(ResourceArn, account)}: ${sayPolicy(PolicyInJson, { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...gluePolicy,
    example: {
      PolicyInJson:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"glue:GetTable","Resource":"arn:aws:glue:eu-central-1:111122223333:*"}]}',
    },
  }),
];
