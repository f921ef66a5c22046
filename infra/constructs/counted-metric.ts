import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { CountedEvent } from '../../functions/shared/function-spec.ts';
import { deploymentOf } from '../name-of.ts';
import type { Config } from '../settings-schema.ts';

/** What functions count through their logs, all of a deployment together. */
export const countedMetric = (config: Pick<Config, 'stage'>, metricName: CountedEvent): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace: 'Countersign',
    metricName,
    dimensionsMap: { service: deploymentOf(config) },
    statistic: cloudwatch.Stats.SUM,
    period: Duration.minutes(5),
  });
