import type { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import type { LakeFormation } from '@aws-sdk/client-lakeformation';
import type { Redshift } from '@aws-sdk/client-redshift';
import { compareText } from '../../core/lib/compare-text.ts';
import { looksOf } from '../look.ts';
import { onlyGiven } from '../only-given.ts';

const redshift = looksOf<Redshift>({ prefix: 'redshift' });
interface ClusterRoles {
  ClusterIdentifier: string;
  AddIamRoles?: string[];
  RemoveIamRoles?: string[];
  DefaultIamRoleArn?: string;
}
const roles = redshift({
  operation: 'DescribeClusters',
  input: ({ ClusterIdentifier }: ClusterRoles) => ({ ClusterIdentifier }),
  keep: ({ Clusters = [] }) => ({
    IamRoles: (Clusters[0]?.IamRoles ?? []).map(({ IamRoleArn = '' }) => IamRoleArn).toSorted(compareText),
    DefaultIamRoleArn: Clusters[0]?.DefaultIamRoleArn || undefined,
  }),
});
export const clusterRoles = { look: roles };

const lake = looksOf<LakeFormation>({ prefix: 'lakeformation' });
export const lakeSettings = lake({
  operation: 'GetDataLakeSettings',
  input: ({ CatalogId }: { CatalogId?: string }) => ({ CatalogId }),
  keep: ({ DataLakeSettings }) => ({ DataLakeSettings }),
});

const cognito = looksOf<CognitoIdentity>({ prefix: 'cognito-identity' });
const poolRoles = cognito({
  operation: 'GetIdentityPoolRoles',
  input: ({ IdentityPoolId }: { IdentityPoolId: string }) => ({ IdentityPoolId }),
  keep: ({ Roles, RoleMappings }) => ({ Roles, RoleMappings }),
});
export const rolesOfPool = { look: poolRoles };

/** Without what AWS gives a cluster by itself, and what it changes on its way. */
export const clusterSettingsOfRedshift = redshift({
  operation: 'DescribeClusters',
  input: ({ ClusterIdentifier }: { ClusterIdentifier: string; PubliclyAccessible?: boolean }) => ({
    ClusterIdentifier,
  }),
  keep: ({ Clusters = [] }, given) => {
    const [cluster] = Clusters;
    return onlyGiven(
      {
        NodeType: cluster?.NodeType,
        NumberOfNodes: cluster?.NumberOfNodes,
        PubliclyAccessible: cluster?.PubliclyAccessible,
        Encrypted: cluster?.Encrypted,
        KmsKeyId: cluster?.KmsKeyId,
        EnhancedVpcRouting: cluster?.EnhancedVpcRouting,
        ClusterVersion: cluster?.ClusterVersion,
        AutomatedSnapshotRetentionPeriod: cluster?.AutomatedSnapshotRetentionPeriod,
        ManualSnapshotRetentionPeriod: cluster?.ManualSnapshotRetentionPeriod,
        VpcSecurityGroupIds: cluster?.VpcSecurityGroups?.map(({ VpcSecurityGroupId }) => VpcSecurityGroupId),
      },
      given,
    );
  },
});

const dynamodb = looksOf<DynamoDB>({ prefix: 'dynamodb' });
interface OfTable {
  TableName: string;
}
export const tableSettings = dynamodb({
  operation: 'DescribeTable',
  input: ({ TableName }: OfTable) => ({ TableName }),
  keep: ({ Table }) => ({
    BillingMode: Table?.BillingModeSummary?.BillingMode ?? 'PROVISIONED',
    DeletionProtectionEnabled: Table?.DeletionProtectionEnabled,
    StreamSpecification: Table?.StreamSpecification,
    SSEType: Table?.SSEDescription?.SSEType,
    KMSMasterKeyArn: Table?.SSEDescription?.KMSMasterKeyArn,
    TableClass: Table?.TableClassSummary?.TableClass,
    Replicas: Table?.Replicas?.map(({ RegionName }) => RegionName),
    Indexes: Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName),
  }),
});
export const timeToLive = dynamodb({
  operation: 'DescribeTimeToLive',
  input: ({ TableName }: OfTable) => ({ TableName }),
  keep: ({ TimeToLiveDescription }) => ({
    AttributeName: TimeToLiveDescription?.AttributeName,
    // On its way there it is there.
    Status: TimeToLiveDescription?.TimeToLiveStatus?.replace(/ING$/, 'ED'),
  }),
});
/** Without the times to which it can be restored, which move on by themselves. */
export const pointInTimeRecovery = dynamodb({
  operation: 'DescribeContinuousBackups',
  input: ({ TableName }: OfTable) => ({ TableName }),
  keep: ({ ContinuousBackupsDescription }) => {
    const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    return {
      PointInTimeRecoveryStatus: recovery?.PointInTimeRecoveryStatus,
      RecoveryPeriodInDays: recovery?.RecoveryPeriodInDays,
    };
  },
});
