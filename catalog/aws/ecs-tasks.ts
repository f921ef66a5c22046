import type { ECS } from '@aws-sdk/client-ecs';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, inTurn, namedIn, sentence } from '../sentence.ts';
import { distinct } from '../values/distinct.ts';
import { shortName } from '../values/short-name.ts';
import { listed } from '../values/widest-first.ts';
import { imagesByDigest, sayContainers } from './ecs-containers.ts';
import { cluster, platformVersion, sayLaunch, taskDefinition } from './ecs-launch.ts';

const define = operationsOf<ECS>({ prefix: 'ecs' });

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
      const parts = inTurn(
        [
          taskRoleArn === undefined ? '' : ` that runs as ${namedIn(taskRoleArn, account)}`,
          executionRoleArn === undefined ? '' : `, started by ${namedIn(executionRoleArn, account)}`,
          onHost.length > 0 ? `, with ${listed(onHost, { most: 5 })} of its machine` : '',
        ],
        '',
      );
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
];
