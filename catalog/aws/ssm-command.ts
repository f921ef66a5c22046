import { z } from 'zod';
import { beginningOf, namedIn, sentence } from '../sentence.ts';
import { bucket, matching, text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { pinnedVersion } from '../values/pinned.ts';
import { allOrNone, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';

export const machine = matching(
  'i-(?:[0-9a-f]{8}|[0-9a-f]{17})|mi-[0-9a-f]{17}',
  20,
  'must be an instance id such as i-0123456789abcdef0',
);

/** They fetch what they run from elsewhere, where it can change: nothing in the call says what that will be. */
const fetching = ['AWS-RunRemoteScript', 'AWS-RunDocument', 'AWS-ApplyAnsiblePlaybooks', 'AWS-RunSaltState'];
/** These run their commands and nothing else; what another document does with its `commands` is in that document. */
const shells = ['AWS-RunShellScript', 'AWS-RunPowerShellScript'];

export const documentName = matching(
  '[a-zA-Z0-9_.-]{3,128}|arn:aws(?:-cn|-us-gov)?:ssm:[a-z0-9-]+:[0-9]{12}:document/[a-zA-Z0-9_.-]{3,128}',
  250,
  'must be a name such as AWS-RunShellScript, or the ARN of a document of another account',
).refine((name) => !fetching.includes(name.split('/').at(-1) ?? ''), {
  error: 'runs code from elsewhere, which can change while people decide: send the commands themselves',
});

const rate = matching(
  '[1-9][0-9]{0,5}|[1-9][0-9]?%|100%',
  7,
  'must be a number such as 10, or 10%',
).optional();

export const sendCommand = z
  .strictObject({
    DocumentName: documentName,
    DocumentVersion: pinnedVersion,
    DocumentHash: matching('[0-9a-f]{64}', 64, 'must be a SHA-256 in lower case').optional(),
    DocumentHashType: z.literal('Sha256').optional(),
    InstanceIds: distinct(machine).max(50).optional(),
    Targets: distinct(
      z.strictObject({ Key: text(163), Values: distinct(z.string().max(256)).max(50) }),
      ({ Key }) => Key,
    )
      .max(5)
      .optional(),
    Parameters: z.record(text(128), z.array(z.string().max(30_000)).max(100)).optional(),
    Comment: z.string().max(100).optional(),
    TimeoutSeconds: z.int().min(30).max(2_592_000).optional(),
    MaxConcurrency: rate,
    MaxErrors: rate,
    OutputS3BucketName: bucket.optional(),
    OutputS3KeyPrefix: text(500).optional(),
  })
  .refine(...exactlyOne('InstanceIds', 'Targets'))
  .refine(...allOrNone('DocumentHash', 'DocumentHashType'));

/** On what and by what first: the commands are as long as the agent likes. */
export function sayCommand(given: z.infer<typeof sendCommand>, ownAccount: string): string {
  const { DocumentName, DocumentVersion, InstanceIds, Targets = [], Parameters = {} } = given;
  const where = InstanceIds
    ? listed(InstanceIds)
    : `all machines that match ${listed(
        Targets.map(({ Key, Values }) => `${Key} ${listed(Values)}${Values.includes('*') ? ' (all)' : ''}`),
        { most: 5 },
      )}`;
  const out = given.OutputS3BucketName
    ? `, sending what it prints to bucket ${given.OutputS3BucketName}`
    : '';
  const { commands = [], ...rest } = Parameters;
  const others = Object.entries(rest).map(([name, values]) => `${name} ${values.join(', ')}`);
  const settings = others.length > 0 ? `, with ${beginningOf(others.join('; '), 100)}` : '';
  if (shells.includes(DocumentName)) {
    const lines = commands.join('\n').split('\n');
    const count = lines.length > 1 ? `${lines.length} lines, beginning: ` : '';
    return sentence`On ${where}${out}${settings}, by ${DocumentName} version ${DocumentVersion}, run ${count}${beginningOf(lines.join('; '))}`;
  }
  const unknown = commands.length > 0 ? `: ${beginningOf(commands.join('; '))}` : '';
  return sentence`On ${where}, run document ${namedIn(DocumentName, ownAccount)} version ${DocumentVersion}${out}${settings}${unknown}`;
}
