import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Structured logs and metrics; names and settings come from the POWERTOOLS_ variables. */
export const logger = new Logger();
const metrics = new Metrics();

export type CountedEvent =
  | 'MessengerUnavailable'
  | 'SlackSignatureRefused'
  | 'VoteRefused'
  | 'RequestPending'
  | 'RequestExpired'
  | 'RunUnreported'
  | 'WorkflowMissing';

/** Some have an alarm, as the spec of a function says; all stand on the dashboard. */
export function count(event: CountedEvent, times = 1): void {
  metrics.addMetric(event, MetricUnit.Count, times);
}

export function flushMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
