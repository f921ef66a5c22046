import type { Organizations } from '@aws-sdk/client-organizations';
import { operationsOf } from '../define-operation.ts';
import { sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';

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
    example: { PolicyId: examplePolicy, TargetId: 'ou-examplerootid111-exampleouid111' },
  }),
  define({
    operation: 'UpdatePolicy',
    groups: ['privilege-escalation'],
    // Policies of other types are no policies of IAM: nothing here could say what they do.
    values: { PolicyId, Content: policyDocument('identity', 10_240) },
    required: ['Content'],
    resource,
    say: ({ PolicyId: policy, Content = '' }, { account }) =>
      sentence`Replace what service control policy ${policy} says wherever it is attached: ${sayPolicy(Content, { kind: 'identity' }, account)}`,
    reversible: true,
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
];
