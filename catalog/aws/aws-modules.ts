import type { CatalogEntry } from '../entry.ts';

/** Entries that stand in one file, and the services that they are of. */
export interface AwsModule {
  services: readonly string[];
  load: () => Promise<readonly CatalogEntry[]>;
}

/**
 * Every action of AWS that the catalog knows, by what it touches: identity, data, secrets, machines, the watch itself.
 * What a file builds, it builds when it is loaded: a function that starts for one request loads the files of one service.
 */
export const awsModules: readonly AwsModule[] = [
  { services: ['iam'], load: async () => (await import('./iam-policies.ts')).iamPolicyActions },
  { services: ['iam'], load: async () => (await import('./iam-group-policies.ts')).iamGroupPolicyActions },
  { services: ['iam'], load: async () => (await import('./iam-policy-removals.ts')).iamPolicyRemovalActions },
  { services: ['iam'], load: async () => (await import('./iam-principals.ts')).iamPrincipalActions },
  {
    services: ['iam'],
    load: async () => (await import('./iam-principal-changes.ts')).iamPrincipalChangeActions,
  },
  { services: ['iam'], load: async () => (await import('./iam-credentials.ts')).iamCredentialActions },
  { services: ['iam'], load: async () => (await import('./iam-providers.ts')).iamProviderActions },
  { services: ['iam'], load: async () => (await import('./iam-upkeep.ts')).iamUpkeepActions },
  { services: ['iam'], load: async () => (await import('./iam-account.ts')).iamAccountActions },
  {
    services: ['organizations'],
    load: async () => (await import('./organizations.ts')).organizationsActions,
  },
  {
    services: ['organizations'],
    load: async () => (await import('./organization-policies.ts')).organizationPolicyActions,
  },
  {
    services: ['organizations', 'account'],
    load: async () => (await import('./organization-accounts.ts')).organizationAccountActions,
  },
  {
    services: ['rolesanywhere'],
    load: async () => (await import('./rolesanywhere.ts')).rolesAnywhereActions,
  },
  {
    services: ['rolesanywhere'],
    load: async () => (await import('./rolesanywhere-profiles.ts')).rolesAnywhereProfileActions,
  },
  { services: ['sts'], load: async () => (await import('./sts.ts')).stsActions },
  { services: ['sts'], load: async () => (await import('./sts-sessions.ts')).stsSessionActions },
  { services: ['sso'], load: async () => (await import('./sso.ts')).ssoActions },
  {
    services: ['sso', 'identitystore'],
    load: async () => (await import('./sso-permission-sets.ts')).ssoPermissionSetActions,
  },
  { services: ['sso'], load: async () => (await import('./sso-removals.ts')).ssoRemovalActions },
  {
    services: ['cognito-identity', 'cognito-idp'],
    load: async () => (await import('./cognito.ts')).cognitoActions,
  },
  { services: ['acm'], load: async () => (await import('./acm.ts')).acmActions },
  { services: ['acm-pca'], load: async () => (await import('./acm-pca.ts')).acmPcaActions },
  {
    services: ['appsync', 'connect', 'gamelift', 'grafana', 'license-manager', 'mediapackage'],
    load: async () => (await import('./credentials-of-services.ts')).serviceCredentialActions,
  },
  { services: ['rds'], load: async () => (await import('./rds.ts')).rdsActions },
  { services: ['rds'], load: async () => (await import('./rds-snapshots.ts')).rdsSnapshotActions },
  { services: ['rds'], load: async () => (await import('./rds-changes.ts')).rdsChangeActions },
  { services: ['rds'], load: async () => (await import('./rds-watch.ts')).rdsWatchActions },
  { services: ['rds-data'], load: async () => (await import('./rds-data.ts')).rdsDataActions },
  { services: ['dynamodb'], load: async () => (await import('./dynamodb.ts')).dynamodbActions },
  { services: ['dynamodb'], load: async () => (await import('./dynamodb-changes.ts')).dynamodbChangeActions },
  {
    services: ['dynamodb'],
    load: async () => (await import('./dynamodb-keeping.ts')).dynamodbKeepingActions,
  },
  { services: ['dynamodb'], load: async () => (await import('./dynamodb-items.ts')).dynamodbItemActions },
  {
    services: ['athena', 'datasync', 'transfer', 'dms'],
    load: async () => (await import('./data-movers.ts')).dataMoverActions,
  },
  {
    services: ['lakeformation'],
    load: async () => (await import('./lakeformation.ts')).lakeFormationActions,
  },
  {
    services: ['es', 'elasticfilesystem'],
    load: async () => (await import('./search-and-files.ts')).searchAndFileActions,
  },
  {
    services: ['bedrock', 'lambda', 'athena', 'ecr'],
    load: async () => (await import('./data-plane.ts')).dataPlaneActions,
  },
  { services: ['sns', 'sqs'], load: async () => (await import('./messages.ts')).messageActions },
  { services: ['sns', 'sqs'], load: async () => (await import('./message-access.ts')).messageAccessActions },
  { services: ['s3'], load: async () => (await import('./s3.ts')).s3Actions },
  { services: ['s3'], load: async () => (await import('./s3-objects.ts')).s3ObjectActions },
  { services: ['s3'], load: async () => (await import('./s3-bucket-safety.ts')).s3BucketSafetyActions },
  { services: ['s3'], load: async () => (await import('./s3-lifecycle.ts')).s3LifecycleActions },
  { services: ['s3'], load: async () => (await import('./s3-bucket-settings.ts')).s3BucketSettingActions },
  { services: ['s3'], load: async () => (await import('./s3-websites.ts')).s3WebsiteActions },
  { services: ['s3'], load: async () => (await import('./s3-access.ts')).s3AccessActions },
  { services: ['s3'], load: async () => (await import('./s3-batch.ts')).s3BatchActions },
  { services: ['ec2'], load: async () => (await import('./ec2-sharing.ts')).ec2SharingActions },
  {
    services: ['redshift', 'redshift-data'],
    load: async () => (await import('./redshift.ts')).redshiftActions,
  },
  { services: ['redshift'], load: async () => (await import('./redshift-changes.ts')).redshiftChangeActions },
  { services: ['redshift-data'], load: async () => (await import('./redshift-data.ts')).redshiftDataActions },
  {
    services: ['redshift-serverless'],
    load: async () => (await import('./redshift-serverless.ts')).redshiftServerlessActions,
  },
  { services: ['glue'], load: async () => (await import('./glue.ts')).glueActions },
  { services: ['ram'], load: async () => (await import('./ram.ts')).ramActions },
  { services: ['backup'], load: async () => (await import('./backup.ts')).backupActions },
  { services: ['glue'], load: async () => (await import('./glue-sessions.ts')).glueSessionActions },
  { services: ['glue'], load: async () => (await import('./glue-jobs.ts')).glueJobActions },
  {
    services: ['secretsmanager'],
    load: async () => (await import('./secretsmanager.ts')).secretsManagerActions,
  },
  {
    services: ['secretsmanager'],
    load: async () => (await import('./secretsmanager-changes.ts')).secretsManagerChangeActions,
  },
  {
    services: ['secretsmanager'],
    load: async () => (await import('./secretsmanager-secrets.ts')).secretsManagerSecretActions,
  },
  { services: ['ssm'], load: async () => (await import('./ssm-parameters.ts')).ssmParameterActions },
  { services: ['kms'], load: async () => (await import('./kms.ts')).kmsActions },
  { services: ['kms'], load: async () => (await import('./kms-changes.ts')).kmsChangeActions },
  { services: ['kms'], load: async () => (await import('./kms-keys.ts')).kmsKeyActions },
  { services: ['ec2'], load: async () => (await import('./ec2-network.ts')).ec2NetworkActions },
  { services: ['ec2'], load: async () => (await import('./ec2-instances.ts')).ec2InstanceActions },
  { services: ['ec2'], load: async () => [(await import('./ec2-run-instances.ts')).runInstancesAction] },
  {
    services: ['ec2-instance-connect'],
    load: async () => (await import('./ec2-instance-connect.ts')).ec2InstanceConnectActions,
  },
  { services: ['ec2', 'ebs'], load: async () => (await import('./ec2-snapshots.ts')).ec2SnapshotActions },
  { services: ['ec2'], load: async () => (await import('./ec2-routes.ts')).ec2RouteActions },
  { services: ['ec2'], load: async () => (await import('./ec2-reach.ts')).ec2ReachActions },
  { services: ['ec2'], load: async () => (await import('./ec2-network-acls.ts')).ec2NetworkAclActions },
  {
    services: ['ec2'],
    load: async () => (await import('./ec2-launch-templates.ts')).ec2LaunchTemplateActions,
  },
  {
    services: ['ec2'],
    load: async () => (await import('./ec2-instance-settings.ts')).ec2InstanceSettingActions,
  },
  {
    services: ['ec2'],
    load: async () => (await import('./ec2-instance-profiles.ts')).ec2InstanceProfileActions,
  },
  { services: ['ec2'], load: async () => (await import('./ec2-images.ts')).ec2ImageActions },
  { services: ['ec2'], load: async () => (await import('./ec2-fleets.ts')).ec2FleetActions },
  { services: ['ec2'], load: async () => (await import('./ec2-egress.ts')).ec2EgressActions },
  {
    services: ['ec2'],
    load: async () => (await import('./ec2-security-group-removals.ts')).ec2SecurityGroupRemovalActions,
  },
  {
    services: ['route53', 'route53domains', 'apigateway', 'ses'],
    load: async () => (await import('./names-and-doors.ts')).nameAndDoorActions,
  },
  { services: ['cloudfront'], load: async () => (await import('./cloudfront.ts')).cloudFrontActions },
  {
    services: ['lightsail', 'servicecatalog'],
    load: async () => (await import('./lightsail.ts')).lightsailActions,
  },
  { services: ['autoscaling'], load: async () => (await import('./autoscaling.ts')).autoScalingActions },
  { services: ['ssm'], load: async () => (await import('./ssm-sessions.ts')).ssmSessionActions },
  { services: ['ssm'], load: async () => (await import('./ssm-settings.ts')).ssmSettingActions },
  { services: ['ssm'], load: async () => (await import('./ssm-maintenance.ts')).ssmMaintenanceActions },
  { services: ['ssm'], load: async () => (await import('./ssm-documents.ts')).ssmDocumentActions },
  { services: ['ssm'], load: async () => (await import('./ssm-automations.ts')).ssmAutomationActions },
  { services: ['lambda'], load: async () => (await import('./lambda.ts')).lambdaActions },
  { services: ['lambda'], load: async () => (await import('./lambda-triggers.ts')).lambdaTriggerActions },
  { services: ['lambda'], load: async () => (await import('./lambda-functions.ts')).lambdaFunctionActions },
  { services: ['ecs'], load: async () => (await import('./ecs.ts')).ecsActions },
  { services: ['eks'], load: async () => (await import('./eks-access.ts')).eksAccessActions },
  { services: ['ecs'], load: async () => (await import('./ecs-services.ts')).ecsServiceActions },
  { services: ['ecr'], load: async () => (await import('./ecr.ts')).ecrActions },
  { services: ['eks'], load: async () => (await import('./eks.ts')).eksActions },
  { services: ['ecs'], load: async () => (await import('./ecs-tasks.ts')).ecsTaskActions },
  {
    services: ['cloudformation'],
    load: async () => (await import('./cloudformation.ts')).cloudFormationActions,
  },
  { services: ['states'], load: async () => (await import('./states.ts')).statesActions },
  { services: ['scheduler'], load: async () => (await import('./scheduler.ts')).schedulerActions },
  { services: ['pipes'], load: async () => (await import('./pipes.ts')).pipesActions },
  { services: ['imagebuilder'], load: async () => (await import('./imagebuilder.ts')).imageBuilderActions },
  {
    services: ['elasticmapreduce', 'emr-serverless'],
    load: async () => (await import('./emr.ts')).emrActions,
  },
  { services: ['datapipeline'], load: async () => (await import('./datapipeline.ts')).dataPipelineActions },
  { services: ['batch'], load: async () => (await import('./batch.ts')).batchActions },
  { services: ['codepipeline'], load: async () => (await import('./codepipeline.ts')).codePipelineActions },
  { services: ['codedeploy'], load: async () => (await import('./codedeploy.ts')).codeDeployActions },
  { services: ['codebuild'], load: async () => (await import('./codebuild.ts')).codeBuildActions },
  {
    services: ['cloudformation'],
    load: async () => (await import('./cloudformation-stacks.ts')).cloudFormationStackActions,
  },
  {
    services: ['cloudformation'],
    load: async () => (await import('./cloudformation-stack-sets.ts')).cloudFormationStackSetActions,
  },
  { services: ['apprunner'], load: async () => (await import('./apprunner.ts')).appRunnerActions },
  { services: ['sagemaker'], load: async () => (await import('./sagemaker.ts')).sagemakerActions },
  {
    services: ['sagemaker'],
    load: async () => (await import('./sagemaker-notebooks.ts')).sagemakerNotebookActions,
  },
  { services: ['sagemaker'], load: async () => (await import('./sagemaker-jobs.ts')).sagemakerJobActions },
  { services: ['bedrock'], load: async () => (await import('./bedrock.ts')).bedrockActions },
  { services: ['bedrock'], load: async () => (await import('./bedrock-models.ts')).bedrockModelActions },
  { services: ['bedrock'], load: async () => (await import('./bedrock-guards.ts')).bedrockGuardActions },
  {
    services: ['bedrock-agentcore'],
    load: async () => (await import('./bedrock-agentcore.ts')).bedrockAgentCoreActions,
  },
  { services: ['cloudtrail'], load: async () => (await import('./cloudtrail.ts')).cloudTrailActions },
  {
    services: ['cloudtrail'],
    load: async () => (await import('./cloudtrail-changes.ts')).cloudTrailChangeActions,
  },
  {
    services: ['route53resolver', 'guardduty', 'config'],
    load: async () => (await import('./detection.ts')).detectionActions,
  },
  {
    services: ['securityhub', 'macie2', 'inspector2', 'detective', 'access-analyzer', 'route53resolver'],
    load: async () => (await import('./detection-services.ts')).detectionServiceActions,
  },
  {
    services: ['route53resolver'],
    load: async () => (await import('./route53resolver.ts')).route53ResolverPolicyActions,
  },
  { services: ['config'], load: async () => (await import('./config.ts')).configActions },
  { services: ['guardduty'], load: async () => (await import('./guardduty.ts')).guardDutyActions },
  { services: ['logs', 'cloudwatch'], load: async () => (await import('./logs.ts')).logActions },
  { services: ['events'], load: async () => (await import('./events.ts')).eventActions },
  { services: ['wafv2'], load: async () => (await import('./wafv2.ts')).wafActions },
  { services: ['wafv2'], load: async () => [(await import('./wafv2-web-acl.ts')).updateWebAclAction] },
  {
    services: ['sts', 'cloudtrail', 'logs', 'cloudwatch', 'events'],
    load: async () => (await import('./monitoring.ts')).monitoringActions,
  },
];
