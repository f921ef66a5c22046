import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { actionsOf } from '../define-action.ts';
import { matching, text } from '../values/aws-values.ts';
import { machine, sayCommand, sendCommand } from './ssm-command.ts';
import { saySession, sessionDocuments } from './ssm-session-documents.ts';

const define = actionsOf({ prefix: 'ssm' });

/** A machine outside EC2 is a managed instance of Systems Manager. */
const resource = 'arn:{partition}:{service}:{region}:{account}:{kind}/{Machine}';
const namesOf = (id: string) =>
  id.startsWith('mi-')
    ? { service: 'ssm', kind: 'managed-instance', Machine: id }
    : { service: 'ec2', kind: 'instance', Machine: id };

export const ssmSessionActions = [
  define({
    operation: 'SendCommand',
    groups: ['remote-access'],
    parameters: sendCommand,
    resource,
    names: ({ InstanceIds }) => namesOf(oneOrAll(InstanceIds)),
    aliasParameter: 'InstanceIds',
    say: (parameters, { account }) => sayCommand(parameters, account),
    reversible: false,
    example: {
      parameters: {
        DocumentName: 'AWS-RunShellScript',
        DocumentVersion: '1',
        InstanceIds: ['i-0123456789abcdef0'],
        Parameters: { commands: ['systemctl restart shop'] },
      },
      resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0',
    },
  }),
  define({
    operation: 'StartSession',
    groups: ['remote-access'],
    parameters: z.strictObject({
      Target: machine,
      DocumentName: z.enum(sessionDocuments).optional(),
      Reason: text(256).optional(),
      Parameters: z
        .record(matching('[a-zA-Z]+', 64), z.array(z.string().max(4_096)).min(1).max(10))
        .optional(),
    }),
    resource,
    names: ({ Target }) => namesOf(Target),
    say: ({ Target, DocumentName, Parameters }) => saySession(Target, DocumentName, Parameters),
    reversible: false,
    example: {
      parameters: { Target: 'i-0123456789abcdef0' },
      resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0',
    },
  }),
];
