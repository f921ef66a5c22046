import type { ECS } from '@aws-sdk/client-ecs';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { shortName } from '../values/short-name.ts';
import { deploymentConfiguration } from './ecs.ts';
import { cluster, platformVersion, sayLaunch, taskDefinition } from './ecs-launch.ts';

const define = operationsOf<ECS>({ prefix: 'ecs' });

export const ecsServiceActions = [
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
    passes: ['/role', '/loadBalancers/*/advancedConfiguration/roleArn'],
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
