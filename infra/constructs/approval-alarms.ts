import { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { FunctionName } from '../function-names.ts';
import { Alarms, type AlarmsProps } from './alarms.ts';
import type { DeadLetterQueue } from './dead-letter-queue.ts';

export interface ApprovalAlarmsProps extends AlarmsProps {
  functions: Record<FunctionName, lambda.IFunction>;
  deadLetters: Record<'relay' | 'seal', DeadLetterQueue>;
  workflow: sfn.IStateMachine;
  api: apigateway.HttpApi;
}

const period = Duration.minutes(5);
const sum = { statistic: cloudwatch.Stats.SUM, period };
/** How late a reader of the stream may be. People wait for relay, and questions can end within a quarter of an hour. */
const patience = { relay: Duration.minutes(5), seal: Duration.minutes(15) };

const capitalized = (name: string): string => name.replace(/^./, (letter) => letter.toUpperCase());

/** What must not go wrong unseen. Twenty-one alarms, $0.10 a month for each metric that they watch. */
export class ApprovalAlarms extends Alarms {
  constructor(
    scope: Construct,
    id: string,
    { functions, deadLetters, workflow, api, ...props }: ApprovalAlarmsProps,
  ) {
    super(scope, id, props);
    this.#watchFunctions(functions);
    this.#watchStream(functions, deadLetters);
    this.#watchWorkflow(workflow);
    this.#watchSlack(functions.slack);
    this.raise('ApiErrors', {
      metric: api.metricServerError(sum),
      threshold: 5,
      means: 'The API answers agents or Slack with 5xx. Nothing runs that was not signed.',
      runbook: 'api-errors',
    });
  }

  #watchFunctions(functions: Record<FunctionName, lambda.IFunction>) {
    const { conclude, ...others } = functions;
    for (const [name, fn] of Object.entries(others)) {
      this.raise(`${capitalized(name)}Errors`, {
        metric: fn.metricErrors(sum),
        threshold: 1,
        means: `The function ${name} failed.`,
        runbook: 'function-errors',
      });
    }
    this.raise('ConcludeErrors', {
      metric: conclude.metricErrors(sum),
      threshold: 1,
      means: 'A request could not be concluded: its cards or its event may be missing.',
      runbook: 'conclude-failures',
    });
    this.raise('Throttles', {
      // One metric of each function, below the ten that an alarm can add up.
      metric: total(Object.entries(functions).map(([name, fn]) => [name, fn.metricThrottles(sum)])),
      threshold: 1,
      means: 'Lambda turned calls of a function away for want of concurrency.',
      runbook: 'function-throttles',
    });
  }

  #watchStream(
    functions: Record<FunctionName, lambda.IFunction>,
    deadLetters: Record<'relay' | 'seal', DeadLetterQueue>,
  ) {
    for (const name of ['relay', 'seal'] as const) {
      this.raise(`${capitalized(name)}DeadLetters`, {
        metric: deadLetters[name].metricApproximateNumberOfMessagesVisible({
          statistic: cloudwatch.Stats.MAXIMUM,
          period,
        }),
        threshold: 1,
        means: `${capitalized(name)} gave up on part of the stream. The stream forgets it 24 hours after it was written.`,
        runbook: 'dead-letters',
      });
      this.raise(`${capitalized(name)}Behind`, {
        metric: functions[name].metric('IteratorAge', { statistic: cloudwatch.Stats.MAXIMUM, period }),
        threshold: patience[name].toMilliseconds(),
        means: `${capitalized(name)} is ${patience[name].toMinutes()} minutes behind the stream, which forgets after 24 hours.`,
        runbook: 'stream-behind',
      });
    }
  }

  #watchWorkflow(workflow: sfn.IStateMachine) {
    const endings = {
      Failed: workflow.metricFailed(sum),
      TimedOut: workflow.metricTimedOut(sum),
      Aborted: workflow.metricAborted(sum),
    };
    for (const [ending, metric] of Object.entries(endings)) {
      this.raise(`Workflow${ending}`, {
        metric,
        threshold: 1,
        means:
          'An approval workflow ended without concluding its request. The request is not approved by that.',
        runbook: 'workflow-failures',
      });
    }
  }

  #watchSlack(slack: lambda.IFunction) {
    this.raise('MessengerUnavailable', {
      metric: total(
        (['ask', 'relay', 'conclude', 'slack'] as const).map((service) => [
          service,
          counted('MessengerUnavailable', service),
        ]),
      ),
      threshold: 1,
      means: 'Slack could not be reached or refused us: requests wait, and people do not see them.',
      runbook: 'slack-unavailable',
    });
    this.raise('SlackSignatureRefused', {
      metric: counted('SlackSignatureRefused', 'slack'),
      threshold: 5,
      means: 'Somebody calls the Slack endpoint without its signature, or the signing secret has changed.',
      runbook: 'slack-signature-refused',
    });
    this.raise('SlackSlow', {
      metric: slack.metricDuration({ statistic: cloudwatch.Stats.percentile(99), period }),
      threshold: Duration.seconds(2).toMilliseconds(),
      periods: 2,
      means:
        'Clicks are answered slower than 2 s; Slack hangs up after 3 s and tells the person that it failed.',
      runbook: 'slack-slow',
    });
  }
}

/** A metric that a function writes through its log: name, and the function as `service`. */
const counted = (metricName: string, service: FunctionName) =>
  new cloudwatch.Metric({ namespace: 'Countersign', metricName, dimensionsMap: { service }, ...sum });

const total = (metrics: [string, cloudwatch.IMetric][]) =>
  new cloudwatch.MathExpression({
    expression: 'SUM(METRICS())',
    usingMetrics: Object.fromEntries(metrics),
    period,
    label: 'total',
  });
