import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type LogCode, logEvents } from './log-events.ts';

/** Structured logs and metrics; names and settings come from the POWERTOOLS_ variables. */
export const logger = new Logger();
const metrics = new Metrics();

/** One line, with what belongs to it. Secrets and what agents or people wrote MUST NOT be among the details. */
export function log(code: LogCode, details: { error?: Error } & Record<string, unknown> = {}): void {
  const [level, message] = logEvents[code];
  logger[level](message, { code, ...details });
}

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
