import type { SSM } from '@aws-sdk/client-ssm';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { roleArn } from '../values/arn.ts';
import { matching, text } from '../values/aws-values.ts';
import { base64Text, textIn } from '../values/base64.ts';
import { pinnedVersion } from '../values/pinned.ts';
import { exactlyOne } from '../values/which-of.ts';
import { sayTargeted } from './ssm-targets.ts';

const define = operationsOf<SSM>({ prefix: 'ssm' });

const parameters = z.record(text(128), z.array(z.string().max(30_000)).max(100)).optional();
/** Documents and functions by their version, and what a function is given as a text. */
const invocation = z
  .strictObject({
    RunCommand: z
      .strictObject({
        DocumentVersion: pinnedVersion,
        Parameters: parameters,
        ServiceRoleArn: roleArn.optional(),
        TimeoutSeconds: z.int().min(30).optional(),
      })
      .optional(),
    Automation: z.strictObject({ DocumentVersion: pinnedVersion, Parameters: parameters }).optional(),
    StepFunctions: z.strictObject({ Input: text(4_096).optional(), Name: text(80).optional() }).optional(),
    Lambda: z
      .strictObject({ Payload: base64Text(8_192).optional(), Qualifier: pinnedVersion.optional() })
      .optional(),
  })
  .refine(...exactlyOne('RunCommand', 'Automation', 'StepFunctions', 'Lambda'));

interface Invocation {
  RunCommand?: object;
  Automation?: object;
  StepFunctions?: object;
  Lambda?: { Payload?: string };
}

function sayInvocation({ RunCommand, Automation, StepFunctions, Lambda }: Invocation): string {
  if (!Lambda) return beginningOf(JSON.stringify(RunCommand ?? Automation ?? StepFunctions), 240);
  const { Payload, ...rest } = Lambda;
  return `${Payload === undefined ? 'no input' : beginningOf(textIn(Payload) ?? Payload, 240)}${further(rest)}`;
}

export const ssmMaintenanceActions = [
  define({
    operation: 'RegisterTaskWithMaintenanceWindow',
    groups: ['remote-access', 'persistence', 'lateral-movement'],
    resource: 'arn:{partition}:ssm:{region}:{account}:maintenancewindow/{WindowId}',
    values: {
      WindowId: matching('mw-[0-9a-f]{17}', 20, 'must be the id of a maintenance window'),
      TaskInvocationParameters: invocation,
    },
    required: ['TaskInvocationParameters'],
    // The older forms of what stands in TaskInvocationParameters.
    without: ['TaskParameters', 'LoggingInfo'],
    say: (task, { account }) => {
      const { WindowId, TaskType, TaskArn, ServiceRoleArn: role, TaskInvocationParameters = {} } = task;
      return sentence`Whenever maintenance window ${WindowId} is open, run ${TaskType} ${namedIn(TaskArn, account)}${role === undefined ? '' : ` as ${namedIn(role, account)}`}${sayTargeted(task, account)}, with ${sayInvocation(TaskInvocationParameters)}`;
    },
    passes: ['/ServiceRoleArn', '/TaskInvocationParameters/RunCommand/ServiceRoleArn'],
    // What commands and functions are given.
    shown: [
      '/Description',
      '/TaskInvocationParameters/RunCommand/Parameters',
      '/TaskInvocationParameters/StepFunctions/Input',
      '/TaskInvocationParameters/Lambda/Payload',
    ],
    alike: ['ssm:UpdateMaintenanceWindowTask'],
    reversible: true,
    example: {
      WindowId: 'mw-0123456789abcdef0',
      TaskType: 'RUN_COMMAND',
      TaskArn: 'AWS-RunShellScript',
      ServiceRoleArn: 'arn:aws:iam::111122223333:role/maintenance',
      Targets: [{ Key: 'InstanceIds', Values: ['i-0123456789abcdef0'] }],
      TaskInvocationParameters: {
        RunCommand: { DocumentVersion: '1', Parameters: { commands: ['systemctl restart shop'] } },
      },
    },
  }),
];
