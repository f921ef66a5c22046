import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { matching, securityGroupId, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'ecs' });

const name = matching('[a-zA-Z0-9_-]+', 255, 'must be a name, not an ARN');
const cluster = name.optional();
/** ECS calls a cluster that is not named so. */
const inCluster = (named: string | undefined) => ({ cluster: named ?? 'default' });

/** Without its revision, a family means the latest: maybe another one by the time that people have approved. */
const taskDefinition = matching(
  '[a-zA-Z0-9_-]{1,255}:[1-9][0-9]*|arn:aws[a-z-]*:ecs:[a-z0-9-]+:[0-9]{12}:task-definition/[a-zA-Z0-9_-]{1,255}:[1-9][0-9]*',
  400,
  'must be a task definition with its revision, such as checkout:42',
);

export const ecsActions = [
  define({
    operation: 'UpdateService',
    groups: ['code-change'],
    parameters: z.strictObject({
      cluster,
      service: name,
      taskDefinition: taskDefinition.optional(),
      desiredCount: z.int().min(0).max(5_000).optional(),
      forceNewDeployment: z.boolean().optional(),
      enableExecuteCommand: z.boolean().optional(),
      healthCheckGracePeriodSeconds: z.int().min(0).optional(),
      platformVersion: text(20).optional(),
      deploymentConfiguration: z
        .strictObject({
          maximumPercent: z.int().min(0).max(200).optional(),
          minimumHealthyPercent: z.int().min(0).max(100).optional(),
          deploymentCircuitBreaker: z.strictObject({ enable: z.boolean(), rollback: z.boolean() }).optional(),
        })
        .optional(),
      networkConfiguration: z
        .strictObject({
          awsvpcConfiguration: z.strictObject({
            subnets: z.array(text(40)).min(1).max(16),
            securityGroups: z.array(securityGroupId).max(5).optional(),
            assignPublicIp: z.enum(['ENABLED', 'DISABLED']).optional(),
          }),
        })
        .optional(),
    }),
    resource: 'arn:{partition}:ecs:{region}:{account}:service/{cluster}/{service}',
    names: (parameters) => inCluster(parameters.cluster),
    say: ({ service, taskDefinition: release, desiredCount }) => {
      const to = release ? ` to ${release}` : '';
      const count = desiredCount === undefined ? '' : `, ${desiredCount} tasks`;
      return sentence`Update service ${service}${to}${count}`;
    },
    reversible: true,
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
    names: (parameters) => inCluster(parameters.cluster),
    say: ({ command, task }) => sentence`Run "${command}" in task ${task}`,
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
