import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { matching, tags, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { endpointConfig } from './running-looks.ts';
import { sayTrainingJob, trainingJob } from './sagemaker-training-job.ts';

const define = actionsOf({ prefix: 'sagemaker' });

const name = matching('[a-zA-Z0-9](?:-*[a-zA-Z0-9]){0,62}', 63, 'must be letters, digits and dashes');
const capacity = z.strictObject({
  Type: z.enum(['INSTANCE_COUNT', 'CAPACITY_PERCENT']),
  Value: z.int().min(1),
});
const seconds = (min: number, max: number) => z.int().min(min).max(max).optional();

const deployment = z.strictObject({
  BlueGreenUpdatePolicy: z
    .strictObject({
      TrafficRoutingConfiguration: z.strictObject({
        Type: z.enum(['ALL_AT_ONCE', 'CANARY', 'LINEAR']),
        WaitIntervalInSeconds: z.int().min(0).max(3_600),
        CanarySize: capacity.optional(),
        LinearStepSize: capacity.optional(),
      }),
      TerminationWaitInSeconds: seconds(0, 3_600),
      MaximumExecutionTimeoutInSeconds: seconds(600, 28_800),
    })
    .optional(),
  AutoRollbackConfiguration: z
    .strictObject({
      Alarms: distinct(z.strictObject({ AlarmName: text(255) })).max(10),
    })
    .optional(),
});
const endpointResource = 'arn:{partition}:sagemaker:{region}:{account}:endpoint/{EndpointName}';
const exampleEndpoint = {
  parameters: { EndpointName: 'churn', EndpointConfigName: 'churn-2026-01' },
  resource: 'arn:aws:sagemaker:eu-central-1:111122223333:endpoint/churn',
};

export const sagemakerActions = [
  define({
    operation: 'CreateTrainingJob',
    groups: ['model-change', 'resource-creation'],
    parameters: trainingJob,
    resource: 'arn:{partition}:sagemaker:{region}:{account}:training-job/{TrainingJobName}',
    say: (job, { account }) => sayTrainingJob(job, account),
    passes: ['/RoleArn'],
    reversible: false,
    example: {
      parameters: {
        TrainingJobName: 'churn-2026-01',
        AlgorithmSpecification: {
          TrainingImage:
            '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
          TrainingInputMode: 'File',
        },
        RoleArn: 'arn:aws:iam::111122223333:role/training',
        InputDataConfig: [
          {
            ChannelName: 'train',
            DataSource: {
              S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://training-data/churn/2026-01/' },
            },
          },
        ],
        OutputDataConfig: { S3OutputPath: 's3://models/churn/' },
        ResourceConfig: { InstanceType: 'ml.m7i.xlarge', InstanceCount: 2, VolumeSizeInGB: 50 },
        StoppingCondition: { MaxRuntimeInSeconds: 3_600 },
        EnableNetworkIsolation: true,
      },
      resource: 'arn:aws:sagemaker:eu-central-1:111122223333:training-job/churn-2026-01',
    },
  }),
  define({
    operation: 'CreateEndpoint',
    groups: ['model-change', 'resource-creation'],
    parameters: z.strictObject({
      EndpointName: name,
      EndpointConfigName: name,
      DeploymentConfig: deployment.optional(),
      Tags: tags.optional(),
    }),
    resource: endpointResource,
    say: ({ EndpointName, EndpointConfigName }) =>
      sentence`Serve ${EndpointConfigName} at a new endpoint ${EndpointName}`,
    reversible: true,
    example: exampleEndpoint,
  }),
  define({
    operation: 'UpdateEndpoint',
    groups: ['model-change'],
    parameters: z.strictObject({
      EndpointName: name,
      EndpointConfigName: name,
      RetainAllVariantProperties: z.boolean().optional(),
      RetainDeploymentConfig: z.boolean().optional(),
      DeploymentConfig: deployment.optional(),
    }),
    resource: endpointResource,
    say: ({ EndpointName, EndpointConfigName }) =>
      sentence`Serve ${EndpointConfigName} at endpoint ${EndpointName} from now on`,
    reversible: true,
    ...endpointConfig,
    example: exampleEndpoint,
  }),
];
