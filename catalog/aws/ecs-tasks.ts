import type { ECS } from '@aws-sdk/client-ecs';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { shortName } from '../values/short-name.ts';
import { listed } from '../values/widest-first.ts';
import { deploymentConfiguration } from './ecs.ts';
import { type Container, imagesByDigest, sayContainers } from './ecs-containers.ts';

const define = operationsOf<ECS>({ prefix: 'ecs' });

const cluster = matching('[a-zA-Z0-9_-]+', 255, 'must be a name, not an ARN');
/** Without its revision, a family means the latest: maybe another one by the time that people have approved. */
const taskDefinition = shortName(
  'ecs',
  'task-definition/',
  '[a-zA-Z0-9_-]{1,255}:[1-9][0-9]*',
  'checkout:42, with its revision',
);
const platformVersion = matching(
  '[1-9][0-9]*\\.[0-9]+\\.[0-9]+',
  20,
  'must be a version such as 1.4.0: LATEST moves',
);

interface Launch {
  enableExecuteCommand?: boolean;
  networkConfiguration?: {
    awsvpcConfiguration?: {
      subnets: readonly string[];
      securityGroups?: readonly string[];
      assignPublicIp?: string;
    };
  };
  overrides?: {
    taskRoleArn?: string;
    executionRoleArn?: string;
    containerOverrides?: readonly Container[];
  };
}

/** " as admin, opening a shell into it, in subnet-…: sh -c …" */
function sayLaunch(launch: Launch, ownAccount: string): string {
  const { enableExecuteCommand: shell, networkConfiguration, overrides = {} } = launch;
  const { taskRoleArn, executionRoleArn, containerOverrides = [], ...rest } = overrides;
  const {
    subnets = [],
    securityGroups = [],
    assignPublicIp,
  } = networkConfiguration?.awsvpcConfiguration ?? {};
  const parts = [
    taskRoleArn === undefined ? '' : ` as ${namedIn(taskRoleArn, ownAccount)}`,
    shell ? ', open to a shell' : shell === false ? ', closed to a shell' : '',
    assignPublicIp === 'ENABLED' ? ', with a public address' : '',
    assignPublicIp === undefined || assignPublicIp === 'ENABLED' ? '' : ', without a public address',
    executionRoleArn === undefined ? '' : `, started by ${namedIn(executionRoleArn, ownAccount)}`,
    subnets.length > 0 ? `, in ${listed(subnets)}` : '',
    securityGroups.length > 0 ? `, in security group ${listed(securityGroups)}` : '',
    further(rest),
    containerOverrides.length > 0 ? `, but with ${sayContainers(containerOverrides)}` : '',
  ];
  return parts.join('');
}

