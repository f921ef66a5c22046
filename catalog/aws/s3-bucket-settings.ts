import type { S3 } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf, bucketArn, functionArn } from '../values/arn.ts';
import { bucket, matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne, atMostOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<S3>({ prefix: 's3' });

/** A bucket's ARN says nothing of its owner; S3 itself refuses where the expected owner is not the real one. */
const ofBucket = {
  resource: 'arn:{partition}:s3:::{Bucket}',
  accountOf: ({ ExpectedBucketOwner }: { ExpectedBucketOwner?: string }) => ExpectedBucketOwner,
};
const named = { Bucket: bucket, ExpectedBucketOwner: accountId };
/** Of the request's body, which the SDK writes. */
const checksums = ['ContentMD5', 'ChecksumAlgorithm'] as const;
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
    values: { ...named, NotificationConfiguration: notification },
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
    operation: 'PutBucketWebsite',
    groups: ['network-exposure'],
    values: {
      ...named,
      WebsiteConfiguration: z
        .strictObject({
          IndexDocument: z.strictObject({ Suffix: text(1_024) }).optional(),
          ErrorDocument: z.strictObject({ Key: text(1_024) }).optional(),
          RedirectAllRequestsTo: z
            .strictObject({ HostName: text(255), Protocol: z.enum(['http', 'https']).optional() })
            .optional(),
        })
        .refine(...exactlyOne('IndexDocument', 'RedirectAllRequestsTo'))
        .refine(...atMostOne('ErrorDocument', 'RedirectAllRequestsTo')),
    },
    without: checksums,
    ...ofBucket,
    say: ({ Bucket, WebsiteConfiguration: site }) => {
      const { RedirectAllRequestsTo: to, IndexDocument, ErrorDocument } = site;
      return to
        ? sentence`Have the website of bucket ${Bucket} send everyone to ${to.Protocol ? `${to.Protocol}://` : ''}${to.HostName ?? ''}`
        : sentence`Serve bucket ${Bucket} as a website that begins with ${IndexDocument?.Suffix ?? ''}${ErrorDocument ? ` and says ${ErrorDocument.Key} where it finds none` : ''}`;
    },
    reversible: true,
    example: { ...example, WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } },
  }),
  define({
    operation: 'PutBucketCors',
    iamName: 'PutBucketCORS',
    groups: ['network-exposure'],
    values: {
      ...named,
      CORSConfiguration: z.strictObject({
        CORSRules: distinct(
          z.strictObject({
            ID: text(255).optional(),
            AllowedOrigins: distinct(text()).max(100),
            AllowedMethods: distinct(z.enum(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'])),
            AllowedHeaders: distinct(text()).max(100).optional(),
            ExposeHeaders: distinct(text()).max(100).optional(),
            MaxAgeSeconds: z.int().nonnegative().optional(),
          }),
        ).max(100),
      }),
    },
    without: checksums,
    ...ofBucket,
    say: ({ Bucket, CORSConfiguration: { CORSRules = [] } }) => {
      const rules = CORSRules.map(
        ({ AllowedOrigins = [], AllowedMethods = [], ...rest }) =>
          `${listed(AllowedOrigins)} do ${listed(AllowedMethods, { most: 5 })}${further(rest)}`,
      );
      const worst = rules.filter((rule) => rule.startsWith('*'));
      return sentence`Let scripts of other websites at bucket ${Bucket}: ${listed(rules, { worst })}`;
    },
    events: ['PutBucketCors'],
    reversible: true,
    example: {
      ...example,
      CORSConfiguration: {
        CORSRules: [{ AllowedOrigins: ['https://shop.example'], AllowedMethods: ['GET'] }],
      },
    },
  }),
  define({
    operation: 'PutBucketLogging',
    groups: ['audit-tampering', 'data-export'],
    values: {
      ...named,
      BucketLoggingStatus: z.strictObject({
        LoggingEnabled: z.strictObject({ TargetBucket: bucket, TargetPrefix: prefix }).optional(),
      }),
    },
    without: checksums,
    ...ofBucket,
    say: ({ Bucket, BucketLoggingStatus: { LoggingEnabled: to } }) =>
      to
        ? sentence`Log who uses bucket ${Bucket} in bucket ${to.TargetBucket ?? ''} under /${to.TargetPrefix ?? ''}, and nowhere else`
        : sentence`Stop logging who uses bucket ${Bucket}`,
    reversible: true,
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
      ...named,
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
    // Lists are encrypted as their bucket says.
    shown: ['/InventoryConfiguration/Destination/S3BucketDestination/Encryption/SSEKMS/KeyId'],
    events: ['PutBucketInventory', 'PutInventoryConfiguration', 'PutBucketInventoryConfiguration'],
    reversible: true,
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
