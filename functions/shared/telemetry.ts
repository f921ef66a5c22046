import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { CountedEvent } from './function-spec.ts';

/** Structured logs; names and settings come from the POWERTOOLS_ variables. */
export const logger = new Logger();
/** Of the deployment and not of each function: every combination of dimensions is a metric that costs. */
const metrics = new Metrics({ serviceName: process.env.COUNTERSIGN_DEPLOYMENT ?? 'countersign' });

/** Some have an alarm, as the spec of a function says; all stand on the dashboard. */
export function count(event: CountedEvent, times = 1): void {
  metrics.addMetric(event, MetricUnit.Count, times);
}

export function flushMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
