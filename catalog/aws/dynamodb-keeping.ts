import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { pointInTimeRecovery, timeToLive } from './data-looks.ts';
import { tableName } from './dynamodb-shapes.ts';

const define = operationsOf<DynamoDB>({ prefix: 'dynamodb' });

const resource = 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}';
const name = '[a-zA-Z0-9_.-]{3,255}';
const table = 'arn:aws:dynamodb:eu-central-1:111122223333:table/customers';

/** How long items last, and whether they can be had back. */
export const dynamodbKeepingActions = [
  define({
    operation: 'UpdateTimeToLive',
    groups: ['destruction'],
    values: { TableName: tableName },
    resource,
    say: ({ TableName, TimeToLiveSpecification: { Enabled, AttributeName = '' } }) =>
      Enabled
        ? sentence`Delete items of table ${TableName} once the time in ${AttributeName} is over`
        : sentence`No longer delete items of table ${TableName} by the time in ${AttributeName}`,
    reversible: false,
    look: timeToLive,
    example: {
      TableName: 'customers',
      TimeToLiveSpecification: { Enabled: true, AttributeName: 'expiresAt' },
    },
  }),
  define({
    operation: 'UpdateContinuousBackups',
    groups: ['destruction'],
    values: { TableName: tableName },
    resource,
    say: ({ TableName, PointInTimeRecoverySpecification: how }) => {
      const { PointInTimeRecoveryEnabled: on, RecoveryPeriodInDays: days } = how;
      const kept = days === undefined ? '' : ` (of ${days} days)`;
      return on
        ? sentence`Keep every moment of table ${TableName} to go back to${kept}, and no longer`
        : sentence`Keep no earlier moment of table ${TableName}, also not those that are there${kept}`;
    },
    reversible: false,
    look: pointInTimeRecovery,
    example: {
      TableName: 'customers',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: false },
    },
  }),
  define({
    operation: 'DeleteBackup',
    groups: ['destruction'],
    values: {
      BackupArn: arnOf(
        'dynamodb',
        `table/${name}/backup/[0-9a-f-]{10,64}`,
        `${table}/backup/01489602797149-73d8d5bc`,
      ),
    },
    resource: '{BackupArn}',
    say: ({ BackupArn }, { account }) => sentence`Delete backup ${namedIn(BackupArn, account)}`,
    reversible: false,
    example: { BackupArn: `${table}/backup/01489602797149-73d8d5bc` },
  }),
];
