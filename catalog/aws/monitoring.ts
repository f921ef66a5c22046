import type { CloudTrail } from '@aws-sdk/client-cloudtrail';
import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { EventBridge } from '@aws-sdk/client-eventbridge';
import type { STS } from '@aws-sdk/client-sts';
import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, sentence } from '../sentence.ts';
import { matching, text, uuid } from '../values/aws-values.ts';
import { decimal } from '../values/decimal.ts';
import { distinct } from '../values/distinct.ts';
import { timestamp } from '../values/timestamp.ts';
import { listed } from '../values/widest-first.ts';

const logs = operationsOf<CloudWatchLogs>({ prefix: 'logs' });
const metrics = operationsOf<CloudWatch>({ prefix: 'cloudwatch' });
const trails = operationsOf<CloudTrail>({ prefix: 'cloudtrail' });
const events = operationsOf<EventBridge>({ prefix: 'events' });
const sts = operationsOf<STS>({ prefix: 'sts' });

const logGroupName = matching('[A-Za-z0-9_/.#-]+', 512);
const logStreamName = matching('[^:*\\x00-\\x1f\\x7f]+', 512);
const logGroup = 'arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}';
const logStream = `${logGroup}:log-stream:{logStreamName}`;
/** Where a command may begin: of the query, of what comes after a pipe, and of a query within. */
const command = '(?:^|[|([{])\\s*';
const ofItsLogGroups = text(10_000).refine(
  (query) => !new RegExp(`${command}source\\b|\\bloggroups?\\s*\\(|\\bunmask\\b`, 'im').test(query),
  'must not choose log groups by SOURCE, for logGroupNames says which, nor read what was masked by unmask',
);
const exampleStream = { logGroupName: '/aws/lambda/checkout', logStreamName: '2026/01/31/0123456789abcdef' };

/** Measured, so seldom whole. */
const numbers = z.array(decimal).min(1).max(150).optional();
const datum = z.strictObject({
  MetricName: text(255),
  Dimensions: distinct(z.strictObject({ Name: text(255), Value: text(1_024) }), ({ Name }) => Name)
    .max(30)
    .optional(),
  Timestamp: timestamp.optional(),
  Value: decimal.optional(),
  StatisticValues: z
    .strictObject({ SampleCount: decimal, Sum: decimal, Minimum: decimal, Maximum: decimal })
    .optional(),
  Values: numbers,
  Counts: numbers,
  Unit: text(40).optional(),
  StorageResolution: z.int().min(1).max(60).optional(),
});

