import type { Batch } from '@aws-sdk/client-batch';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, inTurn, namedIn, sentence } from '../sentence.ts';
import { roleArn } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { holds } from '../values/holds.ts';
import { imageByDigest } from '../values/pinned.ts';
import { shortName } from '../values/short-name.ts';
import { listed } from '../values/widest-first.ts';
import { sayContainers } from './ecs-containers.ts';

const define = operationsOf<Batch>({ prefix: 'batch' });

const name = matching(
  '[A-Za-z0-9][A-Za-z0-9_-]{0,127}',
  128,
  'must be letters, digits, dashes and underscores',
);
const pinned = holds(
  z.object({
    containerProperties: z.object({
      image: imageByDigest,
      jobRoleArn: roleArn.optional(),
      executionRoleArn: roleArn.optional(),
    }),
  }),
  'Name the image by its digest: repository@sha256:…, because a tag can be moved to another image',
);

const sayWords = (given: Readonly<Record<string, string>> = {}): string => {
  const said = Object.entries(given).map(([key, value]) => `${key}=${value}`);
  return said.length > 0 ? `, with ${listed(said, { most: 4 })}` : '';
};

export const batchActions = [
  define({
    operation: 'SubmitJob',
    groups: ['resource-creation', 'lateral-movement'],
    resource: 'arn:{partition}:batch:{region}:{account}:job-queue/{jobQueue}',
    values: {
      jobName: name,
      jobQueue: shortName('batch', 'job-queue/', '[A-Za-z0-9][A-Za-z0-9_-]{0,127}', 'reports'),
      jobDefinition: shortName(
        'batch',
        'job-definition/',
        '[A-Za-z0-9][A-Za-z0-9_-]{0,127}:[1-9][0-9]*',
        'report:7, with its revision',
      ),
      arrayProperties: z.strictObject({ size: z.int().min(2).max(10_000) }),
    },
    // The same for jobs of many nodes, of Kubernetes and of several containers.
    without: ['nodeOverrides', 'eksPropertiesOverride', 'ecsPropertiesOverride'],
    say: ({ jobName, jobQueue, jobDefinition, containerOverrides, parameters, arrayProperties }) => {
      const overrides =
        containerOverrides === undefined ? '' : `, but ${sayContainers([containerOverrides])}`;
      return sentence`Run ${arrayProperties?.size ?? 1} × job ${jobName} of ${jobDefinition} in queue ${jobQueue}${sayWords(parameters)}${overrides}`;
    },
    reversible: false,
    example: { jobName: 'monthly-report', jobQueue: 'reports', jobDefinition: 'report:7' },
  }),
  define({
    operation: 'RegisterJobDefinition',
    groups: ['code-change', 'lateral-movement'],
    resource: 'arn:{partition}:batch:{region}:{account}:job-definition/{jobDefinitionName}',
    values: { jobDefinitionName: name, type: z.literal('container') },
    required: ['containerProperties'],
    // The same for jobs of many nodes, of Kubernetes and of several containers.
    without: ['nodeProperties', 'eksProperties', 'ecsProperties'],
    rules: [pinned],
    say: ({ jobDefinitionName, containerProperties = {}, parameters }, { account }) => {
      const {
        jobRoleArn,
        executionRoleArn,
        volumes = [],
        enableExecuteCommand,
        ...container
      } = containerProperties;
      const folders = volumes.flatMap(({ host }) => (host?.sourcePath ? [`folder ${host.sourcePath}`] : []));
      const parts = inTurn(
        [
          jobRoleArn === undefined ? '' : ` that runs as ${namedIn(jobRoleArn, account)}`,
          executionRoleArn === undefined ? '' : `, started by ${namedIn(executionRoleArn, account)}`,
          folders.length > 0 ? `, with ${listed(folders)} of its machine` : '',
          enableExecuteCommand === undefined
            ? ''
            : `, ${enableExecuteCommand ? 'open' : 'closed'} to a shell`,
        ],
        '',
      );
      return sentence`Make a new revision of job definition ${jobDefinitionName}${parts}: ${beginningOf(sayContainers([container]), 240)}${further({ ...(volumes.length > 0 && { volumes }) })}${sayWords(parameters)}`;
    },
    passes: ['/containerProperties/jobRoleArn', '/containerProperties/executionRoleArn'],
    reversible: true,
    example: {
      jobDefinitionName: 'report',
      type: 'container',
      containerProperties: {
        image:
          '111122223333.dkr.ecr.eu-central-1.amazonaws.com/report@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        jobRoleArn: 'arn:aws:iam::111122223333:role/report',
        command: ['report', '--month', '2026-01'],
      },
    },
  }),
];
