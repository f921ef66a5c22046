import type { KMS } from '@aws-sdk/client-kms';
import { looksOf } from '../look.ts';
import { undoBy, undoFrom } from '../undo.ts';

const look = looksOf<KMS>({ prefix: 'kms' });

interface OfKey {
  KeyId: string;
}

const policy = look({
  operation: 'GetKeyPolicy',
  input: ({ KeyId }: OfKey) => ({ KeyId }),
  keep: ({ Policy }) => ({ Policy }),
});
export const keyPolicy = {
  look: policy,
  undo: undoFrom(policy, ['kms:PutKeyPolicy'], ({ parameters: { KeyId }, before: { Policy } }) => ({
    action: 'kms:PutKeyPolicy',
    parameters: { KeyId, Policy },
  })),
};

export const state = look({
  operation: 'DescribeKey',
  input: ({ KeyId }: OfKey) => ({ KeyId }),
  keep: ({ KeyMetadata }) => ({ KeyState: KeyMetadata?.KeyState }),
});
/** A key that can be used or not. */
export const keyState = {
  look: state,
  undo: undoFrom(
    state,
    ['kms:EnableKey', 'kms:DisableKey'],
    ({ parameters: { KeyId }, before: { KeyState } }) => ({
      action: KeyState === 'Enabled' ? 'kms:EnableKey' : 'kms:DisableKey',
      parameters: { KeyId },
    }),
  ),
};
const isDisabled = 'the key is disabled until somebody enables it';
/** KMS refuses it of a key that is to be deleted already (KMSInvalidStateException). */
export const keyToBeDeleted = {
  look: state,
  undo: {
    ...undoFrom(state, ['kms:CancelKeyDeletion'], ({ parameters: { KeyId }, before: { KeyState } }) => ({
      action: 'kms:CancelKeyDeletion',
      parameters: { KeyId },
      ...(KeyState === 'Enabled' && { remains: isDisabled }),
    })),
    unseen: undoBy(['kms:CancelKeyDeletion'], ({ parameters: { KeyId } }: { parameters: OfKey }) => ({
      action: 'kms:CancelKeyDeletion',
      parameters: { KeyId },
      remains: isDisabled,
    })),
  },
};
const rotation = look({
  operation: 'GetKeyRotationStatus',
  input: ({ KeyId }: OfKey) => ({ KeyId }),
  keep: ({ KeyRotationEnabled, RotationPeriodInDays }) => ({ KeyRotationEnabled, RotationPeriodInDays }),
});
export const keyRotation = {
  look: rotation,
  undo: undoFrom(
    rotation,
    ['kms:EnableKeyRotation', 'kms:DisableKeyRotation'],
    ({ parameters: { KeyId }, before: { KeyRotationEnabled, RotationPeriodInDays } }) =>
      KeyRotationEnabled
        ? { action: 'kms:EnableKeyRotation', parameters: { KeyId, RotationPeriodInDays } }
        : { action: 'kms:DisableKeyRotation', parameters: { KeyId } },
  ),
};

const meaning = look({
  operation: 'DescribeKey',
  input: ({ AliasName }: { AliasName: string }) => ({ KeyId: AliasName }),
  keep: ({ KeyMetadata }) => ({ TargetKeyId: KeyMetadata?.KeyId }),
  none: ['NotFoundException'],
});
/** Which key a name means. */
export const aliasOfKey = {
  look: meaning,
  undo: undoFrom(
    meaning,
    ['kms:UpdateAlias', 'kms:DeleteAlias'],
    ({ parameters: { AliasName }, before: { TargetKeyId } }) =>
      TargetKeyId === undefined
        ? { action: 'kms:DeleteAlias', parameters: { AliasName } }
        : { action: 'kms:UpdateAlias', parameters: { AliasName, TargetKeyId } },
  ),
};
export const deletedAliasOfKey = {
  look: meaning,
  undo: undoFrom(meaning, ['kms:CreateAlias'], ({ parameters: { AliasName }, before: { TargetKeyId } }) =>
    TargetKeyId === undefined
      ? undefined
      : { action: 'kms:CreateAlias', parameters: { AliasName, TargetKeyId } },
  ),
};
