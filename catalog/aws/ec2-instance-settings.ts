import type { EC2 } from '@aws-sdk/client-ec2';
import { oneOrAll } from '../arn-template.ts';
import { operationsOf } from '../define-operation.ts';
import { inTurn, sentence } from '../sentence.ts';
import { idOf, instanceId } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { moreThan } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { metadataSettings, startedInstances, stoppedInstances } from './ec2-instance-looks.ts';

const define = operationsOf<EC2>({ prefix: 'ec2' });

const resource = 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}';
const InstanceIds = distinct(instanceId).max(100);

export const ec2InstanceSettingActions = [
  define({
    operation: 'StopInstances',
    groups: ['destruction'],
    resource,
    values: { InstanceIds },
    names: ({ InstanceIds: ids }) => ({ InstanceId: oneOrAll(ids) }),
    aliasParameter: 'InstanceIds',
    say: ({ InstanceIds: ids, Force, SkipOsShutdown, Hibernate }) =>
      sentence`Stop ${listed(ids)}${Force ? ' by force' : ''}${SkipOsShutdown ? ' without shutting down first' : ''}${Hibernate ? ', keeping what is in memory' : ''}`,
    reversible: true,
    ...stoppedInstances,
    example: { InstanceIds: ['i-0123456789abcdef0'] },
  }),
  define({
    operation: 'StartInstances',
    groups: ['resource-creation'],
    resource,
    values: { InstanceIds },
    without: ['AdditionalInfo'],
    names: ({ InstanceIds: ids }) => ({ InstanceId: oneOrAll(ids) }),
    aliasParameter: 'InstanceIds',
    say: ({ InstanceIds: ids }) => sentence`Start ${listed(ids)}`,
    reversible: true,
    grant: {
      actions: ['ec2:StartInstances'],
      because: 'the ARNs are the instances, and it takes nothing else that changes what starts',
    },
    ...startedInstances,
    example: { InstanceIds: ['i-0123456789abcdef0'] },
  }),
  define({
    operation: 'ModifyInstanceMetadataOptions',
    groups: ['privilege-escalation'],
    resource,
    values: { InstanceId: instanceId },
    rules: [moreThan('InstanceId')],
    say: ({ InstanceId, HttpTokens, HttpEndpoint, HttpPutResponseHopLimit: hops }) => {
      const parts = [
        ...(HttpTokens === 'optional' ? ['let them be read without a session token (IMDSv1)'] : []),
        ...(HttpTokens && HttpTokens !== 'optional' ? [`set HttpTokens to ${HttpTokens}`] : []),
        ...(HttpEndpoint ? [`set the endpoint to ${HttpEndpoint}`] : []),
        ...(hops === undefined ? [] : [`let answers travel ${hops} hops`]),
      ];
      return sentence`Change how instance ${InstanceId} gets its credentials and metadata${parts.length > 0 ? ': ' : ''}${inTurn(parts, ', ')}`;
    },
    reversible: true,
    ...metadataSettings,
    example: { InstanceId: 'i-0123456789abcdef0', HttpTokens: 'optional' },
  }),
  define({
    operation: 'GetConsoleScreenshot',
    groups: ['data-export'],
    resource,
    values: { InstanceId: instanceId },
    say: ({ InstanceId, WakeUp }) =>
      sentence`Take a picture of the screen of instance ${InstanceId}${WakeUp ? ', waking it up' : ''}`,
    reversible: false,
    example: { InstanceId: 'i-0123456789abcdef0' },
  }),
  define({
    operation: 'DescribeInstanceAttribute',
    groups: ['secret-read'],
    resource,
    values: { InstanceId: instanceId },
    say: ({ InstanceId, Attribute }) =>
      Attribute === 'userData'
        ? sentence`Read the start script of instance ${InstanceId}, which may hold secrets`
        : sentence`Read ${Attribute} of instance ${InstanceId}`,
    reversible: false,
    example: { InstanceId: 'i-0123456789abcdef0', Attribute: 'userData' },
  }),
  define({
    operation: 'DeleteVpc',
    groups: ['destruction'],
    resource: 'arn:{partition}:ec2:{region}:{account}:vpc/{VpcId}',
    values: { VpcId: idOf('vpc', 'a VPC') },
    say: ({ VpcId }) => sentence`Delete ${VpcId}`,
    reversible: false,
    example: { VpcId: 'vpc-0123456789abcdef0' },
  }),
];
