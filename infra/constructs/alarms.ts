import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { AlarmText } from '../../functions/shared/function-spec.ts';
import { nameOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';

export interface AlarmProps extends AlarmText {
  metric: cloudwatch.IMetric;
  /** It rings when the metric reaches this. */
  threshold: number;
  /** How many periods in a row. */
  periods?: number;
  /** It rings when the metric stays below the threshold, or is not there at all. */
  silence?: true;
}

export interface AlarmsProps {
  config: Config;
  topicKey: kms.IKey;
}

/** One topic, and alarms that each say where to read on. */
export class Alarms extends Construct {
  readonly topic: sns.Topic;
  readonly #config: Config;

  constructor(scope: Construct, id: string, { config, topicKey }: AlarmsProps) {
    super(scope, id);
    this.#config = config;
    this.topic = new sns.Topic(this, 'Topic', {
      topicName: nameOf(config, 'alarms'),
      masterKey: topicKey,
      enforceSSL: true,
    });
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.topic.stack.account } },
      }),
    );
    const { email } = config.alarms;
    if (email) this.topic.addSubscription(new EmailSubscription(email));
  }

  raise(id: string, { metric, threshold, periods = 1, silence, means, runbook }: AlarmProps): void {
    new cloudwatch.Alarm(this, id, {
      alarmName: nameOf(this.#config, kebab(id)),
      alarmDescription: `${means} See docs/runbook.md#${runbook}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      ...(silence ? whenSilent : whenHeard),
    }).addAlarmAction(new SnsAction(this.topic));
  }
}

/** Nothing happened is good news where something bad is counted. */
const whenHeard = {
  comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
};

const whenSilent = {
  comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: cloudwatch.TreatMissingData.BREACHING,
};

const kebab = (id: string): string => id.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
