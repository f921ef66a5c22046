import type { RDS } from '@aws-sdk/client-rds';
import { compareText } from '../../core/lib/compare-text.ts';
import { looksOf } from '../look.ts';
import { notKept, onlyGiven } from '../only-given.ts';
import { undoFrom } from '../undo.ts';

const look = looksOf<RDS>({ prefix: 'rds' });

interface Attribute {
  AttributeName?: string;
  AttributeValues?: string[];
}
const restorers = (attributes: readonly Attribute[] = []): string[] =>
  (attributes.find(({ AttributeName }) => AttributeName === 'restore')?.AttributeValues ?? []).toSorted(
    compareText,
  );

interface Shared {
  ValuesToAdd?: string[] | undefined;
  ValuesToRemove?: string[] | undefined;
}
/** Whom it added it takes away and whom it took away it adds: those of which that is not so already. */
function back({ ValuesToAdd = [], ValuesToRemove = [] }: Shared, before: readonly string[] = []) {
  const added = ValuesToAdd.filter((one) => !before.includes(one));
  const removed = ValuesToRemove.filter((one) => before.includes(one));
  if (added.length === 0 && removed.length === 0) return undefined;
  return {
    AttributeName: 'restore',
    ...(removed.length > 0 && { ValuesToAdd: removed }),
    ...(added.length > 0 && { ValuesToRemove: added }),
  };
}
const remains = 'whoever copied it meanwhile keeps the copy';

const snapshot = look({
  operation: 'DescribeDBSnapshotAttributes',
  input: ({ DBSnapshotIdentifier }: Shared & { DBSnapshotIdentifier: string }) => ({ DBSnapshotIdentifier }),
  keep: ({ DBSnapshotAttributesResult: answer }) => ({
    SharedWith: restorers(answer?.DBSnapshotAttributes),
  }),
});
export const sharedDbSnapshot = {
  look: snapshot,
  undo: undoFrom(snapshot, ['rds:ModifyDBSnapshotAttribute'], ({ parameters, before: { SharedWith } }) => {
    const { DBSnapshotIdentifier } = parameters;
    const change = back(parameters, SharedWith);
    return (
      change && {
        action: 'rds:ModifyDBSnapshotAttribute',
        parameters: { DBSnapshotIdentifier, ...change },
        remains,
      }
    );
  }),
};

const clusterSnapshot = look({
  operation: 'DescribeDBClusterSnapshotAttributes',
  input: ({ DBClusterSnapshotIdentifier }: Shared & { DBClusterSnapshotIdentifier: string }) => ({
    DBClusterSnapshotIdentifier,
  }),
  keep: ({ DBClusterSnapshotAttributesResult: answer }) => ({
    SharedWith: restorers(answer?.DBClusterSnapshotAttributes),
  }),
});
export const sharedClusterSnapshot = {
  look: clusterSnapshot,
  undo: undoFrom(
    clusterSnapshot,
    ['rds:ModifyDBClusterSnapshotAttribute'],
    ({ parameters, before: { SharedWith } }) => {
      const { DBClusterSnapshotIdentifier } = parameters;
      const change = back(parameters, SharedWith);
      return (
        change && {
          action: 'rds:ModifyDBClusterSnapshotAttribute',
          parameters: { DBClusterSnapshotIdentifier, ...change },
          remains,
        }
      );
    },
  ),
};

const groupIds = (groups: readonly { VpcSecurityGroupId?: string }[] = []): string[] =>
  groups.map(({ VpcSecurityGroupId = '' }) => VpcSecurityGroupId).toSorted(compareText);

/** How a change is made, and not what it changes. */
const how = ['ApplyImmediately', 'AllowMajorVersionUpgrade'];

interface OfInstance {
  DBInstanceIdentifier: string;
  PubliclyAccessible?: boolean | undefined;
}
const instance = look({
  operation: 'DescribeDBInstances',
  input: ({ DBInstanceIdentifier }: OfInstance) => ({ DBInstanceIdentifier }),
  keep: ({ DBInstances = [] }, given) => {
    const [found] = DBInstances;
    return onlyGiven(
      {
        AllocatedStorage: found?.AllocatedStorage,
        DBInstanceClass: found?.DBInstanceClass,
        VpcSecurityGroupIds: groupIds(found?.VpcSecurityGroups),
        BackupRetentionPeriod: found?.BackupRetentionPeriod,
        MultiAZ: found?.MultiAZ,
        EngineVersion: found?.EngineVersion,
        AutoMinorVersionUpgrade: found?.AutoMinorVersionUpgrade,
        StorageType: found?.StorageType,
        Iops: found?.Iops,
        PubliclyAccessible: found?.PubliclyAccessible,
        DeletionProtection: found?.DeletionProtection,
        CopyTagsToSnapshot: found?.CopyTagsToSnapshot,
        EnableIAMDatabaseAuthentication: found?.IAMDatabaseAuthenticationEnabled,
        CACertificateIdentifier: found?.CACertificateIdentifier,
      },
      given,
    );
  },
});
/** Neither storage nor an engine goes back. */
const onlyForward = ['AllocatedStorage', 'EngineVersion', 'StorageType', 'Iops'];
export const databaseSettings = {
  look: instance,
  undo: undoFrom(
    instance,
    ['rds:ModifyDBInstance'],
    ({ parameters: { DBInstanceIdentifier, ...given }, before }) => {
      const lasting = onlyForward.find((name) => name in given) ?? notKept(before, given, how);
      if (lasting !== undefined) return { impossible: `${lasting} cannot be put back` };
      const { ApplyImmediately } = given as { ApplyImmediately?: boolean };
      return {
        action: 'rds:ModifyDBInstance',
        parameters: { DBInstanceIdentifier, ...before, ApplyImmediately },
      };
    },
  ),
};

interface OfCluster {
  DBClusterIdentifier: string;
  DeletionProtection?: boolean | undefined;
}
const cluster = look({
  operation: 'DescribeDBClusters',
  input: ({ DBClusterIdentifier }: OfCluster) => ({ DBClusterIdentifier }),
  keep: ({ DBClusters = [] }, given) => {
    const [found] = DBClusters;
    return onlyGiven(
      {
        VpcSecurityGroupIds: groupIds(found?.VpcSecurityGroups),
        BackupRetentionPeriod: found?.BackupRetentionPeriod,
        EngineVersion: found?.EngineVersion,
        DeletionProtection: found?.DeletionProtection,
        CopyTagsToSnapshot: found?.CopyTagsToSnapshot,
        EnableIAMDatabaseAuthentication: found?.IAMDatabaseAuthenticationEnabled,
        EnableHttpEndpoint: found?.HttpEndpointEnabled,
        Port: found?.Port,
      },
      given,
    );
  },
});
export const clusterSettings = {
  look: cluster,
  undo: undoFrom(
    cluster,
    ['rds:ModifyDBCluster'],
    ({ parameters: { DBClusterIdentifier, ...given }, before }) => {
      const lasting = onlyForward.find((name) => name in given) ?? notKept(before, given, how);
      if (lasting !== undefined) return { impossible: `${lasting} cannot be put back` };
      const { ApplyImmediately } = given as { ApplyImmediately?: boolean };
      return {
        action: 'rds:ModifyDBCluster',
        parameters: { DBClusterIdentifier, ...before, ApplyImmediately },
      };
    },
  ),
};
