import type { Backup } from '@aws-sdk/client-backup';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { vaultPolicy } from './resource-policy-looks.ts';

const define = operationsOf<Backup>({ prefix: 'backup' });

const vaultName = matching('[a-zA-Z0-9_-]{2,50}', 50);
const vault = 'arn:{partition}:backup:{region}:{account}:backup-vault:{BackupVaultName}';
/** Of Backup itself, or of the service whose snapshot it is, which may leave the account out. */
const recoveryPointArn = matching(
  'arn:aws(?:-cn|-us-gov)?:[a-z0-9-]+:[a-z0-9-]+:(?:[0-9]{12})?:[^\\s*?]+',
  2_048,
  'must be the ARN of a recovery point',
);
const everything = 'the vault';

const Lifecycle = z
  .strictObject({
    MoveToColdStorageAfterDays: z.int().positive().optional(),
    DeleteAfterDays: z.int().positive().optional(),
    OptInToArchiveForSupportedResources: z.boolean().optional(),
    DeleteAfterEvent: z.literal('DELETE_AFTER_COPY').optional(),
  })
  .refine(
    (given) => Object.keys(given).length > 0,
    'must say something: leave it out where nothing is meant',
  );
interface LifecycleGiven {
  MoveToColdStorageAfterDays?: number;
  DeleteAfterDays?: number;
  OptInToArchiveForSupportedResources?: boolean;
  DeleteAfterEvent?: string;
}

function sayLifecycle(given: LifecycleGiven = {}): string {
  const { MoveToColdStorageAfterDays: cold, DeleteAfterDays: gone, DeleteAfterEvent: event } = given;
  const archive = given.OptInToArchiveForSupportedResources;
  return [
    gone === undefined ? 'kept for ever' : `deleted when it is ${gone} days old`,
    ...(event ? [`deleted at ${event}`] : []),
    ...(cold === undefined ? [] : [`in cold storage when it is ${cold} days old`]),
    ...(archive === undefined ? [] : [archive ? 'archived where it can be' : 'not archived']),
  ].join(', ');
}

/** With whose it is: a snapshot of EC2 is a recovery point too. */
const sayPoint = (arn: string, account: string): string => `${arn.split(':')[2]} ${namedIn(arn, account)}`;

const examplePoint =
  'arn:aws:backup:eu-central-1:111122223333:recovery-point:1234abcd-12ab-34cd-56ef-1234567890ab';

/** What is left when everything else is gone. */
export const backupActions = [
  define({
    operation: 'DeleteRecoveryPoint',
    groups: ['destruction'],
    values: { BackupVaultName: vaultName, RecoveryPointArn: recoveryPointArn },
    resource: '{RecoveryPointArn}',
    say: ({ BackupVaultName, RecoveryPointArn }, { account }) =>
      sentence`Delete recovery point ${sayPoint(RecoveryPointArn, account)} from vault ${BackupVaultName}`,
    reversible: false,
    example: { BackupVaultName: 'nightly', RecoveryPointArn: examplePoint },
  }),
  define({
    operation: 'UpdateRecoveryPointLifecycle',
    groups: ['destruction'],
    values: { BackupVaultName: vaultName, RecoveryPointArn: recoveryPointArn, Lifecycle },
    required: ['Lifecycle'],
    resource: '{RecoveryPointArn}',
    say: ({ BackupVaultName, RecoveryPointArn, Lifecycle: given }, { account }) =>
      sentence`Have recovery point ${sayPoint(RecoveryPointArn, account)} in vault ${BackupVaultName} ${sayLifecycle(given)}`,
    reversible: true,
    example: {
      BackupVaultName: 'nightly',
      RecoveryPointArn: examplePoint,
      Lifecycle: { DeleteAfterDays: 1 },
    },
  }),
  define({
    operation: 'StartCopyJob',
    groups: ['data-export'],
    values: {
      SourceBackupVaultName: vaultName,
      RecoveryPointArn: recoveryPointArn,
      Lifecycle,
      DestinationBackupVaultArn: arnOf(
        'backup',
        'backup-vault:[a-zA-Z0-9_-]{2,50}',
        'arn:aws:backup:eu-west-1:444455556666:backup-vault:copies',
      ),
    },
    resource: '{RecoveryPointArn}',
    say: (job, { account }) => {
      const {
        RecoveryPointArn,
        SourceBackupVaultName,
        DestinationBackupVaultArn: to,
        IamRoleArn,
        Lifecycle: given,
      } = job;
      return sentence`Copy recovery point ${sayPoint(RecoveryPointArn, account)} of vault ${SourceBackupVaultName} to ${namedIn(to, account)} in ${to.split(':')[3] ?? ''}, as role ${namedIn(IamRoleArn, account)}, ${sayLifecycle(given)}`;
    },
    passes: ['/IamRoleArn'],
    reversible: true,
    example: {
      RecoveryPointArn: examplePoint,
      SourceBackupVaultName: 'nightly',
      DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:444455556666:backup-vault:copies',
      IamRoleArn: 'arn:aws:iam::111122223333:role/backup',
    },
  }),
  define({
    operation: 'PutBackupVaultAccessPolicy',
    groups: ['data-export', 'privilege-escalation'],
    values: { BackupVaultName: vaultName, Policy: policyDocument('resource', 20_480, everything) },
    required: ['Policy'],
    resource: vault,
    say: ({ BackupVaultName, Policy = '' }, { account }) =>
      sentence`Replace who may use vault ${BackupVaultName}: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}`,
    reversible: true,
    ...vaultPolicy,
    example: {
      BackupVaultName: 'nightly',
      Policy:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"backup:CopyIntoBackupVault","Resource":"*"}]}',
    },
  }),
  define({
    operation: 'DeleteBackupVaultLockConfiguration',
    groups: ['destruction'],
    values: { BackupVaultName: vaultName },
    resource: vault,
    say: ({ BackupVaultName }) =>
      sentence`Unlock vault ${BackupVaultName}: its backups can be deleted before their time`,
    reversible: true,
    example: { BackupVaultName: 'nightly' },
  }),
  define({
    operation: 'DeleteBackupVault',
    groups: ['destruction'],
    values: { BackupVaultName: vaultName },
    resource: vault,
    say: ({ BackupVaultName }) => sentence`Delete vault ${BackupVaultName}, which must hold no backup`,
    reversible: false,
    example: { BackupVaultName: 'nightly' },
  }),
  define({
    operation: 'DeleteBackupVaultAccessPolicy',
    groups: ['privilege-escalation'],
    values: { BackupVaultName: vaultName },
    resource: vault,
    say: ({ BackupVaultName }) =>
      sentence`Delete the policy of vault ${BackupVaultName}, with all that it allows and denies`,
    reversible: true,
    ...vaultPolicy,
    example: { BackupVaultName: 'nightly' },
  }),
];