export const ecsTaskActions = [
  define({
    operation: 'RegisterTaskDefinition',
    groups: ['code-change', 'lateral-movement'],
    resource: 'arn:{partition}:ecs:{region}:{account}:task-definition/{family}:*',
    rules: [imagesByDigest],
    say: (
      {
        family,
        taskRoleArn,
        executionRoleArn,
        containerDefinitions,
        volumes = [],
        networkMode,
        pidMode,
        ipcMode,
      },
      { account },
    ) => {
      const onHost = [
        ...(networkMode === 'host' ? ['the network'] : []),
        ...(pidMode === 'host' ? ['the processes'] : []),
        ...(ipcMode === 'host' ? ['the memory'] : []),
        ...volumes.flatMap(({ host }) => (host?.sourcePath ? [`folder ${host.sourcePath}`] : [])),
      ];
      const modes = { networkMode, pidMode, ipcMode, ...(volumes.length > 0 && { volumes }) };
      const parts = [
        taskRoleArn === undefined ? '' : ` that runs as ${namedIn(taskRoleArn, account)}`,
        executionRoleArn === undefined ? '' : `, started by ${namedIn(executionRoleArn, account)}`,
        onHost.length > 0 ? `, with ${listed(onHost, { most: 5 })} of its machine` : '',
      ].join('');
      return sentence`Make a new revision of task ${family}${parts}: ${beginningOf(sayContainers(containerDefinitions), 240)}${further(modes)}`;
    },
    passes: ['/taskRoleArn', '/executionRoleArn'],
    // Variables decide which code runs; the credentials are the name of a secret.
    shown: ['/containerDefinitions/*/environment', '/containerDefinitions/*/repositoryCredentials'],
    reversible: true,
    example: {
      family: 'report',
      taskRoleArn: 'arn:aws:iam::111122223333:role/report',
      containerDefinitions: [
        {
          name: 'report',
          image:
            '111122223333.dkr.ecr.eu-central-1.amazonaws.com/report@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
          memory: 512,
        },
      ],
    },
  }),
  define({
    operation: 'RunTask',
    groups: ['resource-creation', 'lateral-movement'],
    resource: 'arn:{partition}:ecs:{region}:{account}:task-definition/{taskDefinition}',
    values: { taskDefinition, cluster, platformVersion },
    // It passes a role that no sentence has room for.
    without: ['volumeConfigurations'],
    say: (task, { account }) =>
      sentence`Run ${task.count ?? 1} × task ${task.taskDefinition} in cluster ${task.cluster ?? 'default'}${sayLaunch(task, account)}`,
    passes: ['/overrides/taskRoleArn', '/overrides/executionRoleArn'],
    shown: ['/overrides/containerOverrides/*/environment'],
    reversible: false,
    example: { taskDefinition: 'report:7', cluster: 'shop' },
  }),
  define({
    operation: 'StartTask',
    groups: ['resource-creation', 'lateral-movement'],
    resource: 'arn:{partition}:ecs:{region}:{account}:task-definition/{taskDefinition}',
    values: {
      taskDefinition,
      cluster,
      containerInstances: distinct(
        shortName(
          'ecs',
          'container-instance/(?:[a-zA-Z0-9_-]+/)?',
          '[0-9a-f]{32}',
          '0123456789abcdef0123456789abcdef',
        ),
      ).max(10),
    },
    without: ['volumeConfigurations'],
    say: (task, { account }) =>
      sentence`Run task ${task.taskDefinition} on machines ${listed(task.containerInstances)} of cluster ${task.cluster ?? 'default'}${sayLaunch(task, account)}`,
    passes: ['/overrides/taskRoleArn', '/overrides/executionRoleArn'],
    shown: ['/overrides/containerOverrides/*/environment'],
    reversible: false,
    example: {
      taskDefinition: 'report:7',
      cluster: 'shop',
      containerInstances: ['0123456789abcdef0123456789abcdef'],
    },
  }),
  define({
    operation: 'CreateService',
    groups: ['resource-creation', 'persistence'],
    resource: 'arn:{partition}:ecs:{region}:{account}:service/{cluster}/{serviceName}',
    values: {
      taskDefinition,
      cluster,
      platformVersion,
      deploymentConfiguration,
      role: shortName('iam', 'role/', '[\\w+=,.@/-]{1,128}', 'balancer'),
    },
    required: ['cluster', 'taskDefinition'],
    // They pass roles that no sentence has room for.
    without: ['volumeConfigurations', 'vpcLatticeConfigurations', 'serviceConnectConfiguration'],
    say: (service, { account }) =>
      sentence`Keep ${service.desiredCount ?? 1} × task ${service.taskDefinition ?? ''} running as service ${service.serviceName} of cluster ${service.cluster ?? ''}${sayLaunch(service, account)}`,
    passes: ['/role'],
    reversible: true,
    example: { cluster: 'shop', serviceName: 'report', taskDefinition: 'report:7', desiredCount: 2 },
  }),
  define({
    operation: 'DeleteService',
    groups: ['destruction'],
    resource: 'arn:{partition}:ecs:{region}:{account}:service/{cluster}/{service}',
    values: {
      cluster,
      service: shortName('ecs', 'service/(?:[a-zA-Z0-9_-]+/)?', '[a-zA-Z0-9_-]{1,255}', 'checkout'),
    },
    required: ['cluster'],
    say: ({ cluster: where = '', service, force }) =>
      sentence`Delete service ${service} of cluster ${where}${force ? ' and stop all its tasks' : ''}`,
    reversible: false,
    example: { cluster: 'shop', service: 'checkout', force: true },
  }),
  define({
    operation: 'DeleteCluster',
    groups: ['destruction'],
    resource: 'arn:{partition}:ecs:{region}:{account}:cluster/{cluster}',
    values: { cluster },
    say: ({ cluster: name }) => sentence`Delete cluster ${name}`,
    reversible: false,
    example: { cluster: 'shop' },
  }),
];
