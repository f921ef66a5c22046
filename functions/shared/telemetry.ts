import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { CountedEvent } from './function-spec.ts';
import { type LogCode, logEvents } from './log-events.ts';

/** Structured logs; names and settings come from the POWERTOOLS_ variables. */
export const logger = new Logger();
/** Of the deployment and not of each function: every combination of dimensions is a metric that costs. */
const metrics = new Metrics({ serviceName: process.env.COUNTERSIGN_DEPLOYMENT ?? 'countersign' });

/** One line, with what belongs to it. Secrets and what agents or people wrote MUST NOT be among the details. */
export function log(code: LogCode, details: { error?: Error } & Record<string, unknown> = {}): void {
  const [level, message] = logEvents[code];
  logger[level](message, { code, ...details });
}

/** Some have an alarm, as the spec of a function says; all stand on the dashboard. */
export function count(event: CountedEvent, times = 1): void {
  metrics.addMetric(event, MetricUnit.Count, times);
}

export function flushMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}
