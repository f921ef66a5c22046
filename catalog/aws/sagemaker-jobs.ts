import type { SageMaker } from '@aws-sdk/client-sagemaker';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { holds } from '../values/holds.ts';
import { imageByDigest } from '../values/pinned.ts';
import { s3Uri } from '../values/s3-uri.ts';
import { listed } from '../values/widest-first.ts';
import { briefImage } from './ecs-containers.ts';

const define = operationsOf<SageMaker>({ prefix: 'sagemaker' });

const name = matching('[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}', 63, 'must be letters, digits and dashes');
const sayWords = (given: Readonly<Record<string, string>> = {}): string[] =>
  Object.entries(given).map(([key, value]) => `${key}=${value}`);

export const sagemakerJobActions = [
  define({
    operation: 'CreateProcessingJob',
    groups: ['model-change', 'resource-creation', 'lateral-movement'],
    resource: 'arn:{partition}:sagemaker:{region}:{account}:processing-job/{ProcessingJobName}',
    values: { ProcessingJobName: name },
    rules: [
      holds(
        z.object({ AppSpecification: z.object({ ImageUri: imageByDigest }) }),
        'Name the image by its digest: repository@sha256:…, because a tag can be moved to another image',
      ),
    ],
    say: (
      { ProcessingJobName, AppSpecification, RoleArn, NetworkConfig = {}, ProcessingResources, ...rest },
      { account },
    ) => {
      const { ImageUri, ContainerEntrypoint = [], ContainerArguments = [] } = AppSpecification;
      const { EnableNetworkIsolation: isolated, ...network } = NetworkConfig;
      const { ProcessingInputs = [], ProcessingOutputConfig, Environment, ...others } = rest;
      const {
        InstanceCount = 'the number',
        InstanceType = 'the type',
        ...machines
      } = ProcessingResources.ClusterConfig;
      const { Outputs = [], ...output } = ProcessingOutputConfig ?? {};
      const words = [...ContainerEntrypoint, ...ContainerArguments, ...sayWords(Environment)].join(' ');
      const isolation = isolated
        ? 'without network'
        : network.VpcConfig
          ? 'in its network'
          : 'with access to the internet';
      const inputs = ProcessingInputs.map(
        ({ S3Input, ...more }) => `${S3Input?.S3Uri ?? 'elsewhere'}${further(more)}`,
      );
      const outputs = Outputs.map(
        ({ S3Output, ...more }) => `${S3Output?.S3Uri ?? 'elsewhere'}${further(more)}`,
      );
      return sentence`Process ${ProcessingJobName} with ${briefImage(ImageUri)} on ${InstanceCount} × ${InstanceType} as ${namedIn(RoleArn, account)}, ${isolation}${outputs.length > 0 ? `, to ${listed(outputs)}` : ''}${inputs.length > 0 ? `, from ${listed(inputs)}` : ''}${further({ ...machines, ...network, ...output, ...others })}${words && `, running: ${beginningOf(words, 120)}`}`;
    },
    passes: ['/RoleArn', '/ProcessingInputs/*/DatasetDefinition/RedshiftDatasetDefinition/ClusterRoleArn'],
    reversible: false,
    example: {
      ProcessingJobName: 'churn-features',
      AppSpecification: {
        ImageUri:
          '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
      RoleArn: 'arn:aws:iam::111122223333:role/training',
      ProcessingResources: {
        ClusterConfig: { InstanceCount: 1, InstanceType: 'ml.m5.large', VolumeSizeInGB: 30 },
      },
    },
  }),
  define({
    operation: 'CreateTransformJob',
    groups: ['model-change', 'data-export'],
    resource: 'arn:{partition}:sagemaker:{region}:{account}:transform-job/{TransformJobName}',
    values: { TransformJobName: name, ModelName: name },
    rules: [
      holds(
        z.object({
          TransformInput: z.object({ DataSource: z.object({ S3DataSource: z.object({ S3Uri: s3Uri }) }) }),
          TransformOutput: z.object({ S3OutputPath: s3Uri }),
        }),
        'Name buckets by S3 URIs such as s3://bucket/prefix/',
      ),
    ],
    say: ({ TransformJobName, ModelName, TransformInput, TransformOutput, Environment }, { account }) => {
      const { DataSource, ...input } = TransformInput;
      const { S3Uri, ...source } = DataSource.S3DataSource;
      const { S3OutputPath, KmsKeyId, ...output } = TransformOutput;
      const words = sayWords(Environment);
      return sentence`Run model ${ModelName} as ${TransformJobName} over ${S3Uri}, to ${S3OutputPath}${KmsKeyId === undefined ? '' : ` encrypted with key ${namedIn(KmsKeyId, account)}`}${further({ ...input, ...source, ...output })}${words.length > 0 ? `, with ${listed(words)}` : ''}`;
    },
    reversible: false,
    example: {
      TransformJobName: 'churn-scores',
      ModelName: 'churn',
      TransformInput: {
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://training-data/churn/' } },
      },
      TransformOutput: { S3OutputPath: 's3://analytics-exports/churn/' },
      TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    },
  }),
  define({
    operation: 'StartPipelineExecution',
    groups: ['model-change', 'resource-creation'],
    resource: 'arn:{partition}:sagemaker:{region}:{account}:pipeline/{PipelineName}',
    values: { PipelineName: name },
    say: ({ PipelineName, PipelineParameters = [], PipelineVersionId }) => {
      const given = PipelineParameters.map(({ Name, Value }) => `${Name}=${Value}`);
      return sentence`Run pipeline ${PipelineName}${PipelineVersionId === undefined ? ' as it stands then' : ` version ${PipelineVersionId}`}${given.length > 0 ? ` with ${listed(given)}` : ''}`;
    },
    reversible: false,
    example: { PipelineName: 'churn' },
  }),
  define({
    operation: 'DeleteEndpoint',
    groups: ['destruction', 'model-change'],
    resource: 'arn:{partition}:sagemaker:{region}:{account}:endpoint/{EndpointName}',
    values: { EndpointName: name },
    say: ({ EndpointName }) => sentence`Delete endpoint ${EndpointName}, so that its model answers no more`,
    reversible: true,
    example: { EndpointName: 'churn' },
  }),
];
