import type { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { looksOf } from '../look.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<SecretsManager>({ prefix: 'secretsmanager' });

interface OfSecret {
  SecretId: string;
}
const ofSecret = ({ SecretId }: OfSecret) => ({ SecretId });

const policy = look({
  operation: 'GetResourcePolicy',
  input: ofSecret,
  keep: ({ ResourcePolicy }) => ({ ResourcePolicy }),
});
export const secretPolicy = {
  look: policy,
  undo: undoFrom(
    policy,
    ['secretsmanager:PutResourcePolicy', 'secretsmanager:DeleteResourcePolicy'],
    ({ parameters: { SecretId }, before: { ResourcePolicy } }) =>
      ResourcePolicy === undefined
        ? { action: 'secretsmanager:DeleteResourcePolicy', parameters: { SecretId } }
        : { action: 'secretsmanager:PutResourcePolicy', parameters: { SecretId, ResourcePolicy } },
  ),
};

const versions = look({
  operation: 'DescribeSecret',
  input: ofSecret,
  keep: ({ VersionIdsToStages = {} }) => ({
    Stages: Object.fromEntries(
      Object.entries(VersionIdsToStages).flatMap(([version, stages]) =>
        stages.map((stage) => [stage, version]),
      ),
    ),
  }),
});
/** Which version of a secret is the current one, and which has which other name. Never what it says. */
export const versionStage = {
  look: versions,
  undo: undoFrom(
    versions,
    ['secretsmanager:UpdateSecretVersionStage'],
    ({ parameters, before: { Stages = {} } }) => {
      const { SecretId, VersionStage, MoveToVersionId } = parameters as StageMove;
      return {
        action: 'secretsmanager:UpdateSecretVersionStage',
        parameters: {
          SecretId,
          VersionStage,
          RemoveFromVersionId: MoveToVersionId,
          MoveToVersionId: Stages[VersionStage],
        },
        // Secrets Manager moves it by itself to whichever version was the current one.
        ...(VersionStage === 'AWSCURRENT' && {
          remains: 'the version that it leaves is called AWSPREVIOUS, and the one that was is not',
        }),
      };
    },
  ),
};
interface StageMove extends OfSecret {
  VersionStage: string;
  MoveToVersionId?: string;
}

export const secretValue = {
  look: versions,
  undo: undoFrom(
    versions,
    ['secretsmanager:UpdateSecretVersionStage'],
    ({ parameters: { SecretId, ...given }, before: { Stages = {} }, result }) => {
      const { VersionStages = ['AWSCURRENT'] } = given as { VersionStages?: string[] };
      const { VersionId } = result as { VersionId?: string };
      if (VersionStages.join() !== 'AWSCURRENT' || VersionId === undefined || !Stages.AWSCURRENT)
        return { impossible: 'the earlier value cannot be named' };
      return {
        action: 'secretsmanager:UpdateSecretVersionStage',
        parameters: {
          SecretId,
          VersionStage: 'AWSCURRENT',
          RemoveFromVersionId: VersionId,
          MoveToVersionId: Stages.AWSCURRENT,
        },
        remains: 'the new value is kept, as a version that is not the current one',
      };
    },
  ),
};

export const settings = look({
  operation: 'DescribeSecret',
  input: ofSecret,
  keep: ({ Description, KmsKeyId, VersionIdsToStages = {} }) => ({
    Description,
    KmsKeyId,
    Current: Object.keys(VersionIdsToStages).find((id) => VersionIdsToStages[id]?.includes('AWSCURRENT')),
  }),
});

export const rotation = look({
  operation: 'DescribeSecret',
  input: ofSecret,
  keep: ({ RotationEnabled = false, RotationLambdaARN, RotationRules }) => ({
    RotationEnabled,
    RotationLambdaARN,
    RotationRules,
  }),
});

export const deletion = look({
  operation: 'DescribeSecret',
  input: ofSecret,
  keep: ({ DeletedDate }) => ({ ToBeDeleted: DeletedDate !== undefined }),
  none: ['ResourceNotFoundException'],
});
export const secretToBeDeleted = {
  look: deletion,
  undo: undoFrom(deletion, ['secretsmanager:RestoreSecret'], ({ parameters: { SecretId, ...how } }) =>
    'ForceDeleteWithoutRecovery' in how
      ? { impossible: 'it was deleted beyond recovery' }
      : {
          action: 'secretsmanager:RestoreSecret',
          parameters: { SecretId },
          remains: 'what could not read it meanwhile has failed',
        },
  ),
};
