import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { beginningOf, sentence } from '../sentence.ts';
import { matching, text } from '../values/aws-values.ts';
import { decimal } from '../values/decimal.ts';
import { s3Uri } from '../values/s3-uri.ts';
import { allOrNone } from '../values/which-of.ts';

const define = actionsOf({ prefix: 'glue' });

/** Arguments by which other code runs than the job's own. */
const code = [
  '--scriptLocation',
  '--extra-py-files',
  '--extra-jars',
  '--extra-files',
  '--user-jars-first',
  '--additional-python-modules',
  '--python-modules-installer-option',
  '--class',
  '--conf',
];
/** Those that bring code first, so that no other one pushes them out of sight. */
export const inOrder = (given: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(given).sort(
    ([one], [other]) => Number(code.includes(other)) - Number(code.includes(one)) || (one < other ? -1 : 1),
  );

export const glueActions = [
  define({
    operation: 'StartJobRun',
    groups: ['data-export', 'resource-creation'],
    parameters: z
      .strictObject({
        JobName: matching('[A-Za-z0-9_.-]+', 255),
        JobRunId: text(255).optional(),
        Arguments: z.record(text(256), z.string().max(8_192)).optional(),
        Timeout: z.int().min(1).optional(),
        MaxCapacity: decimal.positive().optional(),
        WorkerType: matching('[A-Za-z0-9.]+', 20).optional(),
        NumberOfWorkers: z.int().min(1).max(2_000).optional(),
        SecurityConfiguration: text(255).optional(),
        ExecutionClass: z.enum(['FLEX', 'STANDARD']).optional(),
        NotificationProperty: z.strictObject({ NotifyDelayAfter: z.int().min(1).optional() }).optional(),
      })
      .refine(...allOrNone('WorkerType', 'NumberOfWorkers'))
      .refine(
        ({ MaxCapacity, WorkerType }) => MaxCapacity === undefined || WorkerType === undefined,
        'Name MaxCapacity, or WorkerType and NumberOfWorkers',
      ),
    resource: 'arn:{partition}:glue:{region}:{account}:job/{JobName}',
    say: ({ JobName, JobRunId, Arguments = {} }) => {
      const given = inOrder(Arguments).map(([name, value]) => `${name} ${value}`);
      const again = JobRunId === undefined ? '' : ` again, as in run ${JobRunId}`;
      return sentence`Run job ${JobName}${again}${given.length > 0 ? ` with ${beginningOf(given.join(', '), 260)}` : ''}`;
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
    parameters: z.strictObject({ TransformId: matching('tfm-[0-9a-f]+', 255), OutputS3Path: s3Uri }),
    resource: 'arn:{partition}:glue:{region}:{account}:mlTransform/{TransformId}',
    say: ({ TransformId, OutputS3Path }) => sentence`Export the labels of ${TransformId} to ${OutputS3Path}`,
    reversible: false,
    example: {
      parameters: { TransformId: 'tfm-0123456789abcdef', OutputS3Path: 's3://analytics-exports/labels/' },
      resource: 'arn:aws:glue:eu-central-1:111122223333:mlTransform/tfm-0123456789abcdef',
    },
  }),
];
