import type { CodePipeline } from '@aws-sdk/client-codepipeline';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { holds } from '../values/holds.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<CodePipeline>({ prefix: 'codepipeline' });

const name = matching('[A-Za-z0-9.@_-]+', 100, 'must be a name of letters, digits and .@_-');

export const codePipelineActions = [
  define({
    operation: 'PutApprovalResult',
    groups: ['code-change'],
    resource: 'arn:{partition}:codepipeline:{region}:{account}:{pipelineName}/{stageName}/{actionName}',
    values: { pipelineName: name, stageName: name, actionName: name },
    say: ({ pipelineName, stageName, actionName, result: { status, summary } }) =>
      sentence`Answer ${status} where pipeline ${pipelineName} asks people in ${stageName}/${actionName}: ${summary}`,
    secrets: { '/token': 'a token of the approval' },
    reversible: false,
    example: {
      pipelineName: 'shop',
      stageName: 'Production',
      actionName: 'Approve',
      result: { status: 'Approved', summary: 'tested in staging' },
      token: 'an-example-only',
    },
  }),
  define({
    operation: 'StartPipelineExecution',
    groups: ['code-change'],
    resource: 'arn:{partition}:codepipeline:{region}:{account}:{name}',
    values: { name },
    say: ({ name: pipeline, sourceRevisions = [], variables = [] }) => {
      const revisions = sourceRevisions.map(
        ({ actionName, revisionType, revisionValue }) => `${actionName} at ${revisionType} ${revisionValue}`,
      );
      const values = variables.map((variable) => `${variable.name}=${variable.value}`);
      return sentence`Run pipeline ${pipeline}, ${revisions.length > 0 ? `with ${listed(revisions)}` : 'from its sources as they stand then'}${values.length > 0 ? `, with ${listed(values)}` : ''}`;
    },
    reversible: false,
    example: { name: 'shop' },
  }),
  define({
    operation: 'UpdatePipeline',
    groups: ['code-change', 'lateral-movement'],
    resource: 'arn:{partition}:codepipeline:{region}:{account}:{Pipeline}',
    names: ({ pipeline }) => ({ Pipeline: pipeline.name }),
    rules: [
      holds(z.object({ pipeline: z.object({ name }) }), 'Name the pipeline by letters, digits and .@_-'),
    ],
    say: ({ pipeline: { name: pipeline, roleArn, stages, artifactStore, ...rest } }, { account }) => {
      const actions = stages.flatMap(({ actions: all, name: stage, ...conditions }) =>
        all.map(({ actionTypeId, roleArn: role, commands = [], configuration, ...more }) => {
          const { provider, owner, category, version } = actionTypeId;
          const as = role === undefined ? '' : ` as ${namedIn(role, account)}`;
          const words = commands.length > 0 ? `, running ${commands.join('; ')}` : '';
          return `${stage}: ${owner} ${category} ${provider} ${version}${as}${words}${further({ configuration, ...more, ...conditions })}`;
        }),
      );
      const store = artifactStore === undefined ? '' : `, keeping artifacts in ${artifactStore.location}`;
      return sentence`Replace pipeline ${pipeline}, which runs as ${namedIn(roleArn, account)}${store}, by: ${listed(actions, { most: 4 })}${further({ ...rest })}`;
    },
    passes: [
      '/pipeline/roleArn',
      '/pipeline/stages/*/actions/*/roleArn',
      ...['onFailure', 'onSuccess', 'beforeEntry'].map(
        (when) => `/pipeline/stages/*/${when}/conditions/*/rules/*/roleArn`,
      ),
    ],
    reversible: true,
    example: {
      pipeline: {
        name: 'shop',
        roleArn: 'arn:aws:iam::111122223333:role/pipeline',
        stages: [
          {
            name: 'Source',
            actions: [
              {
                name: 'Code',
                actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
                configuration: { S3Bucket: 'releases', S3ObjectKey: 'shop.zip' },
              },
            ],
          },
        ],
      },
    },
  }),
  define({
    operation: 'PollForJobs',
    groups: ['secret-read', 'lateral-movement'],
    resource:
      'arn:{partition}:codepipeline:{region}:{account}:actiontype:{Owner}/{Category}/{Provider}/{Version}',
    names: ({ actionTypeId: { owner, category, provider, version } }) => ({
      Owner: owner,
      Category: category,
      Provider: provider,
      Version: version,
    }),
    say: ({ actionTypeId: { owner, category, provider, version } }) =>
      sentence`Take jobs of ${owner} ${category} ${provider} ${version} from all pipelines, with credentials for their artifacts`,
    reversible: false,
    example: { actionTypeId: { category: 'Build', owner: 'Custom', provider: 'Jenkins', version: '1' } },
  }),
];
