import type { EKS } from '@aws-sdk/client-eks';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { inTurn, sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { holds } from '../values/holds.ts';
import { ipv4Range } from '../values/ip-range.ts';
import { listed } from '../values/widest-first.ts';
import { clusterSettingsOfEks } from './running-looks.ts';

const define = operationsOf<EKS>({ prefix: 'eks' });

const cluster = matching('[0-9A-Za-z][A-Za-z0-9_-]*', 100, 'must be the name of a cluster');

export const eksActions = [
  define({
    operation: 'UpdateClusterConfig',
    groups: ['network-exposure', 'privilege-escalation'],
    resource: 'arn:{partition}:eks:{region}:{account}:cluster/{name}',
    values: { name: cluster },
    rules: [
      holds(
        z.object({
          logging: z.object({ clusterLogging: z.array(z.object({ enabled: z.literal(true) })) }).optional(),
          resourcesVpcConfig: z.object({ publicAccessCidrs: distinct(ipv4Range).optional() }).optional(),
        }),
        'Turns logs on and none off, and names IPv4 ranges in their one spelling',
      ),
    ],
    say: ({ name, resourcesVpcConfig: network = {} }) => {
      const { endpointPublicAccess: isPublic, publicAccessCidrs: ranges, ...others } = network;
      const parts = inTurn(
        [
          isPublic
            ? ', opening its API to the internet'
            : isPublic === false
              ? ', closing its API to the internet'
              : '',
          ranges === undefined ? '' : `, reached from ${listed(ranges)}`,
        ],
        '',
      );
      return sentence`Change cluster ${name}${parts}${further(others)}`;
    },
    passes: ['/computeConfig/nodeRoleArn'],
    reversible: true,
    look: clusterSettingsOfEks,
    example: {
      name: 'shop',
      resourcesVpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ['0.0.0.0/0'] },
    },
  }),
  define({
    operation: 'DeleteCluster',
    groups: ['destruction'],
    resource: 'arn:{partition}:eks:{region}:{account}:cluster/{name}',
    values: { name: cluster },
    say: ({ name }) => sentence`Delete cluster ${name}`,
    reversible: false,
    example: { name: 'shop' },
  }),
];
