import { z } from 'zod';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { kmsKeyArn, roleArn } from '../values/arn.ts';
import { matching, securityGroupId, subnetId, tags, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { imageByDigest } from '../values/pinned.ts';
import { s3Uri } from '../values/s3-uri.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

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
  AlgorithmSpecification: z
    .strictObject({
      TrainingImage: imageByDigest.optional(),
      AlgorithmName: text(170).optional(),
      TrainingInputMode: z.enum(['Pipe', 'File', 'FastFile']),
      ContainerEntrypoint: z.array(z.string().max(256)).min(1).max(100).optional(),
      ContainerArguments: z.array(z.string().max(256)).min(1).max(100).optional(),
    })
    .refine(...exactlyOne('TrainingImage', 'AlgorithmName')),
  RoleArn: roleArn,
  HyperParameters: z.record(text(256), z.string().max(2_500)).optional(),
  Environment: z.record(text(512), z.string().max(512)).optional(),
  InputDataConfig: distinct(channel, ({ ChannelName }) => ChannelName)
    .max(20)
    .optional(),
  OutputDataConfig: z.strictObject({
    S3OutputPath: s3Uri,
    KmsKeyId: kmsKeyArn.optional(),
    CompressionType: z.enum(['GZIP', 'NONE']).optional(),
  }),
  ResourceConfig: z.strictObject({
    InstanceType: matching('ml\\.[a-z0-9.-]+', 40),
    InstanceCount: z.int().min(1).max(1_000),
    VolumeSizeInGB: z.int().min(1).max(100_000),
    VolumeKmsKeyId: kmsKeyArn.optional(),
    KeepAlivePeriodInSeconds: z.int().min(0).max(21_600).optional(),
  }),
  StoppingCondition: z.strictObject({
    MaxRuntimeInSeconds: z.int().min(1).optional(),
    MaxWaitTimeInSeconds: z.int().min(1).optional(),
    MaxPendingTimeInSeconds: z.int().min(1_800).max(2_419_200).optional(),
  }),
  VpcConfig: z
    .strictObject({
      SecurityGroupIds: distinct(securityGroupId).max(5),
      Subnets: distinct(subnetId).max(16),
    })
    .optional(),
  EnableNetworkIsolation: z.boolean(),
  EnableInterContainerTrafficEncryption: z.boolean().optional(),
  EnableManagedSpotTraining: z.boolean().optional(),
  Tags: tags.optional(),
});
type TrainingJob = z.infer<typeof trainingJob>;

/** Settings by which SageMaker's own images run code from S3. */
const code = ['sagemaker_program', 'sagemaker_submit_directory'];

/** What runs, as whom and where its results go; then what the agent can write at length. */
export function sayTrainingJob(job: TrainingJob, ownAccount: string): string {
  const {
    AlgorithmSpecification: algorithm,
    ResourceConfig: machines,
    VpcConfig,
    InputDataConfig = [],
  } = job;
  const subnets = VpcConfig && `in ${listed(VpcConfig.Subnets)} with ${listed(VpcConfig.SecurityGroupIds)}`;
  // Isolated, its code reaches nothing; its data still comes and goes through the subnets.
  const network = job.EnableNetworkIsolation
    ? ['without network', ...(subnets ? [subnets] : [])].join(', ')
    : (subnets ?? 'with access to the internet');
  const what = (algorithm.TrainingImage ?? algorithm.AlgorithmName ?? '').replace(
    /(?<=@sha256:[0-9a-f]{12})[0-9a-f]+$/,
    '…',
  );
  const data = InputDataConfig.map(({ DataSource }) => DataSource.S3DataSource.S3Uri);
  const { S3OutputPath, KmsKeyId } = job.OutputDataConfig;
  const out = `${S3OutputPath}${KmsKeyId === undefined ? '' : ` encrypted with key ${namedIn(KmsKeyId, ownAccount)}`}`;
  const words = [
    ...Object.entries(job.HyperParameters ?? {}).sort(
      ([one], [other]) => Number(code.includes(other)) - Number(code.includes(one)),
    ),
    ...Object.entries(job.Environment ?? {}),
  ].map(([name, value]) => `${name}=${value}`);
  const command = [...(algorithm.ContainerEntrypoint ?? []), ...(algorithm.ContainerArguments ?? [])];
  const rest = [...(command.length > 0 ? [`running ${command.join(' ')}`] : []), ...words].join(', ');
  return sentence`Train ${job.TrainingJobName} with ${what} on ${machines.InstanceCount} × ${machines.InstanceType} as ${namedIn(job.RoleArn, ownAccount)}, ${network}${data.length > 0 ? `, from ${listed(data, { most: 2 })}` : ''}, to ${out}${rest === '' ? '' : `: ${beginningOf(rest, 120)}`}`;
}
