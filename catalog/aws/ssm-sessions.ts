import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { actionsOf } from '../define-action.ts';
import { listed, sentence } from '../sentence.ts';
import { bucket, matching, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'ssm' });

const machine = matching(
  'i-[0-9a-f]{8,17}|mi-[0-9a-f]{17}',
  20,
  'must be an instance id such as i-0123456789abcdef0',
);
const documentName = matching('[a-zA-Z0-9_.:/-]{3,128}', 128);
const documentParameters = z.record(text(128), z.array(z.string().max(30_000)).max(100));
/** These run their commands and nothing else; what another document does with its `commands` is in that document. */
const shells = ['AWS-RunShellScript', 'AWS-RunPowerShellScript'];
const rate = matching('[0-9]{1,6}|[0-9]{1,2}%|100%', 7);

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
    parameters: z
      .strictObject({
        DocumentName: documentName,
        DocumentVersion: matching('\\$LATEST|\\$DEFAULT|[1-9][0-9]*', 20).optional(),
        DocumentHash: matching('[a-fA-F0-9]{40,64}', 64).optional(),
        DocumentHashType: z.enum(['Sha256', 'Sha1']).optional(),
        InstanceIds: z.array(machine).min(1).max(50).optional(),
        Targets: z
          .array(z.strictObject({ Key: text(163), Values: z.array(z.string().max(256)).max(50) }))
          .min(1)
          .max(5)
          .optional(),
        Parameters: documentParameters.optional(),
        Comment: z.string().max(100).optional(),
        TimeoutSeconds: z.int().min(30).max(2_592_000).optional(),
        MaxConcurrency: rate.optional(),
        MaxErrors: rate.optional(),
        OutputS3BucketName: bucket.optional(),
        OutputS3KeyPrefix: text(500).optional(),
      })
      .refine(
        ({ InstanceIds, Targets }) => (InstanceIds === undefined) !== (Targets === undefined),
        'Name either InstanceIds or Targets.',
      ),
    resource,
    names: ({ InstanceIds }) => namesOf(oneOrAll(InstanceIds)),
    aliasParameter: 'InstanceIds',
    say: ({ DocumentName, InstanceIds, Targets = [], Parameters = {} }) => {
      const where = InstanceIds ?? Targets.map(({ Key, Values }) => `${Key}=${Values.join(',')}`);
      const commands = shells.includes(DocumentName) && Parameters.commands?.join('; ');
      return sentence`Run ${commands ? `"${commands}"` : DocumentName} on ${listed(where)}`;
    },
    reversible: false,
    example: {
      parameters: {
        DocumentName: 'AWS-RunShellScript',
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
      DocumentName: documentName.optional(),
      Reason: text(256).optional(),
      Parameters: documentParameters.optional(),
    }),
    resource,
    names: ({ Target }) => namesOf(Target),
    say: ({ Target, DocumentName }) =>
      sentence`Open a session on ${Target}${DocumentName ? ` with ${DocumentName}` : ''}`,
    reversible: false,
    example: {
      parameters: { Target: 'i-0123456789abcdef0' },
      resource: 'arn:aws:ec2:eu-central-1:111122223333:instance/i-0123456789abcdef0',
    },
  }),
];
