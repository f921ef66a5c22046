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
  | 'RequestExpired';

/** One event counted: an alarm or a graph stands behind each name. */
export function count(event: CountedEvent): void {
  metrics.addMetric(event, MetricUnit.Count, 1);
}

export function flushMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
