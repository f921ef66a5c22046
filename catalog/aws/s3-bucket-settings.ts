import type { S3 } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf, bucketArn, functionArn } from '../values/arn.ts';
import { bucket, matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { inventory, logging, notificationOfBucket } from './s3-looks.ts';
import { bodyChecksums, namedBucket, ofBucket } from './s3-shapes.ts';

const define = operationsOf<S3>({ prefix: 's3' });

const example = { Bucket: 'shop-receipts' };

const prefix = z.string().max(1_024);
const events = distinct(
  matching('s3:[A-Za-z]+:(?:[A-Za-z]+(?::[A-Za-z]+)?|\\*)', 100, 'must be an event of S3'),
);
const nameRules = distinct(
  z.strictObject({ Name: z.enum(['prefix', 'suffix']), Value: z.string().max(1_024) }),
);
const notified = {
  Id: text(255).optional(),
  Events: events,
  Filter: z.strictObject({ Key: z.strictObject({ FilterRules: nameRules }) }).optional(),
};
const notification = z
  .strictObject({
    TopicConfigurations: distinct(
      z.strictObject({
        ...notified,
        TopicArn: arnOf('sns', '[\\w-]{1,256}', 'arn:aws:sns:eu-central-1:111122223333:receipts'),
      }),
    ).optional(),
    QueueConfigurations: distinct(
      z.strictObject({
        ...notified,
        QueueArn: arnOf('sqs', '[\\w-]{1,80}', 'arn:aws:sqs:eu-central-1:111122223333:receipts'),
      }),
    ).optional(),
    LambdaFunctionConfigurations: distinct(
      z.strictObject({ ...notified, LambdaFunctionArn: functionArn }),
    ).optional(),
    EventBridgeConfiguration: z.strictObject({}).optional(),
  })
  .refine(
    ...atLeastOne(
      ...['TopicConfigurations', 'QueueConfigurations', 'LambdaFunctionConfigurations'],
      'EventBridgeConfiguration',
    ),
  );

interface Notified {
  Events?: string[];
}

/** What S3 does with a bucket's objects by itself, and whom it tells. */
export const s3BucketSettingActions = [
  define({
    operation: 'PutBucketNotificationConfiguration',
    iamName: 'PutBucketNotification',
    groups: ['code-change', 'data-export', 'persistence'],
    values: { ...namedBucket, NotificationConfiguration: notification },
    ...ofBucket,
    say: (parameters, { account }) => {
      const { Bucket, NotificationConfiguration: told } = parameters;
      const say = (arn = '', { Events = [], ...rest }: Notified) =>
        `${namedIn(arn, account)} of ${listed(Events)}${further(rest)}`;
      const all = [
        ...(told.EventBridgeConfiguration ? ['EventBridge of everything'] : []),
        ...(told.LambdaFunctionConfigurations ?? []).map(({ LambdaFunctionArn, ...rest }) =>
          say(LambdaFunctionArn, rest),
        ),
        ...(told.QueueConfigurations ?? []).map(({ QueueArn, ...rest }) => say(QueueArn, rest)),
        ...(told.TopicConfigurations ?? []).map(({ TopicArn, ...rest }) => say(TopicArn, rest)),
      ];
      const worst = all.filter((each) => each.includes('another account'));
      return sentence`From now on tell of what happens in bucket ${Bucket}, and nobody else: ${listed(all, { worst, most: 4 })}`;
    },
    events: ['PutBucketNotification'],
    reversible: true,
    ...notificationOfBucket,
    example: {
      ...example,
      NotificationConfiguration: {
        LambdaFunctionConfigurations: [
          {
            LambdaFunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:receipts',
            Events: ['s3:ObjectCreated:*'],
          },
        ],
      },
    },
  }),
  define({
    operation: 'PutBucketLogging',
    groups: ['audit-tampering', 'data-export'],
    values: {
      ...namedBucket,
      BucketLoggingStatus: z.strictObject({
        LoggingEnabled: z.strictObject({ TargetBucket: bucket, TargetPrefix: prefix }).optional(),
      }),
    },
    without: bodyChecksums,
    ...ofBucket,
    say: ({ Bucket, BucketLoggingStatus: { LoggingEnabled: to } }) =>
      to
        ? sentence`Log who uses bucket ${Bucket} in bucket ${to.TargetBucket ?? ''} under /${to.TargetPrefix ?? ''}, and nowhere else`
        : sentence`Stop logging who uses bucket ${Bucket}`,
    reversible: true,
    ...logging,
    example: {
      ...example,
      BucketLoggingStatus: {
        LoggingEnabled: { TargetBucket: 'shop-logs', TargetPrefix: 'receipts/' },
      },
    },
  }),
  define({
    operation: 'PutBucketInventoryConfiguration',
    iamName: 'PutInventoryConfiguration',
    groups: ['data-export'],
    values: {
      ...namedBucket,
      Id: matching('[A-Za-z0-9_.-]+', 64),
      InventoryConfiguration: z.strictObject({
        Id: matching('[A-Za-z0-9_.-]+', 64),
        IsEnabled: z.boolean(),
        Destination: z.strictObject({
          S3BucketDestination: z.strictObject({
            Bucket: bucketArn,
            AccountId: accountId.optional(),
            Prefix: text(1_024).optional(),
            Format: z.enum(['CSV', 'ORC', 'Parquet']),
          }),
        }),
        Filter: z.strictObject({ Prefix: text(1_024) }).optional(),
        IncludedObjectVersions: z.enum(['All', 'Current']),
        Schedule: z.strictObject({ Frequency: z.enum(['Daily', 'Weekly']) }),
        OptionalFields: distinct(text(64)).max(30).optional(),
      }),
    },
    rules: [
      [
        (given) => {
          const { Id, InventoryConfiguration } = given as {
            Id: string;
            InventoryConfiguration: { Id: string };
          };
          return InventoryConfiguration.Id === Id;
        },
        'Id and InventoryConfiguration.Id must be the same',
      ],
    ],
    ...ofBucket,
    say: ({ Bucket, Id, InventoryConfiguration: inventory }, { account }) => {
      const { Destination, IsEnabled, Id: _, ...rest } = inventory;
      const { Bucket: to = '', AccountId, ...how } = Destination?.S3BucketDestination ?? {};
      const whose = ofAccount(AccountId, account);
      return IsEnabled
        ? sentence`List the objects of bucket ${Bucket} in bucket ${namedIn(to, account)}${whose} from now on, as ${Id}${further({ ...how, ...rest })}`
        : sentence`Stop list ${Id} of the objects of bucket ${Bucket}, to bucket ${namedIn(to, account)}${whose}${further({ ...how, ...rest })}`;
    },
    events: ['PutBucketInventory', 'PutInventoryConfiguration', 'PutBucketInventoryConfiguration'],
    reversible: true,
    ...inventory,
    example: {
      ...example,
      Id: 'nightly',
      InventoryConfiguration: {
        Id: 'nightly',
        IsEnabled: true,
        Destination: {
          S3BucketDestination: {
            Bucket: 'arn:aws:s3:::shop-inventory',
            AccountId: '444455556666',
            Format: 'CSV',
          },
        },
        IncludedObjectVersions: 'Current',
        Schedule: { Frequency: 'Daily' },
      },
    },
  }),
];
