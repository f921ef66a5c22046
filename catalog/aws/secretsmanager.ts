import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { actionsOf } from '../define-action.ts';
import { listed, nameIn, sentence } from '../sentence.ts';
import { arnOf, base64, matching, nameOrArn, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'secretsmanager' });

const name = '[A-Za-z0-9/_+=.@-]{1,512}';
const secretId = nameOrArn(name, 'secretsmanager', `secret:${name}`);
/** By name, the resource is the ARN without the six characters that Secrets Manager adds. */
const resource = 'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}';
const token = matching('[A-Za-z0-9-]{32,64}', 64);
const stage = text(256);
const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-AbCdEf';

export const secretsManagerActions = [
  define({
    operation: 'GetSecretValue',
    groups: ['secret-read'],
    parameters: z.strictObject({
      SecretId: secretId,
      VersionId: token.optional(),
      VersionStage: stage.optional(),
    }),
    resource,
    aliasParameter: 'SecretId',
    say: ({ SecretId }) => sentence`Read secret ${nameIn(SecretId)}`,
    readOnly: true,
    reversible: false,
    example: { parameters: { SecretId: arn }, resource: arn },
  }),
  define({
    operation: 'BatchGetSecretValue',
    groups: ['secret-read'],
    parameters: z.strictObject({ SecretIdList: z.array(secretId).min(1).max(20) }),
    resource,
    names: ({ SecretIdList }) => ({ SecretId: oneOrAll(SecretIdList) }),
    aliasParameter: 'SecretIdList',
    say: ({ SecretIdList }) => sentence`Read secrets ${listed(SecretIdList.map((id) => nameIn(id)))}`,
    readOnly: true,
    reversible: false,
    example: {
      parameters: { SecretIdList: ['shop/database', 'shop/payments'] },
      resource: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:*',
    },
  }),
  define({
    operation: 'PutSecretValue',
    groups: ['secret-write'],
    parameters: z.strictObject({
      SecretId: secretId,
      SecretString: text(65_536).optional(),
      SecretBinary: base64().optional(),
      VersionStages: z.array(stage).min(1).max(20).optional(),
      ClientRequestToken: token.optional(),
    }),
    resource,
    aliasParameter: 'SecretId',
    say: ({ SecretId }) => sentence`Write a new value into secret ${nameIn(SecretId)}`,
    secrets: ['/SecretString', '/SecretBinary'],
    reversible: true,
    example: { parameters: { SecretId: arn, SecretString: 'an-example-only' }, resource: arn },
  }),
  define({
    operation: 'RotateSecret',
    groups: ['secret-write'],
    parameters: z.strictObject({
      SecretId: secretId,
      RotationLambdaARN: arnOf('lambda', 'function:.+').optional(),
      RotationRules: z
        .strictObject({
          AutomaticallyAfterDays: z.int().min(1).max(1_000).optional(),
          Duration: matching('[0-9]+h', 3).optional(),
          ScheduleExpression: text(256).optional(),
        })
        .optional(),
      RotateImmediately: z.boolean().optional(),
      ClientRequestToken: token.optional(),
    }),
    resource,
    aliasParameter: 'SecretId',
    say: ({ SecretId, RotationLambdaARN }) =>
      sentence`Rotate secret ${nameIn(SecretId)}${RotationLambdaARN ? ` with ${nameIn(RotationLambdaARN)}` : ''}`,
    reversible: false,
    example: { parameters: { SecretId: arn, RotateImmediately: true }, resource: arn },
  }),
  define({
    operation: 'DeleteSecret',
    groups: ['destruction'],
    parameters: z.strictObject({
      SecretId: secretId,
      RecoveryWindowInDays: z.int().min(7).max(30).optional(),
      ForceDeleteWithoutRecovery: z.boolean().optional(),
    }),
    resource,
    aliasParameter: 'SecretId',
    say: ({ SecretId, ForceDeleteWithoutRecovery, RecoveryWindowInDays = 30 }) =>
      ForceDeleteWithoutRecovery
        ? sentence`Delete secret ${nameIn(SecretId)} at once, beyond recovery`
        : sentence`Delete secret ${nameIn(SecretId)} in ${RecoveryWindowInDays} days`,
    reversible: false,
    example: { parameters: { SecretId: arn, ForceDeleteWithoutRecovery: true }, resource: arn },
  }),
];
