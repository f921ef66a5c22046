import { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { AlarmText, WorkflowName } from '../../functions/shared/function-spec.ts';
import { constructIdOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { Alarms, type AlarmsProps } from './alarms.ts';
import { countedMetric } from './counted-metric.ts';
import type { KeptOrders } from './kept-orders.ts';
import type { QueueConsumer } from './queue-consumer.ts';
import type { ServiceFunction } from './service-function.ts';
import type { ServiceFunctions } from './service-functions.ts';
import type { StreamConsumer } from './stream-consumer.ts';

export interface ApprovalAlarmsProps extends AlarmsProps {
  functions: ServiceFunctions;
  workflows: Readonly<Record<WorkflowName, sfn.IStateMachine>>;
  api: apigateway.HttpApi;
}

const period = Duration.minutes(5);
const sum = { statistic: cloudwatch.Stats.SUM, period };
const most = { statistic: cloudwatch.Stats.MAXIMUM, period };

/** What must not go wrong unseen. $0.10 a month for each metric that they watch. */
export class ApprovalAlarms extends Alarms {
  constructor(scope: Construct, id: string, { functions, workflows, api, ...props }: ApprovalAlarmsProps) {
    super(scope, id, props);
    for (const fn of functions.all) this.#watchFunction(fn);
    this.#watchThrottles(functions.all);
    for (const reader of functions.streamConsumers) {
      this.#watchStream(reader);
      this.#watchSilence(reader);
    }
    this.#watchOrders(functions.keptOrders);
    for (const taker of functions.queueConsumers) this.#watchQueue(taker);
    this.#watchCounted(props.config, functions.all);
    this.#watchSilent(props.config, functions.all);
    this.#watchWorkflow('WorkflowFailures', workflows.approval, {
      means:
        'An approval workflow ended without concluding its request. The request is not approved by that.',
      runbook: 'workflow-failures',
    });
    this.#watchWorkflow('IncidentFailures', workflows.incident, {
      means: 'The workflow of an incident ended before its time: people may not have been told of it.',
      runbook: 'incident-failures',
    });
    this.raise('ApiErrors', {
      metric: api.metricServerError(sum),
      threshold: 1,
      means: 'The API answers agents or Slack with 5xx: a function failed, or none was free.',
      runbook: 'api-errors',
    });
  }

  #watchFunction(fn: ServiceFunction) {
    const { name, routes, alarms: { errors } = {} } = fn.spec;
    // Whoever calls a route sees a 5xx for it, which the alarm of the API counts: that is one metric for all of them.
    if (routes && !errors) return;
    this.raise(`${constructIdOf(name)}Errors`, {
      metric: fn.metricErrors(sum),
      threshold: 1,
      ...(errors ?? { means: `The function ${name} failed.`, runbook: 'function-errors' }),
    });
  }

  /** Of those that people and agents call: the others are tried again, and what that delays has alarms of its own. */
  #watchThrottles(functions: readonly ServiceFunction[]) {
    const called = functions.filter(({ spec }) => spec.routes);
    for (const [index, some] of chunksOf(mostMetrics, called).entries()) {
      this.raise(index === 0 ? 'Throttles' : `Throttles${index + 1}`, {
        metric: total(some.map((fn) => [fn.spec.name, fn.metricThrottles(sum)])),
        threshold: 1,
        means: 'Lambda turned calls of a function away for want of concurrency.',
        runbook: 'function-throttles',
      });
    }
  }

  /**
   * The sweep writes a heartbeat every five minutes, which each reader of the stream is called for. So a reader that is
   * not called does not read: its mapping, its permissions or the table's key, or the schedule of the sweep. Being
   * called is counted by Lambda itself, which no agent can write to.
   */
  #watchSilence({ consumer }: StreamConsumer) {
    const id = constructIdOf(consumer.spec.name);
    this.raise(`${id}Silent`, {
      metric: consumer.metricInvocations(sum),
      threshold: 1,
      periods: 4,
      silence: true,
      means: `${id} has read nothing from the stream for 20 minutes, not even the heartbeat of the sweep.`,
      runbook: 'stream-silent',
    });
  }

  #watchOrders({ deadLetters }: KeptOrders) {
    this.raise('OrdersDeadLetters', {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible(most),
      threshold: 1,
      means:
        'Three times, what a person ordered by a button could not be done. The order is kept in a queue.',
      runbook: 'orders-set-apart',
    });
  }

  #watchStream({ consumer, deadLetters, stream: { behindMinutes } }: StreamConsumer) {
    const id = constructIdOf(consumer.spec.name);
    this.raise(`${id}DeadLetters`, {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible(most),
      threshold: 1,
      means: `${id} gave up on part of the stream. The stream forgets it 24 hours after it was written.`,
      runbook: 'dead-letters',
    });
    this.raise(`${id}Behind`, {
      metric: consumer.metric('IteratorAge', most),
      threshold: Duration.minutes(behindMinutes).toMilliseconds(),
      means: `${id} is ${behindMinutes} minutes behind the stream, which forgets after 24 hours.`,
      runbook: 'stream-behind',
    });
  }

  #watchQueue({ consumer, queue, deadLetters }: QueueConsumer) {
    const id = constructIdOf(consumer.spec.name);
    const most = { statistic: cloudwatch.Stats.MAXIMUM, period };
    this.raise(`${id}DeadLetters`, {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible(most),
      threshold: 1,
      means: `${id} gave up on calls that CloudTrail saw: they lie in the dead-letter queue for 14 days.`,
      runbook: 'sightings-set-aside',
    });
    this.raise(`${id}Behind`, {
      metric: queue.metricApproximateAgeOfOldestMessage(most),
      threshold: Duration.minutes(10).toSeconds(),
      means: `${id} is ten minutes behind what CloudTrail saw. After 15 a denied call becomes no request any more.`,
      runbook: 'sightings-behind',
    });
  }

  #watchCounted(config: Config, functions: readonly ServiceFunction[]) {
    const all = functions.flatMap(({ spec }) =>
      (spec.alarms?.counted ?? []).map((alarm) => ({ alarm, service: spec.name })),
    );
    for (const [metric, [first, ...others]] of Map.groupBy(all, ({ alarm }) => alarm.metric)) {
      if (!first) continue;
      const { alarm, service } = first;
      const different = others.find((other) => other.alarm !== alarm);
      if (different)
        throw new Error(
          `${service} and ${different.service} give ${metric} different alarms: share one, as in functions/shared.`,
        );
      this.raise(metric, { ...alarm, metric: countedMetric(config, metric) });
    }
  }

  #watchSilent(config: Config, functions: readonly ServiceFunction[]) {
    for (const { metric, hours, ...text } of functions.flatMap(({ spec }) => spec.alarms?.silent ?? []))
      this.raise(`${metric}Silent`, {
        ...text,
        metric: countedMetric(config, metric).with({ period: Duration.hours(1) }),
        threshold: 1,
        periods: hours,
        silence: true,
      });
  }

  #watchWorkflow(id: string, workflow: sfn.IStateMachine, text: AlarmText) {
    this.raise(id, {
      metric: total([
        ['failed', workflow.metricFailed(sum)],
        ['timed_out', workflow.metricTimedOut(sum)],
        ['aborted', workflow.metricAborted(sum)],
      ]),
      threshold: 1,
      ...text,
    });
  }
}

/** As many as an alarm can add up. */
const mostMetrics = 10;

const total = (metrics: [string, cloudwatch.IMetric][]) =>
  new cloudwatch.MathExpression({
    expression: 'SUM(METRICS())',
    // In an expression a name has no dashes.
    usingMetrics: Object.fromEntries(metrics.map(([name, metric]) => [name.replaceAll('-', '_'), metric])),
    period,
    label: 'total',
  });

const chunksOf = <T>(size: number, all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
