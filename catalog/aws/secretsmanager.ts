import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { actionsOf } from '../define-action.ts';
import { namedIn, sentence } from '../sentence.ts';
import { functionArn, secretArn } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { base64 } from '../values/base64.ts';
import { distinct } from '../values/distinct.ts';
import { atMostOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { rotation, secretToBeDeleted, secretValue } from './secretsmanager-looks.ts';

const define = actionsOf({ prefix: 'secretsmanager' });

/** By its ARN only: a secret of the same name can be another one by now. */
const resource = '{SecretId}';
const token = matching('[A-Za-z0-9-]{32,64}', 64);
const stage = text(256);
const arn = 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-AbCdEf';

export const secretsManagerActions = [
  define({
    operation: 'GetSecretValue',
    groups: ['secret-read'],
    parameters: z
      .strictObject({
        SecretId: secretArn,
        VersionId: token.optional(),
        VersionStage: stage.optional(),
      })
      .refine(...atMostOne('VersionId', 'VersionStage')),
    resource,
    say: ({ SecretId, VersionId, VersionStage }, { account }) =>
      sentence`Read ${VersionId ?? VersionStage ?? 'the current version'} of secret ${namedIn(SecretId, account)}`,
    reversible: false,
    example: { parameters: { SecretId: arn }, resource: arn },
  }),
  define({
    operation: 'BatchGetSecretValue',
    groups: ['secret-read'],
    parameters: z
      .strictObject({
        SecretIdList: distinct(secretArn).max(20).optional(),
        Filters: distinct(
          z.strictObject({ Key: text(64), Values: distinct(text(512)).max(10) }),
          ({ Key }) => Key,
        )
          .max(10)
          .optional(),
      })
      .refine(...exactlyOne('SecretIdList', 'Filters')),
    resource: 'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}',
    names: ({ SecretIdList }) => ({ SecretId: oneOrAll(SecretIdList) }),
    aliasParameter: 'SecretIdList',
    say: ({ SecretIdList, Filters = [] }, { account }) =>
      SecretIdList
        ? sentence`Read ${SecretIdList.length} secrets: ${listed(
            SecretIdList.map((id) => namedIn(id, account)),
            { most: 20 },
          )}`
        : sentence`Read every secret that has ${listed(
            Filters.map(({ Key, Values }) => `${Key} ${listed(Values, { most: 10 })}`),
            { most: 10 },
          )} when it runs`,
    reversible: false,
    example: {
      parameters: { SecretIdList: [arn, arn.replace('shop/database', 'shop/payments')] },
      resource: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:*',
    },
  }),
  define({
    operation: 'PutSecretValue',
    groups: ['secret-write'],
    parameters: z
      .strictObject({
        SecretId: secretArn,
        SecretString: text(65_536).optional(),
        SecretBinary: base64().optional(),
        VersionStages: distinct(stage).max(20).optional(),
        ClientRequestToken: token.optional(),
      })
      .refine(...exactlyOne('SecretString', 'SecretBinary')),
    resource,
    say: ({ SecretId, VersionStages = ['AWSCURRENT'] }, { account }) =>
      sentence`Write a new value into secret ${namedIn(SecretId, account)}, as ${listed(VersionStages, { worst: ['AWSCURRENT'] })}`,
    secrets: { '/SecretString': 'the secret', '/SecretBinary': 'the secret' },
    reversible: true,
    ...secretValue,
    example: { parameters: { SecretId: arn, SecretString: 'an-example-only' }, resource: arn },
  }),
  define({
    operation: 'RotateSecret',
    groups: ['secret-write'],
    parameters: z.strictObject({
      SecretId: secretArn,
      RotationLambdaARN: functionArn.optional(),
      RotationRules: z
        .strictObject({
          AutomaticallyAfterDays: z.int().min(1).max(1_000).optional(),
          Duration: matching('[1-9][0-9]?h', 3).optional(),
          ScheduleExpression: text(256).optional(),
        })
        .refine(...exactlyOne('AutomaticallyAfterDays', 'ScheduleExpression'))
        .optional(),
      RotateImmediately: z.boolean(),
      ClientRequestToken: token.optional(),
    }),
    resource,
    say: ({ SecretId, RotationLambdaARN, RotationRules: rules, RotateImmediately }, { account }) => {
      const by = RotationLambdaARN ? ` by ${namedIn(RotationLambdaARN, account)}` : '';
      const days = rules?.AutomaticallyAfterDays;
      const when = rules
        ? `, then ${days === undefined ? rules.ScheduleExpression : `every ${days} days`}${rules.Duration ? ` within ${rules.Duration}` : ''}`
        : '';
      return sentence`Rotate secret ${namedIn(SecretId, account)}${by} ${RotateImmediately ? 'now' : 'at its next time'}${when}`;
    },
    reversible: false,
    look: rotation,
    example: { parameters: { SecretId: arn, RotateImmediately: true }, resource: arn },
  }),
  define({
    operation: 'DeleteSecret',
    groups: ['destruction'],
    parameters: z
      .strictObject({
        SecretId: secretArn,
        RecoveryWindowInDays: z.int().min(7).max(30).optional(),
        ForceDeleteWithoutRecovery: z.literal(true).optional(),
      })
      .refine(...atMostOne('RecoveryWindowInDays', 'ForceDeleteWithoutRecovery')),
    resource,
    say: ({ SecretId, ForceDeleteWithoutRecovery, RecoveryWindowInDays = 30 }, { account }) =>
      ForceDeleteWithoutRecovery
        ? sentence`Delete secret ${namedIn(SecretId, account)} at once, beyond recovery`
        : sentence`Delete secret ${namedIn(SecretId, account)} in ${RecoveryWindowInDays} days`,
    reversible: false,
    ...secretToBeDeleted,
    example: { parameters: { SecretId: arn, ForceDeleteWithoutRecovery: true }, resource: arn },
  }),
];
