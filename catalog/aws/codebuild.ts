import type { CodeBuild } from '@aws-sdk/client-codebuild';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf, roleArn } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { holds } from '../values/holds.ts';
import { imageByDigest } from '../values/pinned.ts';
import { moreThan } from '../values/which-of.ts';
import { sayBatch, sayBuild, sayEnvironment, saySource } from './codebuild-words.ts';
import { buildProject, projectVisibility } from './running-looks.ts';

const define = operationsOf<CodeBuild>({ prefix: 'codebuild' });

const projectName = matching('[A-Za-z0-9][A-Za-z0-9_-]{1,149}', 150, 'must be the name of a project');
const resource = (name: string) => `arn:{partition}:codebuild:{region}:{account}:project/{${name}}`;
/** AWS's own images are kept by AWS under their names; any other is meant by its digest. */
const image = z.union([z.string().regex(/^aws\/codebuild\/[a-z0-9._/-]+:[\w.-]+$/), imageByDigest]);
const imageRule = (path: 'environment' | 'imageOverride') =>
  holds(
    path === 'environment'
      ? z.object({ environment: z.object({ image }).optional() })
      : z.object({ imageOverride: image.optional() }),
    "Name the image by its digest, or one of AWS's own such as aws/codebuild/standard:7.0",
  );

export const codeBuildActions = [
  define({
    operation: 'CreateProject',
    groups: ['resource-creation', 'code-change', 'lateral-movement'],
    resource: resource('name'),
    values: { name: projectName, serviceRole: roleArn },
    rules: [imageRule('environment')],
    say: ({ name, serviceRole, source, environment, buildBatchConfig }, { account }) =>
      sentence`Create build project ${name} that runs as ${namedIn(serviceRole, account)}${sayBatch(buildBatchConfig)}${saySource(source)},${sayEnvironment(environment)}`,
    passes: ['/serviceRole', '/buildBatchConfig/serviceRole'],
    reversible: true,
    example: {
      name: 'shop',
      serviceRole: 'arn:aws:iam::111122223333:role/build',
      source: { type: 'NO_SOURCE', buildspec: 'version: 0.2' },
      artifacts: { type: 'NO_ARTIFACTS' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/standard:7.0',
        computeType: 'BUILD_GENERAL1_SMALL',
      },
    },
  }),
  define({
    operation: 'UpdateProject',
    groups: ['code-change', 'lateral-movement'],
    resource: resource('name'),
    values: { name: projectName, serviceRole: roleArn },
    rules: [moreThan('name'), imageRule('environment')],
    say: ({ name, serviceRole, source, environment, buildBatchConfig }, { account }) =>
      sentence`Change build project ${name}${serviceRole === undefined ? '' : ` to run as ${namedIn(serviceRole, account)}`}${sayBatch(buildBatchConfig)}${source === undefined ? '' : saySource(source)}${environment === undefined ? '' : `,${sayEnvironment(environment)}`}`,
    passes: ['/serviceRole', '/buildBatchConfig/serviceRole'],
    reversible: true,
    look: buildProject,
    example: { name: 'shop', serviceRole: 'arn:aws:iam::111122223333:role/build' },
  }),
  define({
    operation: 'UpdateProjectVisibility',
    groups: ['data-export', 'network-exposure'],
    resource: '{projectArn}',
    values: {
      projectArn: arnOf(
        'codebuild',
        'project/[A-Za-z0-9][A-Za-z0-9_-]{1,149}',
        'arn:aws:codebuild:eu-central-1:111122223333:project/shop',
      ),
      resourceAccessRole: roleArn,
    },
    say: ({ projectArn, projectVisibility, resourceAccessRole }, { account }) =>
      sentence`${projectVisibility === 'PUBLIC_READ' ? 'Let anyone read' : 'No longer let anyone read'} logs and results of build project ${namedIn(projectArn, account)}${resourceAccessRole === undefined ? '' : `, by ${namedIn(resourceAccessRole, account)}`}`,
    passes: ['/resourceAccessRole'],
    reversible: true,
    ...projectVisibility,
    example: {
      projectArn: 'arn:aws:codebuild:eu-central-1:111122223333:project/shop',
      projectVisibility: 'PUBLIC_READ',
    },
  }),
  define({
    operation: 'StartBuild',
    groups: ['code-change', 'lateral-movement'],
    resource: resource('projectName'),
    values: { projectName, serviceRoleOverride: roleArn },
    rules: [imageRule('imageOverride')],
    say: (build, { account }) => sentence`Build ${build.projectName}${sayBuild(build, account)}`,
    passes: ['/serviceRoleOverride'],
    alike: [
      'codebuild:RetryBuild',
      'codebuild:StartSandbox',
      'codebuild:StartSandboxConnection',
      'codebuild:StartCommandExecution',
    ],
    reversible: false,
    example: { projectName: 'shop', sourceVersion: '0123456789abcdef0123456789abcdef01234567' },
  }),
  define({
    operation: 'StartBuildBatch',
    groups: ['code-change', 'lateral-movement'],
    resource: resource('projectName'),
    values: { projectName, serviceRoleOverride: roleArn },
    rules: [imageRule('imageOverride')],
    say: (build, { account }) =>
      sentence`Run a batch of builds of ${build.projectName}${sayBatch(build.buildBatchConfigOverride)}${sayBuild(build, account)}`,
    passes: ['/serviceRoleOverride', '/buildBatchConfigOverride/serviceRole'],
    alike: ['codebuild:RetryBuildBatch'],
    reversible: false,
    example: { projectName: 'shop', sourceVersion: '0123456789abcdef0123456789abcdef01234567' },
  }),
  define({
    operation: 'ImportSourceCredentials',
    groups: ['secret-write', 'persistence'],
    resource: 'arn:{partition}:codebuild:{region}:{account}:*',
    say: ({ serverType, authType, shouldOverwrite: over }) =>
      sentence`Let all build projects of the account in this region sign in to ${serverType} by a new ${authType}${over === false ? ', if they have none' : ', in place of what they have'}`,
    secrets: { '/token': 'a token or password' },
    reversible: false,
    example: { serverType: 'GITHUB', authType: 'PERSONAL_ACCESS_TOKEN', token: 'an-example-only' },
  }),
];
