import type { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { secretArn } from '../values/arn.ts';
import { matching, tags, text } from '../values/aws-values.ts';
import { base64 } from '../values/base64.ts';
import { atMostOne } from '../values/which-of.ts';
import { deletion } from './secretsmanager-looks.ts';

const define = operationsOf<SecretsManager>({ prefix: 'secretsmanager' });

const example = { SecretId: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-AbCdEf' };

/** Which secrets there are. */
export const secretsManagerSecretActions = [
  define({
    operation: 'CreateSecret',
    groups: ['secret-write', 'resource-creation'],
    values: {
      Name: matching('[A-Za-z0-9/_+=.@-]+', 512),
      SecretString: text(65_536),
      SecretBinary: base64(),
      Tags: tags,
    },
    // Copies in other Regions are asked for by ReplicateSecretToRegions.
    without: ['AddReplicaRegions', 'ForceOverwriteReplicaSecret'],
    rules: [atMostOne('SecretString', 'SecretBinary')],
    // Secrets Manager adds six characters of its own.
    resource: 'arn:{partition}:secretsmanager:{region}:{account}:secret:{Name}-??????',
    say: ({ Name, SecretString, SecretBinary, KmsKeyId }, { account }) => {
      const hasValue = SecretString !== undefined || SecretBinary !== undefined;
      const key = KmsKeyId ? `, encrypted with key ${namedIn(KmsKeyId, account)}` : '';
      return sentence`Create secret ${Name}${hasValue ? '' : ' without a value'}${key}`;
    },
    secrets: { '/SecretString': 'the secret', '/SecretBinary': 'the secret' },
    reversible: true,
    example: { Name: 'shop/payments', SecretString: 'an-example-only' },
  }),
  define({
    operation: 'RestoreSecret',
    groups: ['secret-write'],
    values: { SecretId: secretArn },
    resource: '{SecretId}',
    say: ({ SecretId }, { account }) =>
      sentence`Keep secret ${namedIn(SecretId, account)}, which was to be deleted: it can be read again`,
    reversible: true,
    look: deletion,
    example,
  }),
  define({
    operation: 'DescribeSecret',
    groups: ['read'],
    values: { SecretId: secretArn },
    resource: '{SecretId}',
    say: ({ SecretId }, { account }) =>
      sentence`Look at secret ${namedIn(SecretId, account)}, not at its value`,
    reversible: true,
    example,
  }),
];
