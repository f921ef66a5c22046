import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { instanceId, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';
import { instanceChange, sayChange } from './ec2-instance-change.ts';
import { instanceAttribute } from './ec2-instance-looks.ts';

const define = actionsOf({ prefix: 'ec2' });

const resource = 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}';
const example = 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0';

export const ec2InstanceActions = [
  define({
    operation: 'TerminateInstances',
    groups: ['destruction'],
    parameters: z.strictObject({
      InstanceIds: distinct(instanceId).max(100),
      Force: z.boolean().optional(),
      SkipOsShutdown: z.boolean().optional(),
    }),
    resource,
    names: ({ InstanceIds }) => ({ InstanceId: oneOrAll(InstanceIds) }),
    aliasParameter: 'InstanceIds',
    say: ({ InstanceIds, Force, SkipOsShutdown }) =>
      sentence`Terminate ${listed(InstanceIds)}${Force ? ' by force' : ''}${SkipOsShutdown ? ' without shutting down first' : ''}`,
    reversible: false,
    example: { parameters: { InstanceIds: ['i-0123456789abcdef0'] }, resource: example },
  }),
  define({
    operation: 'ModifyInstanceAttribute',
    groups: ['code-change', 'network-exposure'],
    parameters: instanceChange,
    resource,
    say: ({ InstanceId, ...change }) => sayChange(InstanceId, change),
    reversible: true,
    ...instanceAttribute,
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
    reversible: false,
    example: { parameters: { InstanceId: 'i-0123456789abcdef0' }, resource: example },
  }),
  define({
    operation: 'DescribeInstances',
    groups: ['read'],
    parameters: z.strictObject({
      InstanceIds: distinct(instanceId).max(100).optional(),
      Filters: distinct(
        z.strictObject({ Name: text(256), Values: distinct(text(256)).max(200) }),
        ({ Name }) => Name,
      )
        .max(50)
        .optional(),
      MaxResults: z.int().min(5).max(1_000).optional(),
    }),
    resource,
    names: ({ InstanceIds }) => ({ InstanceId: oneOrAll(InstanceIds) }),
    aliasParameter: 'InstanceIds',
    say: ({ InstanceIds }) => sentence`Look at ${InstanceIds ? listed(InstanceIds) : 'all instances'}`,
    reversible: true,
    example: {
      parameters: { Filters: [{ Name: 'instance-state-name', Values: ['running'] }] },
      resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/*',
    },
  }),
];
