import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, loadTemplate, startEmulator } from '../../../emulator/index.ts';
import { writeAssembly } from '../../support/cloud-assembly.ts';

const location = { account: '444455556666', region: 'eu-north-1' };
const topicArn = 'arn:aws:sns:eu-north-1:444455556666:alarms';
const alarm = (name: string, actions: unknown[]) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: { AlarmName: name, AlarmActions: actions, MetricName: 'Errors', Threshold: 1 },
});
const template = {
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'alarms' } },
    Mail: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'email', Endpoint: 'oncall@example.com' },
    },
    Loud: alarm('one-loud', [{ Ref: 'Topic' }]),
    Lost: alarm('one-lost', [`${topicArn}-of-yesterday`]),
    Other: alarm('two', []),
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
  },
  Outputs: { TopicArn: { Value: { Ref: 'Topic' } }, Words: { Value: 'a < b & c' } },
};

let emulator: Emulator;
beforeAll(async () => {
  const loaded = loadTemplate({ assembly: writeAssembly({ S: { template } }), location });
  if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
  const mayCallAws = (role: string) => role.endsWith(':role/operator');
  const started = await startEmulator({ template: loaded.template, mayCallAws });
  if (!started.ok) throw new Error(started.problems.join('\n'));
  emulator = started.emulator;
});
afterAll(() => emulator.close());

const as = (role: string) => ({
  endpoint: emulator.awsUrl,
  region: location.region,
  credentials: emulator.credentialsFor(`arn:aws:iam::${location.account}:role/${role}`, 'session-1'),
  maxAttempts: 1,
});

describe('whoever operates what runs', () => {
  it('finds its stacks, with what they print', async () => {
    const client = new CloudFormationClient(as('operator'));
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: 'S' }));
    expect(Stacks).toMatchObject([
      {
        StackName: 'S',
        StackStatus: 'CREATE_COMPLETE',
        Outputs: [
          { OutputKey: 'TopicArn', OutputValue: topicArn },
          { OutputKey: 'Words', OutputValue: 'a < b & c' },
        ],
      },
    ]);
    await expect(client.send(new DescribeStacksCommand({ StackName: 'none' }))).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id none does not exist',
    });
  });

  it('rings an alarm by setting its state, once for each change, and reads what it did', async () => {
    const client = new CloudWatchClient(as('operator'));
    const set = (AlarmName: string, StateValue: 'ALARM' | 'OK') =>
      client.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'A test.' }));
    for (const state of ['ALARM', 'ALARM', 'OK'] as const) await set('one-loud', state);
    await set('one-lost', 'ALARM');

    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'one-' }));
    expect(MetricAlarms?.map(({ AlarmName, StateValue }) => [AlarmName, StateValue])).toEqual([
      ['one-loud', 'OK'],
      ['one-lost', 'ALARM'],
    ]);
    const historyOf = async (AlarmName: string, StartDate = new Date(0)) => {
      const command = new DescribeAlarmHistoryCommand({ AlarmName, HistoryItemType: 'Action', StartDate });
      const { AlarmHistoryItems = [] } = await client.send(command);
      return AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary);
    };
    expect(await historyOf('one-loud')).toEqual([`Successfully executed action ${topicArn}`]);
    expect(await historyOf('one-lost')).toEqual([`Failed to execute action ${topicArn}-of-yesterday`]);
    expect(await historyOf('one-loud', new Date(Date.now() + 60_000))).toEqual([]);
    expect(emulator.services.sns.messages(topicArn)).toHaveLength(1);
    await expect(set('none' as 'one-loud', 'ALARM')).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it('sees who has subscribed to a topic: nobody confirms here', async () => {
    const client = new SNSClient(as('operator'));
    const { Subscriptions } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn }));
    expect(Subscriptions).toMatchObject([
      { SubscriptionArn: 'PendingConfirmation', Protocol: 'email', Endpoint: 'oncall@example.com' },
    ]);
  });

  it('is nobody else: another role may call nothing of it', async () => {
    const calls = [
      new CloudFormationClient(as('somebody')).send(new DescribeStacksCommand({ StackName: 'S' })),
      new CloudWatchClient(as('somebody')).send(new DescribeAlarmsCommand({})),
      new SNSClient(as('somebody')).send(new ListSubscriptionsByTopicCommand({ TopicArn: topicArn })),
    ];
    for (const call of calls) await expect(call).rejects.toThrow('is not authorized to perform');
  });
});
