import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { Resource, Resources } from '../../template/read-template.ts';
import type { resourceTypes } from './resource-types.ts';

/** One event source mapping: a stream that a function reads. */
export interface MappingSpec {
  /** As people know it, for messages. */
  path: string;
  functionName: string;
  streamArn: string;
  batchSize: number;
  windowMilliseconds: number;
  /** So many batches at a time, each item in order. */
  parallel: number;
  /** Patterns of which one must match; without patterns all records pass. */
  patterns: readonly Record<string, unknown>[];
  /** -1: until it works. */
  retries: number;
  bisect: boolean;
  reportsItemFailures: boolean;
  onFailureArn?: string;
}

/** A queue that a function reads. */
export interface QueueMappingSpec {
  functionName: string;
  queueArn: string;
  batchSize: number;
  /** So many batches at a time. */
  concurrency: number;
  reportsItemFailures: boolean;
}

/** Where nothing else is said, as many at a time as a small machine bears. */
const defaultConcurrency = 5;

export function mappingsOf(resources: Resources<typeof resourceTypes>): {
  streams: MappingSpec[];
  queues: QueueMappingSpec[];
} {
  const all = resources.all('AWS::Lambda::EventSourceMapping');
  const other = all.find(({ properties }) => !/:(?:dynamodb|sqs):/.test(properties.EventSourceArn));
  if (other)
    throw new NotImplementedLocally(`${other.path}: event source ${other.properties.EventSourceArn}`);
  const isStream = ({ properties }: (typeof all)[number]) => properties.EventSourceArn.includes(':dynamodb:');
  return {
    streams: all.filter(isStream).map(streamMapping),
    queues: all.filter((one) => !isStream(one)).map(queueMapping),
  };
}

type Mapping = Resource<(typeof resourceTypes)['AWS::Lambda::EventSourceMapping']>;

function queueMapping({ path, properties }: Mapping): QueueMappingSpec {
  const { MaximumBatchingWindowInSeconds: window, FilterCriteria, FunctionResponseTypes } = properties;
  if (window > 0 || FilterCriteria.Filters.length > 0)
    throw new NotImplementedLocally(`${path}: a window or a filter before a queue`);
  return {
    functionName: properties.FunctionName,
    queueArn: properties.EventSourceArn,
    batchSize: properties.BatchSize ?? 10,
    concurrency: properties.ScalingConfig?.MaximumConcurrency ?? defaultConcurrency,
    reportsItemFailures: FunctionResponseTypes.length > 0,
  };
}

function streamMapping({ path, properties }: Mapping): MappingSpec {
  const onFailure = properties.DestinationConfig?.OnFailure.Destination;
  return {
    path,
    functionName: properties.FunctionName,
    streamArn: properties.EventSourceArn,
    batchSize: properties.BatchSize ?? 100,
    windowMilliseconds: properties.MaximumBatchingWindowInSeconds * 1_000,
    parallel: properties.ParallelizationFactor,
    patterns: properties.FilterCriteria.Filters.map(({ Pattern }) => JSON.parse(Pattern)),
    retries: properties.MaximumRetryAttempts,
    bisect: properties.BisectBatchOnFunctionError,
    reportsItemFailures: properties.FunctionResponseTypes.length > 0,
    ...(onFailure === undefined ? {} : { onFailureArn: onFailure }),
  };
}
