import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { Resources } from '../../template/read-template.ts';
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

export const mappingsOf = (resources: Resources<typeof resourceTypes>): MappingSpec[] =>
  resources.all('AWS::Lambda::EventSourceMapping').map(({ path, properties }) => {
    const onFailure = properties.DestinationConfig?.OnFailure.Destination;
    if (!properties.EventSourceArn.includes(':dynamodb:')) {
      throw new NotImplementedLocally(`${path}: event source ${properties.EventSourceArn}`);
    }
    return {
      path,
      functionName: properties.FunctionName,
      streamArn: properties.EventSourceArn,
      batchSize: properties.BatchSize,
      windowMilliseconds: properties.MaximumBatchingWindowInSeconds * 1_000,
      parallel: properties.ParallelizationFactor,
      patterns: properties.FilterCriteria.Filters.map(({ Pattern }) => JSON.parse(Pattern)),
      retries: properties.MaximumRetryAttempts,
      bisect: properties.BisectBatchOnFunctionError,
      reportsItemFailures: properties.FunctionResponseTypes.length > 0,
      ...(onFailure === undefined ? {} : { onFailureArn: onFailure }),
    };
  });
