import type { FunctionSpec } from '../../functions/shared/function-spec.ts';
import { each, monthly } from './prices.ts';

/** One line of a bill. */
export interface CostLine {
  what: string;
  count: number;
  dollars: number;
}

/** A resource of a template, as far as a bill looks at it. */
export interface BilledResource {
  type: string;
  properties: Record<string, unknown>;
}

const hoursInMonth = 730;
/** Of sweep with nothing to find, and of a reader that gets the heartbeat: generous, nothing was measured in AWS. */
const assumed = { digestSeconds: 2, sweepSeconds: 0.3, readerSeconds: 0.1, logKilobytes: 1.5 };
/** Eight shards for each of three waits, and the pending ones once more: half a read each, as an index is read. */
const indexReads = (8 * 3 + 8) / 2;

/** What a deployment costs in a month in which nobody asks for anything. */
export function idleCost(resources: readonly BilledResource[], specs: readonly FunctionSpec[]): CostLine[] {
  const count = (type: string): number => resources.filter((one) => one.type === type).length;
  const secrets = new Set(specs.flatMap(({ environment }) => Object.values(environment).flatMap(secretOf)));
  const line = (what: string, many: number, price: number): CostLine => ({
    what,
    count: many,
    dollars: many * price,
  });
  return [
    line('KMS keys', count('AWS::KMS::Key'), monthly.key),
    line('Secrets', secrets.size, monthly.secret),
    line(
      'Metrics that alarms watch',
      resources.reduce((sum, one) => sum + alarmMetrics(one), 0),
      monthly.alarmMetric,
    ),
    heartbeats(specs),
    signedHours(specs),
  ];
}

/** The sweep, the readers that hear of it, and all that each of these calls costs. */
function heartbeats(specs: readonly FunctionSpec[]): CostLine {
  const sweep = specs.find(({ name }) => name === 'sweep');
  const readers = specs.filter(({ stream }) => stream);
  if (!sweep?.schedule || !('everyMinutes' in sweep.schedule))
    throw new Error('The sweep is not called on a schedule.');
  const beats = (hoursInMonth * 60) / sweep.schedule.everyMinutes;
  const gigabyteSeconds =
    (sweep.memoryMegabytes * assumed.sweepSeconds +
      readers.reduce((sum, { memoryMegabytes }) => sum + memoryMegabytes * assumed.readerSeconds, 0)) /
    1_024;
  const calls = 1 + readers.length;
  const beat =
    each.scheduledCall +
    calls * (each.lambdaCall + (assumed.logKilobytes / 1_000_000) * each.logGigabyte) +
    gigabyteSeconds * each.lambdaGigabyteSecond +
    readers.length * each.trace +
    each.dynamoWrite +
    indexReads * each.dynamoRead +
    // DynamoDB keeps a table's key for five minutes for each caller.
    calls * each.kmsCall;
  return { what: 'Heartbeats of the sweep', count: beats, dollars: beats * beat };
}

/** Of an hour that nothing was in: what is read to know of what came late, and the file that is written. */
function signedHours(specs: readonly FunctionSpec[]): CostLine {
  const digest = specs.find(({ name }) => name === 'digest');
  if (!digest?.schedule || !('minuteOfHour' in digest.schedule))
    throw new Error('No function signs the trail once an hour.');
  const [recentFiles, lists, puts, publicKeys] = [50, 5, 2, 1];
  const hour =
    each.scheduledCall +
    each.lambdaCall +
    (assumed.logKilobytes / 1_000_000) * each.logGigabyte +
    (digest.memoryMegabytes / 1_024) * assumed.digestSeconds * each.lambdaGigabyteSecond +
    recentFiles * each.s3Get +
    (lists + puts) * each.s3Put +
    each.kmsSignature +
    publicKeys * each.kmsCall;
  return { what: 'Hours of the trail that are signed', count: hoursInMonth, dollars: hoursInMonth * hour };
}

/** An alarm that adds up metrics pays for each. */
function alarmMetrics({ type, properties }: BilledResource): number {
  if (type !== 'AWS::CloudWatch::Alarm') return 0;
  const { Metrics = [] } = properties as { Metrics?: { MetricStat?: object }[] };
  return Math.max(1, Metrics.filter(({ MetricStat }) => MetricStat).length);
}

const secretOf = (value: object): string[] => ('secret' in value ? [String(value.secret)] : []);
