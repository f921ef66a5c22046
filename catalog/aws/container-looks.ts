import type { ECR } from '@aws-sdk/client-ecr';
import type { ECS } from '@aws-sdk/client-ecs';
import { looksOf } from '../look.ts';
import { notKept, onlyGiven } from '../only-given.ts';
import { undoFrom } from '../undo.ts';

const ecs = looksOf<ECS>({ prefix: 'ecs' });
const ecr = looksOf<ECR>({ prefix: 'ecr' });

interface OfService {
  cluster: string;
  service: string;
  taskDefinition?: string | undefined;
  forceNewDeployment?: boolean | undefined;
}
const service = ecs({
  operation: 'DescribeServices',
  input: ({ cluster, service }: OfService) => ({ cluster, services: [service] }),
  keep: ({ services = [] }, given) => {
    const [found] = services;
    const network = found?.networkConfiguration?.awsvpcConfiguration;
    const deployment = found?.deploymentConfiguration;
    const breaker = deployment?.deploymentCircuitBreaker;
    return onlyGiven(
      {
        // As the request names one: without the account and the Region, which are the service's.
        taskDefinition: found?.taskDefinition?.split('/').at(-1),
        desiredCount: found?.desiredCount,
        enableExecuteCommand: found?.enableExecuteCommand,
        healthCheckGracePeriodSeconds: found?.healthCheckGracePeriodSeconds,
        platformVersion: found?.platformVersion,
        deploymentConfiguration: deployment && {
          maximumPercent: deployment.maximumPercent,
          minimumHealthyPercent: deployment.minimumHealthyPercent,
          deploymentCircuitBreaker: breaker && { enable: breaker.enable, rollback: breaker.rollback },
        },
        networkConfiguration: network && {
          awsvpcConfiguration: {
            subnets: network.subnets.toSorted(),
            securityGroups: network.securityGroups?.toSorted(),
            assignPublicIp: network.assignPublicIp,
          },
        },
      },
      given,
    );
  },
});
export const serviceSettings = {
  look: service,
  undo: undoFrom(service, ['ecs:UpdateService'], ({ parameters, before }) => {
    const { cluster, service, forceNewDeployment, ...given } = parameters;
    if (forceNewDeployment && Object.keys(given).length === 0)
      return { impossible: 'tasks that were replaced do not come back' };
    const missing = notKept(before, given, []);
    return missing === undefined
      ? { action: 'ecs:UpdateService', parameters: { cluster, service, ...before } }
      : { impossible: `the service had no ${missing}, and none can be asked for` };
  }),
};

interface OfRepository {
  repositoryName: string;
  registryId?: string | undefined;
}
const policy = ecr({
  operation: 'GetRepositoryPolicy',
  input: ({ repositoryName, registryId }: OfRepository) => ({ repositoryName, registryId }),
  keep: ({ policyText }) => ({ policyText }),
  none: ['RepositoryPolicyNotFoundException', 'RepositoryNotFoundException'],
});
export const repositoryPolicy = {
  look: policy,
  undo: undoFrom(
    policy,
    ['ecr:SetRepositoryPolicy'],
    ({ parameters: { repositoryName, registryId }, before: { policyText } }) =>
      policyText === undefined
        ? { impossible: 'the repository had no policy, and no action of the catalog deletes one' }
        : { action: 'ecr:SetRepositoryPolicy', parameters: { repositoryName, registryId, policyText } },
  ),
};

const registry = ecr({
  operation: 'GetRegistryPolicy',
  input: (_: object) => ({}),
  keep: ({ policyText }) => ({ policyText }),
  none: ['RegistryPolicyNotFoundException'],
});
export const registryPolicy = {
  look: registry,
  undo: undoFrom(registry, ['ecr:PutRegistryPolicy'], ({ before: { policyText } }) =>
    policyText === undefined
      ? { impossible: 'the registry had no policy, and no action of the catalog deletes one' }
      : { action: 'ecr:PutRegistryPolicy', parameters: { policyText } },
  ),
};

const replication = ecr({
  operation: 'DescribeRegistry',
  input: (_: object) => ({}),
  keep: ({ replicationConfiguration: { rules } = { rules: [] } }) => ({
    rules: rules.map(({ destinations, repositoryFilters = [] }) => ({
      destinations,
      ...(repositoryFilters.length > 0 && { repositoryFilters }),
    })),
  }),
});
export const registryReplication = {
  look: replication,
  undo: undoFrom(replication, ['ecr:PutReplicationConfiguration'], ({ before: { rules = [] } }) =>
    rules.length === 0
      ? { impossible: 'nothing was copied, which cannot be asked for' }
      : {
          action: 'ecr:PutReplicationConfiguration',
          parameters: { replicationConfiguration: { rules } },
          remains: 'what was copied meanwhile stays where it was copied to',
        },
  ),
};
