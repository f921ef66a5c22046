import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';
import { destinationPolicy, logsPolicy, retention, subscriptionFilter } from './logs-looks.ts';

const define = operationsOf<CloudWatchLogs>({ prefix: 'logs' });
const cloudWatch = operationsOf<CloudWatch>({ prefix: 'cloudwatch' });

const logGroupName = matching('[A-Za-z0-9_/.#-]+', 512);
const logGroup = 'arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}';

const AlarmNames = distinct(matching('[^*?:\\x00-\\x1f\\x7f]+', 255)).max(100);
const alarms = {
  values: { AlarmNames },
  resource: 'arn:{partition}:cloudwatch:{region}:{account}:alarm:{AlarmName}',
  names: ({ AlarmNames: names }: { AlarmNames: string[] }) => ({ AlarmName: oneOrAll(names) }),
  aliasParameter: 'AlarmNames' as const,
  example: { AlarmNames: ['unusual-sign-ins'] },
};

/** What is logged, how long it is kept, who reads along, and who is told. */
export const logActions = [
  define({
    operation: 'DeleteLogGroup',
    groups: ['audit-tampering', 'destruction'],
    values: { logGroupName },
    resource: logGroup,
    say: ({ logGroupName: name }) => sentence`Delete log group ${name} with all its logs`,
    reversible: false,
    example: { logGroupName: '/aws/lambda/checkout' },
  }),
  define({
    operation: 'DeleteLogStream',
    groups: ['audit-tampering', 'destruction'],
    values: { logGroupName, logStreamName: matching('[^:*\\x00-\\x1f\\x7f]+', 512) },
    resource: `${logGroup}:log-stream:{logStreamName}`,
    say: ({ logGroupName: name, logStreamName }) =>
      sentence`Delete stream ${logStreamName} of log group ${name} with all its logs`,
    reversible: false,
    example: { logGroupName: '/aws/lambda/checkout', logStreamName: '2026/01/31/[$LATEST]0123456789abcdef' },
  }),
  define({
    operation: 'PutRetentionPolicy',
    groups: ['destruction'],
    values: { logGroupName },
    resource: logGroup,
    say: ({ logGroupName: name, retentionInDays }) =>
      sentence`Delete what log group ${name} holds that is older than ${retentionInDays} days, now and from now on`,
    reversible: false,
    look: retention,
    example: { logGroupName: '/aws/lambda/checkout', retentionInDays: 30 },
  }),
  define({
    operation: 'PutSubscriptionFilter',
    groups: ['data-export', 'persistence'],
    values: {
      logGroupName,
      filterName: matching('[^:*\\x00-\\x1f\\x7f]+', 512),
      filterPattern: z.string().max(1_024),
      destinationArn: matching('arn:aws(?:-cn|-us-gov)?:[a-z]+:[a-z0-9-]+:[0-9]{12}:[^\\s*?]+', 512),
    },
    resource: logGroup,
    say: ({ logGroupName: name, filterName, filterPattern, destinationArn }, { account }) => {
      const what = filterPattern === '' ? 'all' : `what matches ${filterPattern}`;
      return sentence`Send ${what} of log group ${name} to ${namedIn(destinationArn, account)} from now on, as ${filterName}`;
    },
    passes: ['/roleArn'],
    reversible: true,
    ...subscriptionFilter,
    example: {
      logGroupName: '/aws/lambda/checkout',
      filterName: 'errors',
      filterPattern: '',
      destinationArn: 'arn:aws:lambda:eu-central-1:111122223333:function:alert',
    },
  }),
  define({
    operation: 'DeleteSubscriptionFilter',
    groups: ['audit-tampering'],
    values: { logGroupName, filterName: matching('[^:*\\x00-\\x1f\\x7f]+', 512) },
    resource: logGroup,
    say: ({ logGroupName: name, filterName }) =>
      sentence`Stop sending logs of log group ${name} on: delete ${filterName}`,
    reversible: true,
    ...subscriptionFilter,
    example: { logGroupName: '/aws/lambda/checkout', filterName: 'errors' },
  }),
  define({
    operation: 'PutResourcePolicy',
    groups: ['data-export', 'privilege-escalation'],
    values: { policyName: text(256), policyDocument: policyDocument('resource', 5_120) },
    required: ['policyName', 'policyDocument'],
    // One of the account is meant: one of a single thing has no name.
    without: ['resourceArn'],
    resource: 'arn:{partition}:logs:{region}:{account}:*',
    say: ({ policyName = '', policyDocument: document = '' }, { account }) =>
      sentence`Replace policy ${policyName} of the account's logs: ${sayPolicy(document, { kind: 'resource' }, account)}`,
    reversible: true,
    ...logsPolicy,
    example: {
      policyName: 'route53',
      policyDocument:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"route53.amazonaws.com"},"Action":"logs:PutLogEvents","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'DeleteResourcePolicy',
    groups: ['privilege-escalation'],
    values: { policyName: text(256) },
    required: ['policyName'],
    without: ['resourceArn'],
    resource: 'arn:{partition}:logs:{region}:{account}:*',
    say: ({ policyName = '' }) =>
      sentence`Delete policy ${policyName} of the account's logs, with all that it allows and denies`,
    reversible: true,
    ...logsPolicy,
    example: { policyName: 'route53' },
  }),
  define({
    operation: 'PutDestinationPolicy',
    groups: ['network-exposure', 'privilege-escalation'],
    values: {
      destinationName: matching('[^:*\\x00-\\x1f\\x7f]+', 512),
      accessPolicy: policyDocument('resource', 5_120, 'the destination'),
    },
    resource: 'arn:{partition}:logs:{region}:{account}:destination:{destinationName}',
    say: ({ destinationName, accessPolicy }, { account }) =>
      sentence`Replace who may send logs to destination ${destinationName}: ${sayPolicy(accessPolicy, { kind: 'resource', everything: 'the destination' }, account)}`,
    reversible: true,
    ...destinationPolicy,
    example: {
      destinationName: 'collect',
      accessPolicy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"logs:PutSubscriptionFilter","Resource":"*"}]}',
    },
  }),
  cloudWatch({
    operation: 'DeleteAlarms',
    groups: ['audit-tampering'],
    ...alarms,
    say: ({ AlarmNames: names }) => sentence`Delete alarm ${listed(names, { most: 10 })}`,
    reversible: false,
  }),
  cloudWatch({
    operation: 'DisableAlarmActions',
    groups: ['audit-tampering'],
    ...alarms,
    say: ({ AlarmNames: names }) => sentence`Tell nobody when alarm ${listed(names, { most: 10 })} goes off`,
    reversible: true,
  }),
];
