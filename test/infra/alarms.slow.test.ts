import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/lib/json.ts';
import { spec as withdraw } from '../../functions/api/withdraw/spec.ts';
import type { FunctionSpec } from '../../functions/shared/function-spec.ts';
import { messengerUnavailableAlarm } from '../../functions/shared/messenger-unavailable-alarm.ts';
import { functionSpecs } from '../../functions/specs.ts';
import { config, ofType, synthesize } from './synthesized.ts';

const settings = config('trial');
const specs: FunctionSpec[] = Object.values(functionSpecs);
const resources = synthesize({ ...settings, alarms: { email: 'oncall@example.com' } });
const alarms = ofType(resources, 'AWS::CloudWatch::Alarm');
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, title = '']) => title);
const cited = alarms.map(
  ({ properties }) => /docs\/runbook\.md#([a-z-]+)$/.exec(String(properties.AlarmDescription))?.[1],
);

describe('every alarm', () => {
  it('cites a section of the runbook that is there', () => {
    expect(alarms.length).toBeGreaterThan(15);
    expect(cited.filter((section) => !section || !sections.includes(section))).toEqual([]);
  });

  it('is the reason for a section: none is left that nothing cites', () => {
    expect(sections.filter((section) => !cited.includes(section))).toEqual([]);
  });

  it('tells the one topic', () => {
    const [topic] = ofType(resources, 'AWS::SNS::Topic');
    for (const { properties } of alarms) expect(properties.AlarmActions).toEqual([{ Ref: topic?.logicalId }]);
  });

  it('takes silence for good news, but where something is always to be heard', () => {
    const names = alarms
      .filter(({ properties }) => properties.TreatMissingData !== 'notBreaching')
      .map(({ properties }) => properties.AlarmName);
    expect(names).toEqual(
      ['relay', 'seal', 'hour-closed'].map((silent) => `countersign-trial-${silent}-silent`),
    );
  });
});

it('an hour that is not signed rings, within two hours', () => {
  const alarm = alarms.find(
    ({ properties }) => properties.AlarmName === 'countersign-trial-hour-closed-silent',
  );
  expect(alarm?.properties).toMatchObject({
    Namespace: 'Countersign',
    MetricName: 'HourClosed',
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    Period: 3_600,
    EvaluationPeriods: 2,
    TreatMissingData: 'breaching',
  });
});

