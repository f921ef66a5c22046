import type { EKS } from '@aws-sdk/client-eks';
import { z } from 'zod';
import { parseArn } from '../../core/lib/arn.ts';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { namedIn, nameIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { holds } from '../values/holds.ts';
import { ipv4Range } from '../values/ip-range.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<EKS>({ prefix: 'eks' });

const cluster = matching('[0-9A-Za-z][A-Za-z0-9_-]*', 100, 'must be the name of a cluster');
const principalArn = arnOf(
  'iam',
  String.raw`(?:role|user)/(?:[\w+=,.@-]+/)*[\w+=,.@-]+`,
  'arn:aws:iam::111122223333:role/deploy',
);
const accessPolicyArn = matching(
  'arn:aws(?:-cn|-us-gov)?:eks::aws:cluster-access-policy/[A-Za-z0-9]+',
  256,
  'must be the ARN of an access policy, such as arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
);
/** Kinds of bindings in the cluster that give all of it. */
const worst = ['system:masters', 'cluster-admin'];
const ofCluster = 'arn:{partition}:eks:{region}:{account}:cluster/{clusterName}';

export const eksActions = [
  define({
    operation: 'CreateAccessEntry',
    groups: ['privilege-escalation', 'persistence'],
    resource: ofCluster,
    values: { clusterName: cluster, principalArn },
    say: ({ clusterName, principalArn: who, kubernetesGroups: groups = [], username }, { account }) =>
      sentence`Let ${namedIn(who, account)} into cluster ${clusterName}${groups.length > 0 ? ` as ${listed(groups, { worst })}` : ''}${username === undefined ? '' : `, under the name ${username}`}`,
    reversible: true,
    example: { clusterName: 'shop', principalArn: 'arn:aws:iam::111122223333:role/deploy' },
  }),
  define({
    operation: 'UpdateAccessEntry',
    groups: ['privilege-escalation'],
    resource: 'arn:{partition}:eks:{region}:{account}:access-entry/{clusterName}/{Identity}/*',
    names: ({ principalArn: who }) => ({ Identity: identityIn(who) }),
    values: { clusterName: cluster, principalArn },
    say: ({ clusterName, principalArn: who, kubernetesGroups: groups, username }, { account }) =>
      sentence`Make ${namedIn(who, account)} in cluster ${clusterName} ${groups === undefined ? 'what it is' : listed(groups, { worst })}${username === undefined ? '' : `, under the name ${username}`}`,
    reversible: true,
    example: {
      clusterName: 'shop',
      principalArn: 'arn:aws:iam::111122223333:role/deploy',
      kubernetesGroups: ['deployers'],
    },
  }),
  define({
    operation: 'AssociateAccessPolicy',
    groups: ['privilege-escalation', 'persistence'],
    resource: 'arn:{partition}:eks:{region}:{account}:access-entry/{clusterName}/{Identity}/*',
    names: ({ principalArn: who }) => ({ Identity: identityIn(who) }),
    values: {
      clusterName: cluster,
      principalArn,
      policyArn: accessPolicyArn,
      accessScope: z
        .strictObject({
          type: z.enum(['cluster', 'namespace']),
          namespaces: distinct(matching('[a-z0-9*.-]+', 63)).optional(),
        })
        .refine(
          ({ type, namespaces }) => (type === 'namespace') === (namespaces !== undefined),
          'names namespaces where the type is namespace, and none where it is cluster',
        ),
    },
    say: ({ clusterName, principalArn: who, policyArn, accessScope: { namespaces } }, { account }) =>
      sentence`Give ${namedIn(who, account)} ${nameIn(policyArn)} on ${namespaces === undefined ? 'all of' : `namespaces ${listed(namespaces)} of`} cluster ${clusterName}`,
    reversible: true,
    example: {
      clusterName: 'shop',
      principalArn: 'arn:aws:iam::111122223333:role/deploy',
      policyArn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
      accessScope: { type: 'cluster' },
    },
  }),
  define({
    operation: 'CreatePodIdentityAssociation',
    groups: ['privilege-escalation', 'lateral-movement', 'persistence'],
    resource: ofCluster,
    values: { clusterName: cluster, policy: policyDocument('identity', 2_048) },
    say: (
      { clusterName, namespace, serviceAccount, roleArn, targetRoleArn, policy, disableSessionTags },
      { account },
    ) => {
      const then =
        targetRoleArn === undefined ? '' : `, and through it as ${namedIn(targetRoleArn, account)}`;
      const limits =
        policy === undefined
          ? ''
          : `, as far as its policy goes: ${sayPolicy(policy, { kind: 'identity' }, account)}`;
      const tags =
        disableSessionTags === undefined ? '' : `, ${disableSessionTags ? 'without' : 'with'} session tags`;
      return sentence`Let pods of service account ${namespace}/${serviceAccount} in cluster ${clusterName} act as ${namedIn(roleArn, account)}${then}${tags}${limits}`;
    },
    passes: ['/roleArn'],
    reversible: true,
    example: {
      clusterName: 'shop',
      namespace: 'checkout',
      serviceAccount: 'checkout',
      roleArn: 'arn:aws:iam::111122223333:role/checkout',
    },
  }),
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
      const parts = [
        isPublic
          ? ', opening its API to the internet'
          : isPublic === false
            ? ', closing its API to the internet'
            : '',
        ranges === undefined ? '' : `, reached from ${listed(ranges)}`,
      ].join('');
      return sentence`Change cluster ${name}${parts}${further(others)}`;
    },
    passes: ['/computeConfig/nodeRoleArn'],
    reversible: true,
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

/** `role/111122223333/deploy`, as EKS writes it into the ARNs of access entries. */
function identityIn(principal: string): string {
  const { account = '', resource = '' } = parseArn(principal) ?? {};
  const [kind = '', ...path] = resource.split('/');
  return `${kind}/${account}/${path.at(-1) ?? ''}`;
}
