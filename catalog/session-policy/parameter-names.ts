/**
 * Which parameters name what IAM's ARN formats call otherwise, by service and placeholder, as JSON pointers; `*` is any item.
 * A parameter of the placeholder's own name, or of its plural, needs no line here.
 */
export const parameterNames: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  batch: {
    JobDefinitionName: ['/jobDefinition'],
  },
  ec2: {
    CapacityReservationId: [
      '/CapacityReservationSpecification/CapacityReservationTarget/CapacityReservationId',
    ],
    KeyPairName: ['/KeyName', '/LaunchSpecification/KeyName'],
    LaunchTemplateId: [
      '/LaunchTemplate/LaunchTemplateId',
      '/LaunchTemplateConfigs/*/LaunchTemplateSpecification/LaunchTemplateId',
    ],
    PlacementGroupName: ['/Placement/GroupName'],
    SecurityGroupId: [
      '/SecurityGroupIds',
      '/GroupId',
      '/GroupIds',
      '/NetworkInterfaces/*/Groups',
      '/LaunchSpecification/SecurityGroupIds',
    ],
    SnapshotId: ['/BlockDeviceMappings/*/Ebs/SnapshotId', '/SourceSnapshotId'],
    ImageId: [
      '/SourceImageId',
      '/LaunchSpecification/ImageId',
      '/LaunchTemplateConfigs/*/Overrides/*/ImageId',
    ],
    SubnetId: [
      '/NetworkInterfaces/*/SubnetId',
      '/LaunchSpecification/SubnetId',
      '/LaunchTemplateConfigs/*/Overrides/*/SubnetId',
    ],
    SecurityGroupRuleId: ['/SecurityGroupRules/*/SecurityGroupRuleId'],
    PrefixListId: ['/SecurityGroupRules/*/SecurityGroupRule/PrefixListId'],
  },
  ecs: { ClusterName: ['/cluster'], ServiceName: ['/service'] },
  eks: { ClusterName: ['/clusterName', '/name'] },
  identitystore: { UserId: ['/MemberId/UserId'] },
  kms: { KeyId: ['/TargetKeyId'] },
  organizations: {
    AccountId: ['/TargetId'],
    OrganizationalUnitId: ['/TargetId', '/SourceParentId', '/DestinationParentId', '/ParentId'],
    RootId: ['/TargetId', '/SourceParentId', '/DestinationParentId', '/ParentId'],
  },
  rds: {
    ClusterParameterGroupName: ['/DBClusterParameterGroupName'],
    ClusterSnapshotName: [
      '/DBClusterSnapshotIdentifier',
      '/SourceDBClusterSnapshotIdentifier',
      '/TargetDBClusterSnapshotIdentifier',
      '/SnapshotIdentifier',
      '/FinalDBSnapshotIdentifier',
    ],
    DbClusterInstanceName: ['/DBClusterIdentifier', '/SourceDBClusterIdentifier'],
    DbInstanceName: ['/DBInstanceIdentifier', '/SourceDBInstanceIdentifier', '/TargetDBInstanceIdentifier'],
    ParameterGroupName: ['/DBParameterGroupName'],
    SecurityGroupName: ['/DBSecurityGroups'],
    SnapshotName: [
      '/DBSnapshotIdentifier',
      '/SourceDBSnapshotIdentifier',
      '/TargetDBSnapshotIdentifier',
      '/SnapshotIdentifier',
      '/FinalDBSnapshotIdentifier',
    ],
    SubnetGroupName: ['/DBSubnetGroupName'],
  },
  s3: { BucketName: ['/Bucket'], ObjectName: ['/Key', '/Delete/Objects/*/Key'] },
  ssm: {
    DocumentName: ['/DocumentName', '/Name'],
    ParameterNameWithoutLeadingSlash: ['/Name', '/Names'],
  },
  sso: { AccountId: ['/TargetId'] },
};

/** They say nothing of what they name: another type's name may stand in a parameter that is called so. */
export const namesNothing: ReadonlySet<string> = new Set(
  'Id Name Path ResourceId ResourceName ResourceType Scope Type UUID Vendor Version'.split(' '),
);
