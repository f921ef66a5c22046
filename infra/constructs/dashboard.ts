import { Duration } from 'aws-cdk-lib';
import type * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { CountedEvent } from '../../functions/shared/function-spec.ts';
import { nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';
import { countedMetric } from './counted-metric.ts';
import type { RequestTable } from './request-table.ts';
import type { ServiceFunctions } from './service-functions.ts';

export interface DashboardProps {
  config: Config;
  functions: ServiceFunctions;
  workflows: readonly sfn.IStateMachine[];
  api: apigateway.HttpApi;
  table: RequestTable;
}

const period = Duration.minutes(5);
const sum = { statistic: cloudwatch.Stats.SUM, period };
/** Without dimensions it is of all of them in this account and region. */
const ofAllFunctions = (metricName: string) =>
  new cloudwatch.Metric({ namespace: 'AWS/Lambda', metricName, ...sum });
const most = { statistic: cloudwatch.Stats.MAXIMUM, period };

/**
 * One page: what agents ask, what people decide, what fails, what is late. An account has three pages for nothing, of 50 metrics
 * each at most; any other is $3 a month. So functions are shown together, with all others of the account: alarms and logs
 * say which of them it is.
 */
export class Dashboard extends cloudwatch.Dashboard {
  constructor(scope: Construct, id: string, { config, functions, workflows, api, table }: DashboardProps) {
    super(scope, id, { dashboardName: nameOf(config, 'overview'), defaultInterval: Duration.days(1) });
    const graph = (title: string, left: cloudwatch.IMetric[]) =>
      new cloudwatch.GraphWidget({ title, left, width: 12, height: 6 });
    const counted = (...events: readonly CountedEvent[]) =>
      events.map((event) => countedMetric(config, event));
    this.addWidgets(
      graph('Requests by ruling', counted('RequestAllowed', 'RequestPending', 'RequestRefused')),
      graph('What people did not let through', counted('RequestDenied', 'RequestExpired', 'VoteRefused')),
      graph(
        'From a request to its end, in milliseconds',
        workflows
          .slice(0, 1)
          .flatMap((approval) => [
            approval.metricTime({ statistic: 'p50', period, label: 'half of them' }),
            approval.metricTime({ statistic: 'p95', period, label: '95 of 100' }),
          ]),
      ),
      graph(
        'Runs that went wrong',
        counted('RunFailed', 'RunUnreported', 'RunUnanswered', 'WorkflowMissing'),
      ),
      graph(
        'Calls that CloudTrail saw',
        counted(
          'SightingSeen',
          'SightingMatched',
          'SightingPlainlyAllowed',
          'CallDenied',
          'SightingLate',
          'SightingNotUnderstood',
        ),
      ),
      graph(
        'Around the gate',
        counted('SightingUnmatched', 'SightingDrifted', 'IncidentOpened', 'ContainmentFailed', 'RunUnseen'),
      ),
      graph(
        'Whether the trail and the eye on it are whole',
        counted('HourClosed', 'RecordSetAside', 'CoverageGap', 'HeartbeatMissing'),
      ),
      graph('Slack', counted('MessengerUnavailable', 'SlackSignatureRefused', 'SlackAnsweredLate')),
      graph('Bytes that questions to the trail read', [
        new cloudwatch.Metric({
          namespace: 'AWS/Athena',
          metricName: 'ProcessedBytes',
          dimensionsMap: { WorkGroup: nameOf(config, 'audit') },
          ...sum,
        }),
      ]),
      graph('The API', [api.metricCount(sum), api.metricClientError(sum), api.metricServerError(sum)]),
      graph(
        'Workflows',
        workflows.flatMap((workflow) => [workflow.metricStarted(sum), workflow.metricFailed(sum)]),
      ),
      graph('The table', [
        table.metricConsumedReadCapacityUnits(sum),
        table.metricConsumedWriteCapacityUnits(sum),
      ]),
      graph('Functions of this account', [ofAllFunctions('Errors'), ofAllFunctions('Throttles')]),
      graph(
        'Behind the stream, in milliseconds',
        functions.streamConsumers.map(({ consumer }) => consumer.metric('IteratorAge', most)),
      ),
      graph(
        'Dead letters',
        [...functions.streamConsumers, ...functions.queueConsumers, functions.keptOrders].map(
          ({ deadLetters }) => deadLetters.metricApproximateNumberOfMessagesVisible(most),
        ),
      ),
    );
  }
}
