import { z } from 'zod';
import { matching, roleArn, securityGroupId, tags, text } from '../values/aws-values.ts';

const s3Uri = matching('(?:https|s3)://[^/\\s]+/?\\S*', 1_024, 'must be an S3 URI');
const keyId = matching('[a-zA-Z0-9:/_-]+', 2_048);

const channel = z.strictObject({
  ChannelName: matching('[A-Za-z0-9._-]+', 64),
  DataSource: z.strictObject({
    S3DataSource: z.strictObject({
      S3DataType: z.enum(['ManifestFile', 'S3Prefix', 'AugmentedManifestFile', 'Converse']),
      S3Uri: s3Uri,
      S3DataDistributionType: z.enum(['FullyReplicated', 'ShardedByS3Key']).optional(),
    }),
  }),
  ContentType: text(256).optional(),
  CompressionType: z.enum(['None', 'Gzip']).optional(),
  InputMode: z.enum(['Pipe', 'File', 'FastFile']).optional(),
});

export const trainingJob = z.strictObject({
  TrainingJobName: matching('[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}', 63, 'must be letters, digits and dashes'),
  AlgorithmSpecification: z.strictObject({
    TrainingImage: text(255).optional(),
    AlgorithmName: text(170).optional(),
    TrainingInputMode: z.enum(['Pipe', 'File', 'FastFile']),
    ContainerEntrypoint: z.array(z.string().max(256)).min(1).max(100).optional(),
    ContainerArguments: z.array(z.string().max(256)).min(1).max(100).optional(),
  }),
  RoleArn: roleArn,
  HyperParameters: z.record(text(256), z.string().max(2_500)).optional(),
  Environment: z.record(text(512), z.string().max(512)).optional(),
  InputDataConfig: z.array(channel).min(1).max(20).optional(),
  OutputDataConfig: z.strictObject({
    S3OutputPath: s3Uri,
    KmsKeyId: keyId.optional(),
    CompressionType: z.enum(['GZIP', 'NONE']).optional(),
  }),
  ResourceConfig: z.strictObject({
    InstanceType: matching('ml\\.[a-z0-9.-]+', 40),
    InstanceCount: z.int().min(1).max(1_000),
    VolumeSizeInGB: z.int().min(1).max(100_000),
    VolumeKmsKeyId: keyId.optional(),
    KeepAlivePeriodInSeconds: z.int().min(0).max(21_600).optional(),
  }),
  StoppingCondition: z.strictObject({
    MaxRuntimeInSeconds: z.int().min(1).optional(),
    MaxWaitTimeInSeconds: z.int().min(1).optional(),
    MaxPendingTimeInSeconds: z.int().min(1_800).max(2_419_200).optional(),
  }),
  VpcConfig: z
    .strictObject({
      SecurityGroupIds: z.array(securityGroupId).min(1).max(5),
      Subnets: z.array(matching('subnet-[0-9a-z]+', 40)).min(1).max(16),
    })
    .optional(),
  EnableNetworkIsolation: z.boolean().optional(),
  EnableInterContainerTrafficEncryption: z.boolean().optional(),
  EnableManagedSpotTraining: z.boolean().optional(),
  Tags: tags.optional(),
});
