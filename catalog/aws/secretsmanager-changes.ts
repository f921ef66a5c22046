import type { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { kmsKeyArn, secretArn } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { base64 } from '../values/base64.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { atLeastOne, atMostOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { rotation, secretPolicy, settings, versionStage } from './secretsmanager-looks.ts';

const define = operationsOf<SecretsManager>({ prefix: 'secretsmanager' });

/** By its ARN only: a secret of the same name can be another one by now. */
const secret = { SecretId: secretArn };
const resource = '{SecretId}';
const everything = 'the secret';
const version = matching('[A-Za-z0-9-]{32,64}', 64, 'must be the id of a version');
const example = { SecretId: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-AbCdEf' };

/** What a secret is by now, where it is, and who can read it. */
export const secretsManagerChangeActions = [
  define({
    operation: 'UpdateSecret',
    groups: ['secret-write'],
    values: { ...secret, SecretString: text(65_536), SecretBinary: base64() },
    rules: [
      atMostOne('SecretString', 'SecretBinary'),
      atLeastOne('SecretString', 'SecretBinary', 'KmsKeyId', 'Description', 'Type'),
    ],
    resource,
    say: ({ SecretId, SecretString, SecretBinary, KmsKeyId }, { account }) => {
      const hasValue = SecretString !== undefined || SecretBinary !== undefined;
      const key = KmsKeyId ? `, encrypted with key ${namedIn(KmsKeyId, account)}` : '';
      return sentence`${hasValue ? 'Write a new value into' : 'Change'} secret ${namedIn(SecretId, account)}${key}`;
    },
    secrets: { '/SecretString': 'the secret', '/SecretBinary': 'the secret' },
    reversible: true,
    look: settings,
    example: { ...example, SecretString: 'an-example-only' },
  }),
  define({
    operation: 'PutResourcePolicy',
    groups: ['data-export', 'privilege-escalation'],
    values: { ...secret, ResourcePolicy: policyDocument('resource', 20_480, everything) },
    resource,
    say: ({ SecretId, ResourcePolicy }, { account }) =>
      sentence`Replace who may read or change secret ${namedIn(SecretId, account)}: ${sayPolicy(ResourcePolicy, { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...secretPolicy,
    example: {
      ...example,
      ResourcePolicy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"secretsmanager:GetSecretValue","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'DeleteResourcePolicy',
    groups: ['privilege-escalation'],
    values: secret,
    resource,
    say: ({ SecretId }, { account }) =>
      sentence`Delete the policy of secret ${namedIn(SecretId, account)}, with all that it allows and denies`,
    reversible: true,
    ...secretPolicy,
    example,
  }),
  define({
    operation: 'ReplicateSecretToRegions',
    groups: ['data-export', 'persistence'],
    values: {
      ...secret,
      AddReplicaRegions: distinct(
        z.strictObject({
          Region: matching('[a-z]{2,4}(?:-[a-z]+)+-[0-9]', 32, 'must be a Region such as eu-west-1'),
          KmsKeyId: kmsKeyArn.optional(),
        }),
        ({ Region }) => Region,
      ).max(40),
    },
    resource,
    say: ({ SecretId, AddReplicaRegions, ForceOverwriteReplicaSecret: force }, { account }) => {
      const copies = AddReplicaRegions.map(
        ({ Region = '', KmsKeyId }) =>
          `${Region}${KmsKeyId ? ` encrypted with key ${namedIn(KmsKeyId, account)}` : ''}`,
      );
      const over = force ? ', over secrets of its name that are there' : '';
      return sentence`Keep a copy of secret ${namedIn(SecretId, account)} in ${listed(copies, { most: 10 })}${over}`;
    },
    reversible: true,
    example: { ...example, AddReplicaRegions: [{ Region: 'eu-west-1' }], ForceOverwriteReplicaSecret: true },
  }),
  define({
    operation: 'UpdateSecretVersionStage',
    groups: ['secret-write'],
    values: { ...secret, VersionStage: text(256), RemoveFromVersionId: version, MoveToVersionId: version },
    rules: [atLeastOne('RemoveFromVersionId', 'MoveToVersionId')],
    resource,
    say: ({ SecretId, VersionStage, MoveToVersionId, RemoveFromVersionId }, { account }) => {
      const before = RemoveFromVersionId ? `, instead of version ${RemoveFromVersionId}` : '';
      const now = MoveToVersionId ? `version ${MoveToVersionId}` : 'no version';
      return sentence`Let ${VersionStage} of secret ${namedIn(SecretId, account)} mean ${now}${before}`;
    },
    reversible: true,
    ...versionStage,
    example: {
      ...example,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: '1234abcd-12ab-34cd-56ef-1234567890ab',
      RemoveFromVersionId: '4444abcd-12ab-34cd-56ef-1234567890ab',
    },
  }),
  define({
    operation: 'CancelRotateSecret',
    groups: ['secret-write', 'persistence'],
    values: secret,
    resource,
    say: ({ SecretId }, { account }) =>
      sentence`Stop rotating secret ${namedIn(SecretId, account)}: who knows its value can go on using it`,
    reversible: true,
    look: rotation,
    example,
  }),
];
