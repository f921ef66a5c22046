import type { Deployment, Resource } from '../../template/read-template.ts';
import type { FunctionSpec } from './function-spec.ts';

export const functionsOf = (deployment: Deployment): FunctionSpec[] =>
  deployment.all('AWS::Lambda::Function').map((fn) => {
    const { Code, Environment, ReservedConcurrentExecutions, LoggingConfig, ...properties } = fn.properties;
    return {
      name: fn.name,
      arn: fn.attribute('Arn'),
      roleArn: properties.Role,
      folder: deployment.asset(Code.S3Key),
      handler: properties.Handler,
      environment: Environment?.Variables ?? {},
      timeoutMilliseconds: properties.Timeout * 1_000,
      memoryMegabytes: properties.MemorySize,
      logGroup: LoggingConfig?.LogGroup ?? `/aws/lambda/${fn.name}`,
      ...(ReservedConcurrentExecutions === undefined
        ? {}
        : { reservedConcurrency: ReservedConcurrentExecutions }),
      asynchronous: asynchronousOf(deployment, fn),
    };
  });

function asynchronousOf(
  deployment: Deployment,
  { name, properties }: Resource<'AWS::Lambda::Function'>,
): FunctionSpec['asynchronous'] {
  const config = deployment
    .all('AWS::Lambda::EventInvokeConfig')
    .find((candidate) => candidate.properties.FunctionName === name)?.properties;
  const onFailure = config?.DestinationConfig?.OnFailure?.Destination;
  const deadLetters = properties.DeadLetterConfig?.TargetArn;
  return {
    retries: config?.MaximumRetryAttempts ?? 2,
    ...(onFailure === undefined ? {} : { onFailureArn: onFailure }),
    ...(deadLetters === undefined ? {} : { deadLetterArn: deadLetters }),
  };
}
