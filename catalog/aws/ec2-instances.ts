import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { actionsOf } from '../define-action.ts';
import { listed, sentence } from '../sentence.ts';
import { base64, instanceId, matching, securityGroupId, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'ec2' });

const resource = 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}';
const flag = z.strictObject({ Value: z.boolean() }).optional();
const words = z.strictObject({ Value: text(256) }).optional();
const example = 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0';

export const ec2InstanceActions = [
  define({
    operation: 'TerminateInstances',
    groups: ['destruction'],
    parameters: z.strictObject({
      InstanceIds: z.array(instanceId).min(1).max(100),
      Force: z.boolean().optional(),
      SkipOsShutdown: z.boolean().optional(),
    }),
    resource,
    names: ({ InstanceIds }) => ({ InstanceId: oneOrAll(InstanceIds) }),
    aliasParameter: 'InstanceIds',
    say: ({ InstanceIds }) => sentence`Terminate ${listed(InstanceIds)}`,
    reversible: false,
    example: { parameters: { InstanceIds: ['i-0123456789abcdef0'] }, resource: example },
  }),
  define({
    operation: 'ModifyInstanceAttribute',
    groups: ['code-change', 'network-exposure'],
    parameters: z.strictObject({
      InstanceId: instanceId,
      Groups: z.array(securityGroupId).min(1).max(16).optional(),
      UserData: z.strictObject({ Value: base64(22_000) }).optional(),
      InstanceType: words,
      Kernel: words,
      Ramdisk: words,
      InstanceInitiatedShutdownBehavior: z.strictObject({ Value: z.enum(['stop', 'terminate']) }).optional(),
      DisableApiTermination: flag,
      DisableApiStop: flag,
      SourceDestCheck: flag,
      EbsOptimized: flag,
      EnaSupport: flag,
      SriovNetSupport: z.strictObject({ Value: matching('simple', 10) }).optional(),
    }),
    resource,
    say: ({ InstanceId, ...changes }) =>
      sentence`Change ${listed(Object.keys(changes), 4)} of instance ${InstanceId}`,
    secrets: ['/UserData/Value'],
    reversible: true,
    example: {
      parameters: {
        InstanceId: 'i-0123456789abcdef0',
        UserData: { Value: 'IyEvYmluL2Jhc2gKZWNobyBoZWxsbwo=' },
      },
      resource: example,
    },
  }),
  define({
    operation: 'GetPasswordData',
    groups: ['secret-read', 'remote-access'],
    parameters: z.strictObject({ InstanceId: instanceId }),
    resource,
    say: ({ InstanceId }) => sentence`Read the administrator password of instance ${InstanceId}`,
    readOnly: true,
    reversible: false,
    example: { parameters: { InstanceId: 'i-0123456789abcdef0' }, resource: example },
  }),
  define({
    operation: 'DescribeInstances',
    groups: ['read'],
    parameters: z.strictObject({
      InstanceIds: z.array(instanceId).max(100).optional(),
      Filters: z
        .array(z.strictObject({ Name: text(256), Values: z.array(text(256)).max(200) }))
        .max(50)
        .optional(),
      MaxResults: z.int().min(5).max(1_000).optional(),
    }),
    resource,
    names: ({ InstanceIds }) => ({ InstanceId: oneOrAll(InstanceIds) }),
    aliasParameter: 'InstanceIds',
    say: ({ InstanceIds }) => sentence`Look at ${InstanceIds ? listed(InstanceIds) : 'all instances'}`,
    readOnly: true,
    reversible: true,
    example: {
      parameters: { Filters: [{ Name: 'instance-state-name', Values: ['running'] }] },
      resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/*',
    },
  }),
];
