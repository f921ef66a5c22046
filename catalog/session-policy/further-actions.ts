import type { JsonObject } from '../../core/lib/json.ts';
import { textsAt, valuesAt } from './values-at.ts';

/**
 * What IAM asks of the caller beside the action, by the parameters with which it does; `always` where it always does. S3 publishes
 * none of its own in IAM's reference, its documentation of each operation does.
 */
export const furtherActions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  's3:CreateBucket': {
    's3:PutBucketAcl': [
      '/ACL',
      '/GrantFullControl',
      '/GrantRead',
      '/GrantReadACP',
      '/GrantWrite',
      '/GrantWriteACP',
    ],
    's3:PutBucketObjectLockConfiguration': ['/ObjectLockEnabledForBucket'],
    's3:PutBucketOwnershipControls': ['/ObjectOwnership'],
    's3:PutBucketVersioning': ['/ObjectLockEnabledForBucket'],
  },
  's3:DeleteObject': { 's3:DeleteObjectVersion': ['/VersionId'] },
  // One call deletes versions and objects.
  's3:DeleteObjectVersion': {
    's3:BypassGovernanceRetention': ['/BypassGovernanceRetention'],
    's3:DeleteObject': ['/Delete'],
  },
  's3:GetObject': { 's3:GetObjectVersion': ['/VersionId'] },
  's3:PutObject': {
    's3:PutObjectAcl': ['/ACL', '/GrantFullControl', '/GrantRead', '/GrantReadACP', '/GrantWriteACP'],
    's3:PutObjectLegalHold': ['/ObjectLockLegalHoldStatus'],
    's3:PutObjectRetention': ['/ObjectLockMode', '/ObjectLockRetainUntilDate'],
    's3:PutObjectTagging': ['/Tagging'],
  },
  's3:PutObjectAcl': { 's3:PutObjectVersionAcl': ['/VersionId'] },
  's3:PutObjectRetention': { 's3:BypassGovernanceRetention': ['/BypassGovernanceRetention'] },
};

/**
 * Dependent actions that a call needs with some parameters only, by the action that depends on them or by its service. Those that
 * are not here are needed always, as far as IAM's reference tells.
 */
const onlyWith: Readonly<Record<string, readonly string[]>> = {
  'kms:PutKeyPolicy': ['/Policy'],
  'lambda:PassCapacityProvider': ['/CapacityProviderConfig'],
  'rds:CopyCustomDBEngineVersion': ['/CopyCustomDBEngineVersion'],
  'rds:CreateDBClusterSnapshot': ['/FinalDBSnapshotIdentifier', '/DBClusterSnapshotIdentifier'],
  'rds:CreateDBSnapshot': ['/FinalDBSnapshotIdentifier', '/DBSnapshotIdentifier'],
  'states:PublishStateMachineVersion': ['/publish'],
};

export function isNeeded(dependent: string, parameters: JsonObject): boolean {
  // Images by a parameter of Systems Manager.
  if (dependent === 'ssm:GetParameters')
    return ['/ImageId', '/LaunchTemplate', '/LaunchTemplateData/ImageId'].some((pointer) =>
      valuesAt(parameters, pointer).some(
        (value) => typeof value !== 'string' || value.startsWith('resolve:'),
      ),
    );
  const pointers = onlyWith[dependent];
  return pointers === undefined || pointers.some((pointer) => valuesAt(parameters, pointer).some(isSaid));
}

const isSaid = (value: unknown): boolean => value !== false && value !== null;

/** With these parameters the call tags something. */
export const setsTags = (parameters: JsonObject): boolean =>
  Object.entries(parameters).some(
    ([name, value]) => /tags|^tag(?:ging|list|set|specification)/i.test(name) && isSaid(value),
  );

/** The types of what it tags, where it says which. */
export const taggedTypes = (parameters: JsonObject): string[] =>
  textsAt(parameters, '/TagSpecifications/*/ResourceType');