describe('a reader of the stream that is never called', () => {
  const silent = alarms.filter(({ properties }) => /-silent$/.test(String(properties.AlarmName)));

  it.each(['relay', 'seal'])('rings: %s', (reader) => {
    const alarm = silent.find(
      ({ properties }) => properties.AlarmName === `countersign-trial-${reader}-silent`,
    );
    expect(alarm?.properties).toMatchObject({
      Namespace: 'AWS/Lambda',
      MetricName: 'Invocations',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });

  it('would be called for the heartbeat, more often than the alarm has patience', () => {
    const mappings = ofType(resources, 'AWS::Lambda::EventSourceMapping').filter(
      ({ properties }) => 'StartingPosition' in properties,
    );
    expect(mappings).toHaveLength(2);
    for (const { properties } of mappings) {
      expect(JSON.stringify(properties.FilterCriteria)).toContain('{\\"pk\\":{\\"S\\":[\\"heartbeat\\"]}}');
    }
    const schedule = ofType(resources, 'AWS::Scheduler::Schedule').find(({ properties }) =>
      String(properties.Name).includes('sweep'),
    );
    const everyMinutes = Number(
      /^rate\((\d+) minutes\)$/.exec(String(schedule?.properties.ScheduleExpression))?.[1],
    );
    for (const { properties } of silent) {
      const patience = (Number(properties.EvaluationPeriods) * Number(properties.Period)) / 60;
      expect(patience).toBeGreaterThanOrEqual(3 * everyMinutes);
    }
  });
});

describe('the runbook', () => {
  it.each(sections)('says for %s what it means, what is safe and what to do', (section) => {
    const text = runbook.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
    for (const part of ['**Means.**', '**Safe.**', '**Do.**']) expect(text).toContain(part);
  });
});

describe('what goes wrong', () => {
  const watches = (namespace: string, metric: string): number =>
    alarms.filter(({ properties }) => {
      const text = JSON.stringify(properties);
      return text.includes(`"Namespace":"${namespace}"`) && text.includes(`"MetricName":"${metric}"`);
    }).length;

  it.each([
    { namespace: 'AWS/Lambda', metric: 'Errors', times: specs.filter(({ routes }) => !routes).length },
    { namespace: 'AWS/Lambda', metric: 'Throttles', times: 1 },
    { namespace: 'AWS/Lambda', metric: 'IteratorAge', times: 2 },
    { namespace: 'AWS/SQS', metric: 'ApproximateNumberOfMessagesVisible', times: 4 },
    { namespace: 'AWS/States', metric: 'ExecutionsFailed', times: 2 },
    { namespace: 'AWS/States', metric: 'ExecutionsTimedOut', times: 2 },
    { namespace: 'AWS/States', metric: 'ExecutionsAborted', times: 2 },
    { namespace: 'AWS/ApiGateway', metric: '5xx', times: 1 },
    { namespace: 'Countersign', metric: 'MessengerUnavailable', times: 1 },
    { namespace: 'Countersign', metric: 'RunUnanswered', times: 1 },
    { namespace: 'Countersign', metric: 'RunFailed', times: 1 },
    { namespace: 'Countersign', metric: 'SlackSignatureRefused', times: 1 },
    { namespace: 'Countersign', metric: 'SlackAnsweredLate', times: 1 },
  ])('rings: $metric', ({ namespace, metric, times }) => {
    expect(watches(namespace, metric)).toBe(times);
  });

  it('rings for the throttles of all that is called from outside, ten in an alarm, which is all that one can add up', () => {
    const functionsIn = (properties: JsonObject): number =>
      JSON.stringify(properties).split('"Namespace":"AWS/Lambda"').length - 1;
    const spares = Array.from('abcdefgh', (letter) => ({
      ...withdraw,
      name: `spare-${letter}`,
      routes: { [`GET /v1/spare-${letter}` as const]: { auth: 'iam' as const } },
    }));
    const more = { ...functionSpecs, ...Object.fromEntries(spares.map((spec) => [spec.name, spec])) };
    const throttles = ofType(synthesize(settings, more), 'AWS::CloudWatch::Alarm').filter(({ properties }) =>
      /-throttles\d?$/.test(String(properties.AlarmName)),
    );
    const called = specs.filter(({ routes }) => routes).length + spares.length;
    expect(throttles.map(({ properties }) => functionsIn(properties))).toEqual([10, called - 10]);
  });

  it('reaches an alarm for every function: its own, or that of the API which answers for it', () => {
    const alarmOf = (name: string) =>
      alarms.find(({ properties }) => properties.AlarmName === `countersign-trial-${name}-errors`);
    expect(specs.filter(({ name, routes }) => !routes && !alarmOf(name))).toEqual([]);
    expect(alarmOf('api')?.properties).toMatchObject({ MetricName: '5xx', Threshold: 1 });
  });

  it('is not told in two ways by two functions that count it', () => {
    const alarm = { ...messengerUnavailableAlarm, threshold: 2 };
    const specs = {
      ...functionSpecs,
      another: { ...withdraw, routes: {}, name: 'another', alarms: { counted: [alarm] } },
    };
    expect(() => synthesize(settings, specs)).toThrow(
      'ask and another give MessengerUnavailable different alarms: share one, as in functions/shared.',
    );
  });

  it('reaches the person whom the settings name', () => {
    const [subscription] = ofType(resources, 'AWS::SNS::Subscription');
    expect(subscription?.properties).toMatchObject({ Protocol: 'email', Endpoint: 'oncall@example.com' });
  });
});

it('encrypts the topic and takes TLS alone', () => {
  const [topic] = ofType(resources, 'AWS::SNS::Topic');
  const [policy] = ofType(resources, 'AWS::SNS::TopicPolicy');
  expect(topic?.properties.KmsMasterKeyId).toBeDefined();
  expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
});
