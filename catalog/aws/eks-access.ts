import type { EKS } from '@aws-sdk/client-eks';
import { z } from 'zod';
import { parseArn } from '../../core/lib/arn.ts';
import { operationsOf } from '../define-operation.ts';
import { namedIn, nameIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';
import { accessEntry } from './running-looks.ts';

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

export const eksAccessActions = [
  define({
    operation: 'CreateAccessEntry',
    groups: ['privilege-escalation', 'persistence'],
    resource: ofCluster,
    values: { clusterName: cluster, principalArn },
    say: ({ clusterName, principalArn: who, kubernetesGroups: groups = [], username }, { account }) =>
      sentence`Let ${sayIdentity(who, account)} into cluster ${clusterName}${groups.length > 0 ? ` as ${listed(groups, { worst })}` : ''}${username === undefined ? '' : `, under the name ${username}`}`,
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
      sentence`Change what ${sayIdentity(who, account)} is in cluster ${clusterName}${groups === undefined ? '' : `: ${listed(groups, { worst })} and nothing but that`}${username === undefined ? '' : `, under the name ${username}`}`,
    reversible: true,
    ...accessEntry,
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
      sentence`Give ${sayIdentity(who, account)} ${nameIn(policyArn)} on ${namespaces === undefined ? 'all of' : `namespaces ${listed(namespaces)} of`} cluster ${clusterName}`,
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
];

/** `role/111122223333/deploy`, as EKS writes it into the ARNs of access entries. */
function identityIn(principal: string): string {
  const { account = '', resource = '' } = parseArn(principal) ?? {};
  const [kind = '', ...path] = resource.split('/');
  return `${kind}/${account}/${path.at(-1) ?? ''}`;
}

/** "role deploy", "user jane of account 444455556666 (another account)" */
const sayIdentity = (principal: string, ownAccount: string): string =>
  `${parseArn(principal)?.resource.startsWith('user/') ? 'user' : 'role'} ${namedIn(principal, ownAccount)}`;
