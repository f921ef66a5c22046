import type { Organizations } from '@aws-sdk/client-organizations';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { matching, tags } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { atLeastOne } from '../values/which-of.ts';
import {
  attachedPolicy,
  delegationPolicy,
  detachedPolicy,
  organizationPolicy,
} from './organizations-looks.ts';

const define = operationsOf<Organizations>({ prefix: 'organizations' });

const PolicyId = matching(
  'p-[0-9a-zA-Z_]{8,128}',
  130,
  'must be the id of a policy, such as p-examplepolicyid111',
);
const TargetId = matching(
  'r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|[0-9]{12}',
  68,
  'must be the id of a root, an organizational unit or an account',
);
/** The organization's id is not among the parameters. */
const resource = 'arn:{partition}:organizations::{account}:policy/o-*/*/{PolicyId}';
const delegation = 'arn:{partition}:organizations::{account}:resourcepolicy/o-*/rp-*';
const everything = 'the whole organization';
const examplePolicy = 'p-examplepolicyid111';

/** What every account of an organization is held to, administrators and Countersign's own roles included. */
export const organizationPolicyActions = [
  define({
    operation: 'AttachPolicy',
    groups: ['privilege-escalation'],
    values: { PolicyId, TargetId },
    resource,
    say: ({ PolicyId: policy, TargetId: target }) =>
      sentence`Attach policy ${policy} of the organization to ${target} and all under it, whatever it says by then`,
    reversible: true,
    ...attachedPolicy,
    example: { PolicyId: examplePolicy, TargetId: 'ou-examplerootid111-exampleouid111' },
  }),
  define({
    operation: 'DetachPolicy',
    groups: ['privilege-escalation'],
    values: { PolicyId, TargetId },
    resource,
    say: ({ PolicyId: policy, TargetId: target }) =>
      sentence`Detach policy ${policy} of the organization from ${target} and all under it, with all that it allows and denies`,
    reversible: true,
    ...detachedPolicy,
    example: { PolicyId: examplePolicy, TargetId: 'ou-examplerootid111-exampleouid111' },
  }),
  define({
    operation: 'UpdatePolicy',
    groups: ['privilege-escalation'],
    // Policies of other types are no policies of IAM: nothing here could say what they do.
    values: { PolicyId, Content: policyDocument('identity', 10_240) },
    rules: [atLeastOne('Content', 'Name', 'Description')],
    resource,
    say: ({ PolicyId: policy, Content }, { account }) =>
      Content === undefined
        ? sentence`Let policy ${policy} of the organization be called otherwise`
        : sentence`Replace what service control policy ${policy} says wherever it is attached: ${sayPolicy(Content, { kind: 'identity' }, account)}`,
    reversible: true,
    ...organizationPolicy,
    example: {
      PolicyId: examplePolicy,
      Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'DeletePolicy',
    groups: ['destruction'],
    values: { PolicyId },
    resource,
    say: ({ PolicyId: policy }) =>
      sentence`Delete policy ${policy} of the organization, which must be attached nowhere`,
    reversible: false,
    example: { PolicyId: examplePolicy },
  }),
  define({
    operation: 'DisablePolicyType',
    groups: ['audit-tampering', 'privilege-escalation'],
    values: {
      RootId: matching('r-[0-9a-z]{4,32}', 34, 'must be the id of a root, such as r-examplerootid111'),
    },
    resource: 'arn:{partition}:organizations::{account}:root/o-*/{RootId}',
    say: ({ RootId, PolicyType }) =>
      sentence`Switch off every ${PolicyType} in the whole organization under ${RootId}, and detach them all`,
    reversible: false,
    example: { RootId: 'r-examplerootid111', PolicyType: 'SERVICE_CONTROL_POLICY' },
  }),
  define({
    operation: 'PutResourcePolicy',
    groups: ['privilege-escalation', 'lateral-movement'],
    values: { Content: policyDocument('resource', 40_000, everything), Tags: tags },
    resource: delegation,
    say: ({ Content }, { account }) =>
      sentence`Replace which accounts may manage the organization: ${sayPolicy(Content, { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...delegationPolicy,
    example: {
      Content:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"organizations:UpdatePolicy","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'DeleteResourcePolicy',
    groups: ['privilege-escalation'],
    resource: delegation,
    say: () =>
      'Delete the policy by which other accounts may manage the organization, with all that it allows and denies',
    reversible: true,
    ...delegationPolicy,
    example: {},
  }),
];
