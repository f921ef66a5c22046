import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { matching, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'glue' });

export const glueActions = [
  define({
    operation: 'StartJobRun',
    groups: ['data-export', 'resource-creation'],
    parameters: z.strictObject({
      JobName: matching('[A-Za-z0-9_.-]+', 255),
      JobRunId: text(255).optional(),
      Arguments: z.record(text(256), z.string().max(8_192)).optional(),
      Timeout: z.int().min(1).optional(),
      MaxCapacity: z.number().positive().optional(),
      WorkerType: matching('[A-Za-z0-9.]+', 20).optional(),
      NumberOfWorkers: z.int().min(1).max(2_000).optional(),
      SecurityConfiguration: text(255).optional(),
      ExecutionClass: z.enum(['FLEX', 'STANDARD']).optional(),
      NotificationProperty: z.strictObject({ NotifyDelayAfter: z.int().min(1).optional() }).optional(),
    }),
    resource: 'arn:{partition}:glue:{region}:{account}:job/{JobName}',
    say: ({ JobName, Arguments = {} }) => {
      const given = Object.entries(Arguments).map(([name, value]) => `${name} ${value}`);
      return sentence`Run job ${JobName}${given.length > 0 ? ` with ${given.join(', ')}` : ''}`;
    },
    reversible: false,
    example: {
      parameters: {
        JobName: 'orders-to-parquet',
        Arguments: { '--target': 's3://analytics-exports/orders/' },
        MaxCapacity: 2.5,
      },
      resource: 'arn:aws:glue:eu-central-1:111122223333:job/orders-to-parquet',
    },
  }),
  define({
    operation: 'StartExportLabelsTaskRun',
    groups: ['data-export'],
    parameters: z.strictObject({
      TransformId: matching('tfm-[0-9a-f]+', 255),
      OutputS3Path: matching('s3://[^/\\s]+/?\\S*', 1_024, 'must be an S3 URI'),
    }),
    resource: 'arn:{partition}:glue:{region}:{account}:mlTransform/{TransformId}',
    say: ({ TransformId, OutputS3Path }) => sentence`Export the labels of ${TransformId} to ${OutputS3Path}`,
    reversible: false,
    example: {
      parameters: { TransformId: 'tfm-0123456789abcdef', OutputS3Path: 's3://analytics-exports/labels/' },
      resource: 'arn:aws:glue:eu-central-1:111122223333:mlTransform/tfm-0123456789abcdef',
    },
  }),
];
