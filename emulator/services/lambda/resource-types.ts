import { z } from 'zod';
import {
  arnOf,
  fingerprint,
  generatedName,
  named,
  noEffect,
  resourceType,
  tags,
} from '../../template/resource-type.ts';

const destination = z.strictObject({ Destination: z.string() });

/** A function's name out of what `FunctionName` properties may hold: a name or an ARN. */
const functionName = z.string().transform((text) => text.split(':function:').at(-1) ?? text);

export const resourceTypes = {
  'AWS::Lambda::Function': resourceType({
    properties: z.strictObject({
      FunctionName: z.string().optional(),
      Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
      Handler: z.string(),
      Runtime: z.literal('nodejs24.x'),
      Role: z.string(),
      Timeout: z.number().default(3),
      MemorySize: z.number().default(128),
      ReservedConcurrentExecutions: z.number().optional(),
      Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }).optional(),
      DeadLetterConfig: z.strictObject({ TargetArn: z.string() }).optional(),
      LoggingConfig: z
        .strictObject({
          LogFormat: z.enum(['JSON', 'Text']).optional(),
          LogGroup: z.string().optional(),
          ApplicationLogLevel: noEffect('the logger of the function filters by its own level'),
          SystemLogLevel: noEffect('platform lines are not written here'),
        })
        .optional(),
      Architectures: noEffect('JavaScript and wasm run the same on both'),
      Description: noEffect('for people'),
      EphemeralStorage: noEffect('nothing writes to /tmp'),
      KmsKeyArn: noEffect('encrypts the environment at rest'),
      PackageType: z.literal('Zip').optional(),
      RecursiveLoop: noEffect('a safety net of the service'),
      RuntimeManagementConfig: noEffect('the runtime is the Node that runs this'),
      Tags: tags,
      TracingConfig: noEffect('traces go to X-Ray, which is not here'),
    }),
    name: named('FunctionName', 64),
    attributes: { Arn: arnOf('lambda', (name) => `function:${name}`) },
  }),
  'AWS::Lambda::EventInvokeConfig': resourceType({
    properties: z.strictObject({
      FunctionName: functionName,
      Qualifier: z.literal('$LATEST'),
      MaximumEventAgeInSeconds: noEffect('ends retries after hours; the retries end sooner'),
      MaximumRetryAttempts: z.number().min(0).max(2).default(2),
      DestinationConfig: z.strictObject({ OnFailure: destination.optional() }).optional(),
    }),
    name: generatedName,
    attributes: {},
  }),
  'AWS::Lambda::EventSourceMapping': resourceType({
    properties: z.strictObject({
      FunctionName: functionName,
      EventSourceArn: z.string(),
      Enabled: z.literal(true).optional(),
      StartingPosition: z.enum(['TRIM_HORIZON', 'LATEST']).optional(),
      BatchSize: z.number().optional(),
      ScalingConfig: z.strictObject({ MaximumConcurrency: z.number().int().min(2).max(1_000) }).optional(),
      MaximumBatchingWindowInSeconds: z.number().default(0),
      MaximumRetryAttempts: z.number().default(-1),
      BisectBatchOnFunctionError: z.boolean().default(false),
      FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
      FilterCriteria: z
        .strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) })
        .default({ Filters: [] }),
      DestinationConfig: z.strictObject({ OnFailure: destination }).optional(),
      ParallelizationFactor: z.number().int().min(1).max(10).default(1),
      KmsKeyArn: noEffect('encrypts the filters at rest'),
      MaximumRecordAgeInSeconds: noEffect('ends retries after hours; the retries end sooner'),
      MetricsConfig: noEffect('a metric for operators'),
      Tags: tags,
    }),
    name: (at) => fingerprint(at).slice(0, 32),
    attributes: { Id: (name) => name },
  }),
  'AWS::Lambda::Permission': resourceType({
    properties: z.strictObject({
      Action: z.literal('lambda:InvokeFunction'),
      FunctionName: functionName,
      Principal: z.string(),
      SourceArn: z.string().optional(),
      SourceAccount: z.string().optional(),
    }),
    name: generatedName,
    attributes: {},
  }),
};