/** What agents write down and look up all day. */
export const monitoringActions = [
  sts({
    operation: 'GetCallerIdentity',
    groups: ['read'],
    resource: 'arn:{partition}:sts::{account}:*',
    say: () => 'Look who is calling',
    reversible: true,
    example: {},
  }),
  trails({
    operation: 'LookupEvents',
    groups: ['read'],
    resource: 'arn:{partition}:cloudtrail:{region}:{account}:*',
    say: ({ LookupAttributes = [] }) => {
      const by = LookupAttributes.map(
        ({ AttributeKey, AttributeValue }) => `${AttributeKey} ${AttributeValue}`,
      );
      return sentence`Look at events of the last 90 days${by.length > 0 ? ` with ${listed(by)}` : ''}`;
    },
    reversible: true,
    example: { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'StopLogging' }] },
  }),
  logs({
    operation: 'PutLogEvents',
    groups: ['data-write'],
    values: { logGroupName, logStreamName },
    resource: logStream,
    say: ({ logGroupName: group, logStreamName: stream }) =>
      sentence`Write into stream ${stream} of log group ${group}`,
    reversible: false,
    example: { ...exampleStream, logEvents: [{ timestamp: 1_767_225_600_000, message: 'started' }] },
  }),
  logs({
    operation: 'GetLogEvents',
    groups: ['data-read'],
    values: { logGroupName, logStreamName },
    required: ['logGroupName'],
    // What was masked when it was logged stays so.
    without: ['logGroupIdentifier', 'unmask'],
    resource: logStream,
    say: ({ logGroupName: group = '', logStreamName: stream }) =>
      sentence`Read stream ${stream} of log group ${group}`,
    reversible: true,
    example: exampleStream,
  }),
  logs({
    operation: 'FilterLogEvents',
    groups: ['data-read'],
    values: { logGroupName, logStreamNames: distinct(logStreamName).max(100) },
    required: ['logGroupName'],
    without: ['logGroupIdentifier', 'unmask', 'interleaved'],
    resource: logGroup,
    say: ({ logGroupName: group = '', filterPattern }) =>
      sentence`Read ${filterPattern ? `what matches ${filterPattern}` : 'all'} of log group ${group}`,
    reversible: true,
    example: { logGroupName: '/aws/lambda/checkout', filterPattern: 'ERROR' },
  }),
  logs({
    operation: 'StartQuery',
    groups: ['data-read'],
    values: { logGroupNames: distinct(logGroupName).max(50), queryString: ofItsLogGroups },
    required: ['logGroupNames'],
    // Other languages name what they search in the query, as SQL does by FROM.
    without: ['logGroupName', 'logGroupIdentifiers', 'queryLanguage'],
    resource: logGroup,
    names: ({ logGroupNames }) => ({ logGroupName: oneOrAll(logGroupNames) }),
    aliasParameter: 'logGroupNames',
    say: ({ logGroupNames = [], queryString }) =>
      sentence`Search log group ${listed(logGroupNames, { most: 10 })}: ${beginningOf(queryString)}`,
    reversible: true,
    example: {
      logGroupNames: ['/aws/lambda/checkout'],
      queryString: 'fields @message | limit 20',
      startTime: 1_767_225_600,
      endTime: 1_767_229_200,
    },
  }),
  logs({
    operation: 'GetQueryResults',
    groups: ['data-read'],
    values: { queryId: matching(uuid, 36, 'must be the id of a query') },
    resource: 'arn:{partition}:logs:{region}:{account}:log-group:*',
    aliasParameter: 'queryId',
    say: ({ queryId }) => sentence`Read what query ${queryId} has found`,
    reversible: true,
    example: { queryId: '1234abcd-12ab-34cd-56ef-1234567890ab' },
  }),
  metrics({
    operation: 'PutMetricData',
    groups: ['data-write'],
    values: {
      Namespace: matching('(?!AWS/)[^:*\\x00-\\x1f\\x7f]+', 255),
      MetricData: distinct(datum).max(1_000),
    },
    without: ['EntityMetricData', 'StrictEntityValidation'],
    required: ['MetricData'],
    resource: 'arn:{partition}:cloudwatch:{region}:{account}:dataset/*',
    say: ({ Namespace }) => sentence`Write metrics of ${Namespace}`,
    reversible: false,
    example: { Namespace: 'shop', MetricData: [{ MetricName: 'orders', Value: 1 }] },
  }),
  metrics({
    operation: 'GetMetricData',
    groups: ['data-read'],
    resource: 'arn:{partition}:cloudwatch:{region}:{account}:dataset/*',
    say: ({ StartTime, EndTime }) => sentence`Read metrics from ${StartTime} to ${EndTime}`,
    reversible: true,
    example: {
      MetricDataQueries: [{ Id: 'orders', Expression: 'SUM(METRICS())' }],
      StartTime: '2026-01-01T00:00:00Z',
      EndTime: '2026-01-02T00:00:00Z',
    },
  }),
  events({
    operation: 'PutEvents',
    groups: ['data-write'],
    resource: 'arn:{partition}:events:{region}:{account}:event-bus/*',
    aliasParameter: 'Entries',
    say: ({ Entries }) => {
      const kinds = Entries.map(
        ({ DetailType = '', Source = '', EventBusName = 'default' }) =>
          `${DetailType} of ${Source} to ${EventBusName}`,
      );
      return sentence`Send event ${listed(kinds, { most: 10 })}, to whatever rules start by it`;
    },
    reversible: false,
    example: {
      Entries: [{ Source: 'shop', DetailType: 'order placed', Detail: '{}', EventBusName: 'orders' }],
    },
  }),
];
