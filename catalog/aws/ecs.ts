import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { beginningOf, sentence } from '../sentence.ts';
import { matching, securityGroupId, subnetId, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { serviceSettings } from './container-looks.ts';
import { cluster, platformVersion, taskDefinition } from './ecs-launch.ts';

const define = actionsOf({ prefix: 'ecs' });

export const deploymentConfiguration = z.strictObject({
  maximumPercent: z.int().min(0).max(200).optional(),
  minimumHealthyPercent: z.int().min(0).max(100).optional(),
  deploymentCircuitBreaker: z.strictObject({ enable: z.boolean(), rollback: z.boolean() }).optional(),
});

const changes = {
  taskDefinition: taskDefinition.optional(),
  desiredCount: z.int().min(0).max(5_000).optional(),
  forceNewDeployment: z.boolean().optional(),
  enableExecuteCommand: z.boolean().optional(),
  healthCheckGracePeriodSeconds: z.int().min(0).optional(),
  platformVersion: platformVersion.optional(),
  deploymentConfiguration: deploymentConfiguration.optional(),
  networkConfiguration: z
    .strictObject({
      awsvpcConfiguration: z.strictObject({
        subnets: distinct(subnetId).max(16),
        securityGroups: distinct(securityGroupId).max(5).optional(),
        assignPublicIp: z.enum(['ENABLED', 'DISABLED']).optional(),
      }),
    })
    .optional(),
};

export const ecsActions = [
  define({
    operation: 'UpdateService',
    groups: ['code-change'],
    parameters: z
      .strictObject({ cluster, service: cluster, ...changes })
      .refine(...atLeastOne(...Object.keys(changes))),
    resource: 'arn:{partition}:ecs:{region}:{account}:service/{cluster}/{service}',
    say: (parameters) => {
      const { cluster, service, taskDefinition: release, desiredCount: count } = parameters;
      const { enableExecuteCommand: shell, networkConfiguration } = parameters;
      const { awsvpcConfiguration: network } = networkConfiguration ?? {};
      const parts = [
        shell === undefined
          ? ''
          : `, ${shell ? 'opening a shell into' : 'closing the shell into'} every new task`,
        network?.assignPublicIp === 'ENABLED' ? ', with public addresses' : '',
        network?.assignPublicIp === 'DISABLED' ? ', without public addresses' : '',
        release ? ` to ${release}` : '',
        count === undefined ? '' : count === 0 ? ', stopping all its tasks' : `, ${count} tasks`,
        network ? `, in ${listed(network.subnets)}` : '',
        network?.securityGroups ? `, in security group ${listed(network.securityGroups)}` : '',
      ];
      return sentence`Update service ${service} of cluster ${cluster}${parts.join('')}`;
    },
    reversible: true,
    ...serviceSettings,
    example: {
      parameters: { cluster: 'shop', service: 'checkout', taskDefinition: 'checkout:42' },
      resource: 'arn:aws:ecs:eu-central-1:111122223333:service/shop/checkout',
    },
  }),
  define({
    operation: 'ExecuteCommand',
    groups: ['remote-access'],
    parameters: z.strictObject({
      cluster,
      task: matching('[0-9a-f]{32}', 32, 'must be a task id'),
      container: text(255).optional(),
      command: text(4_096),
      interactive: z.literal(true),
    }),
    resource: 'arn:{partition}:ecs:{region}:{account}:task/{cluster}/{task}',
    say: ({ cluster, command, task, container }) =>
      sentence`In ${container === undefined ? '' : `container ${container} of `}task ${task} of cluster ${cluster}, run: ${beginningOf(command)}`,
    reversible: false,
    example: {
      parameters: {
        cluster: 'shop',
        task: '0123456789abcdef0123456789abcdef',
        command: '/bin/sh',
        interactive: true,
      },
      resource: 'arn:aws:ecs:eu-central-1:111122223333:task/shop/0123456789abcdef0123456789abcdef',
    },
  }),
];
