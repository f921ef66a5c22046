import type { Resource, Resources } from '../../template/read-template.ts';
import type { resourceTypes } from './resource-types.ts';

/** One function of the template, ready to run. */
export interface FunctionSpec {
  name: string;
  arn: string;
  roleArn: string;
  /** The folder of its bundle. */
  folder: string;
  /** `index.handler`: file and export. */
  handler: string;
  environment: Readonly<Record<string, string>>;
  timeoutMilliseconds: number;
  memoryMegabytes: number;
  logGroup: string;
  reservedConcurrency?: number;
  /** How failures of asynchronous invocations end. */
  asynchronous: { retries: number; onFailureArn?: string; deadLetterArn?: string };
}

type Types = typeof resourceTypes;

export const functionsOf = (
  resources: Resources<Types>,
  asset: (objectKey: string) => string,
): FunctionSpec[] =>
  resources.all('AWS::Lambda::Function').map((fn) => {
    const { Code, Environment, ReservedConcurrentExecutions, LoggingConfig, ...properties } = fn.properties;
    return {
      name: fn.name,
      arn: fn.attribute('Arn'),
      roleArn: properties.Role,
      folder: asset(Code.S3Key),
      handler: properties.Handler,
      environment: Environment?.Variables ?? {},
      timeoutMilliseconds: properties.Timeout * 1_000,
      memoryMegabytes: properties.MemorySize,
      logGroup: LoggingConfig?.LogGroup ?? `/aws/lambda/${fn.name}`,
      ...(ReservedConcurrentExecutions === undefined
        ? {}
        : { reservedConcurrency: ReservedConcurrentExecutions }),
      asynchronous: asynchronousOf(resources, fn),
    };
  });

function asynchronousOf(
  resources: Resources<Types>,
  { name, properties }: Resource<Types['AWS::Lambda::Function']>,
): FunctionSpec['asynchronous'] {
  const config = resources
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
