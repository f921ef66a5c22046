import { further } from '../further.ts';
import { namedIn } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { shortName } from '../values/short-name.ts';
import { listed } from '../values/widest-first.ts';
import { type Container, sayContainers } from './ecs-containers.ts';

export const cluster = matching('[a-zA-Z0-9_-]+', 255, 'must be a name, not an ARN');
/** Without its revision, a family means the latest: maybe another one by the time that people have approved. */
export const taskDefinition = shortName(
  'ecs',
  'task-definition/',
  '[a-zA-Z0-9_-]{1,255}:[1-9][0-9]*',
  'checkout:42, with its revision',
);
export const platformVersion = matching(
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
export function sayLaunch(launch: Launch, ownAccount: string): string {
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
    assignPublicIp === undefined || assignPublicIp === 'ENABLED' ? '' : `, public address ${assignPublicIp}`,
    executionRoleArn === undefined ? '' : `, started by ${namedIn(executionRoleArn, ownAccount)}`,
    subnets.length > 0 ? `, in ${listed(subnets)}` : '',
    securityGroups.length > 0 ? `, in security group ${listed(securityGroups)}` : '',
    further(rest),
    containerOverrides.length > 0 ? `, but with ${sayContainers(containerOverrides)}` : '',
  ];
  return parts.join('');
}
