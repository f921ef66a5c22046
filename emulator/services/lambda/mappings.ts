import { NotImplementedLocally } from '../../lib/not-implemented-locally.ts';
import type { Deployment } from '../../template/read-template.ts';
import type { MappingSpec } from './mapping-spec.ts';

export const mappingsOf = (deployment: Deployment): MappingSpec[] =>
  deployment.all('AWS::Lambda::EventSourceMapping').map(({ path, properties }) => {
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
      patterns: properties.FilterCriteria.Filters.map(({ Pattern }) => JSON.parse(Pattern)),
      retries: properties.MaximumRetryAttempts,
      bisect: properties.BisectBatchOnFunctionError,
      reportsItemFailures: properties.FunctionResponseTypes.length > 0,
      ...(onFailure === undefined ? {} : { onFailureArn: onFailure }),
    };
  });
