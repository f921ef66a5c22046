import type { CatalogEntry } from '../entry.ts';
import { acmActions } from './acm.ts';
import { acmPcaActions } from './acm-pca.ts';
import { appRunnerActions } from './apprunner.ts';
import { autoScalingActions } from './autoscaling.ts';
import { backupActions } from './backup.ts';
import { batchActions } from './batch.ts';
import { bedrockActions } from './bedrock.ts';
import { bedrockAgentCoreActions } from './bedrock-agentcore.ts';
import { bedrockGuardActions } from './bedrock-guards.ts';
import { bedrockModelActions } from './bedrock-models.ts';
import { cloudFormationActions } from './cloudformation.ts';
import { cloudFormationStackSetActions } from './cloudformation-stack-sets.ts';
import { cloudFormationStackActions } from './cloudformation-stacks.ts';
import { cloudFrontActions } from './cloudfront.ts';
import { cloudTrailActions } from './cloudtrail.ts';
import { cloudTrailChangeActions } from './cloudtrail-changes.ts';
import { codeBuildActions } from './codebuild.ts';
import { codeDeployActions } from './codedeploy.ts';
import { codePipelineActions } from './codepipeline.ts';
import { cognitoActions } from './cognito.ts';
import { configActions } from './config.ts';
import { serviceCredentialActions } from './credentials-of-services.ts';
import { dataMoverActions } from './data-movers.ts';
import { dataPlaneActions } from './data-plane.ts';
import { dataPipelineActions } from './datapipeline.ts';
import { detectionActions } from './detection.ts';
import { detectionServiceActions } from './detection-services.ts';
import { dynamodbActions } from './dynamodb.ts';
import { dynamodbChangeActions } from './dynamodb-changes.ts';
import { dynamodbItemActions } from './dynamodb-items.ts';
import { dynamodbKeepingActions } from './dynamodb-keeping.ts';
import { ec2EgressActions } from './ec2-egress.ts';
import { ec2FleetActions } from './ec2-fleets.ts';
import { ec2ImageActions } from './ec2-images.ts';
import { ec2InstanceConnectActions } from './ec2-instance-connect.ts';
import { ec2InstanceProfileActions } from './ec2-instance-profiles.ts';
import { ec2InstanceSettingActions } from './ec2-instance-settings.ts';
import { ec2InstanceActions } from './ec2-instances.ts';
import { ec2LaunchTemplateActions } from './ec2-launch-templates.ts';
import { ec2NetworkActions } from './ec2-network.ts';
import { ec2NetworkAclActions } from './ec2-network-acls.ts';
import { ec2ReachActions } from './ec2-reach.ts';
import { ec2RouteActions } from './ec2-routes.ts';
import { runInstancesAction } from './ec2-run-instances.ts';
import { ec2SharingActions } from './ec2-sharing.ts';
import { ec2SnapshotActions } from './ec2-snapshots.ts';
import { ecrActions } from './ecr.ts';
import { ecsActions } from './ecs.ts';
import { ecsServiceActions } from './ecs-services.ts';
import { ecsTaskActions } from './ecs-tasks.ts';
import { eksActions } from './eks.ts';
import { eksAccessActions } from './eks-access.ts';
import { emrActions } from './emr.ts';
import { eventActions } from './events.ts';
import { glueActions } from './glue.ts';
import { glueJobActions } from './glue-jobs.ts';
import { glueSessionActions } from './glue-sessions.ts';
import { guardDutyActions } from './guardduty.ts';
import { iamAccountActions } from './iam-account.ts';
import { iamCredentialActions } from './iam-credentials.ts';
import { iamGroupPolicyActions } from './iam-group-policies.ts';
import { iamPolicyActions } from './iam-policies.ts';
import { iamPolicyRemovalActions } from './iam-policy-removals.ts';
import { iamPrincipalChangeActions } from './iam-principal-changes.ts';
import { iamPrincipalActions } from './iam-principals.ts';
import { iamProviderActions } from './iam-providers.ts';
import { iamUpkeepActions } from './iam-upkeep.ts';
import { imageBuilderActions } from './imagebuilder.ts';
import { kmsActions } from './kms.ts';
import { kmsChangeActions } from './kms-changes.ts';
import { kmsKeyActions } from './kms-keys.ts';
import { lakeFormationActions } from './lakeformation.ts';
import { lambdaActions } from './lambda.ts';
import { lambdaFunctionActions } from './lambda-functions.ts';
import { lambdaTriggerActions } from './lambda-triggers.ts';
import { lightsailActions } from './lightsail.ts';
import { logActions } from './logs.ts';
import { messageAccessActions } from './message-access.ts';
import { messageActions } from './messages.ts';
import { monitoringActions } from './monitoring.ts';
import { nameAndDoorActions } from './names-and-doors.ts';
import { organizationAccountActions } from './organization-accounts.ts';
import { organizationPolicyActions } from './organization-policies.ts';
import { organizationsActions } from './organizations.ts';
import { pipesActions } from './pipes.ts';
import { ramActions } from './ram.ts';
import { rdsActions } from './rds.ts';
import { rdsChangeActions } from './rds-changes.ts';
import { rdsDataActions } from './rds-data.ts';
import { rdsSnapshotActions } from './rds-snapshots.ts';
import { rdsWatchActions } from './rds-watch.ts';
import { redshiftActions } from './redshift.ts';
import { redshiftChangeActions } from './redshift-changes.ts';
import { redshiftDataActions } from './redshift-data.ts';
import { redshiftServerlessActions } from './redshift-serverless.ts';
import { rolesAnywhereActions } from './rolesanywhere.ts';
import { rolesAnywhereProfileActions } from './rolesanywhere-profiles.ts';
import { route53ResolverPolicyActions } from './route53resolver.ts';
import { s3Actions } from './s3.ts';
import { s3AccessActions } from './s3-access.ts';
import { s3BatchActions } from './s3-batch.ts';
import { s3BucketSafetyActions } from './s3-bucket-safety.ts';
import { s3BucketSettingActions } from './s3-bucket-settings.ts';
import { s3LifecycleActions } from './s3-lifecycle.ts';
import { s3ObjectActions } from './s3-objects.ts';
import { s3WebsiteActions } from './s3-websites.ts';
import { sagemakerActions } from './sagemaker.ts';
import { sagemakerJobActions } from './sagemaker-jobs.ts';
import { sagemakerNotebookActions } from './sagemaker-notebooks.ts';
import { schedulerActions } from './scheduler.ts';
import { searchAndFileActions } from './search-and-files.ts';
import { secretsManagerActions } from './secretsmanager.ts';
import { secretsManagerChangeActions } from './secretsmanager-changes.ts';
import { secretsManagerSecretActions } from './secretsmanager-secrets.ts';
import { ssmAutomationActions } from './ssm-automations.ts';
import { ssmDocumentActions } from './ssm-documents.ts';
import { ssmMaintenanceActions } from './ssm-maintenance.ts';
import { ssmParameterActions } from './ssm-parameters.ts';
import { ssmSessionActions } from './ssm-sessions.ts';
import { ssmSettingActions } from './ssm-settings.ts';
import { ssoActions } from './sso.ts';
import { ssoPermissionSetActions } from './sso-permission-sets.ts';
import { ssoRemovalActions } from './sso-removals.ts';
import { statesActions } from './states.ts';
import { stsActions } from './sts.ts';
import { stsSessionActions } from './sts-sessions.ts';
import { wafActions } from './wafv2.ts';
import { updateWebAclAction } from './wafv2-web-acl.ts';

/** Every action of AWS that the catalog knows, by what it touches: identity, data, secrets, machines, the watch itself. */
export const awsActions: readonly CatalogEntry[] = [
  ...iamPolicyActions,
  ...iamGroupPolicyActions,
  ...iamPolicyRemovalActions,
  ...iamPrincipalActions,
  ...iamPrincipalChangeActions,
  ...iamCredentialActions,
  ...iamProviderActions,
  ...iamUpkeepActions,
  ...iamAccountActions,
  ...organizationsActions,
  ...organizationPolicyActions,
  ...organizationAccountActions,
  ...rolesAnywhereActions,
  ...rolesAnywhereProfileActions,
  ...stsActions,
  ...stsSessionActions,
  ...ssoActions,
  ...ssoPermissionSetActions,
  ...ssoRemovalActions,
  ...cognitoActions,
  ...acmActions,
  ...acmPcaActions,
  ...serviceCredentialActions,
  ...rdsActions,
  ...rdsSnapshotActions,
  ...rdsChangeActions,
  ...rdsWatchActions,
  ...rdsDataActions,
  ...dynamodbActions,
  ...dynamodbChangeActions,
  ...dynamodbKeepingActions,
  ...dynamodbItemActions,
  ...dataMoverActions,
  ...lakeFormationActions,
  ...searchAndFileActions,
  ...dataPlaneActions,
  ...messageActions,
  ...messageAccessActions,
  ...s3Actions,
  ...s3ObjectActions,
  ...s3BucketSafetyActions,
  ...s3LifecycleActions,
  ...s3BucketSettingActions,
  ...s3WebsiteActions,
  ...s3AccessActions,
  ...s3BatchActions,
  ...ec2SharingActions,
  ...redshiftActions,
  ...redshiftChangeActions,
  ...redshiftDataActions,
  ...redshiftServerlessActions,
  ...glueActions,
  ...ramActions,
  ...backupActions,
  ...glueSessionActions,
  ...glueJobActions,
  ...secretsManagerActions,
  ...secretsManagerChangeActions,
  ...secretsManagerSecretActions,
  ...ssmParameterActions,
  ...kmsActions,
  ...kmsChangeActions,
  ...kmsKeyActions,
  ...ec2NetworkActions,
  ...ec2InstanceActions,
  runInstancesAction,
  ...ec2InstanceConnectActions,
  ...ec2SnapshotActions,
  ...ec2RouteActions,
  ...ec2ReachActions,
  ...ec2NetworkAclActions,
  ...ec2LaunchTemplateActions,
  ...ec2InstanceSettingActions,
  ...ec2InstanceProfileActions,
  ...ec2ImageActions,
  ...ec2FleetActions,
  ...ec2EgressActions,
  ...nameAndDoorActions,
  ...cloudFrontActions,
  ...lightsailActions,
  ...autoScalingActions,
  ...ssmSessionActions,
  ...ssmSettingActions,
  ...ssmMaintenanceActions,
  ...ssmDocumentActions,
  ...ssmAutomationActions,
  ...lambdaActions,
  ...lambdaTriggerActions,
  ...lambdaFunctionActions,
  ...ecsActions,
  ...eksAccessActions,
  ...ecsServiceActions,
  ...ecrActions,
  ...eksActions,
  ...ecsTaskActions,
  ...cloudFormationActions,
  ...statesActions,
  ...schedulerActions,
  ...pipesActions,
  ...imageBuilderActions,
  ...emrActions,
  ...dataPipelineActions,
  ...batchActions,
  ...codePipelineActions,
  ...codeDeployActions,
  ...codeBuildActions,
  ...cloudFormationStackActions,
  ...cloudFormationStackSetActions,
  ...appRunnerActions,
  ...sagemakerActions,
  ...sagemakerNotebookActions,
  ...sagemakerJobActions,
  ...bedrockActions,
  ...bedrockModelActions,
  ...bedrockGuardActions,
  ...bedrockAgentCoreActions,
  ...cloudTrailActions,
  ...cloudTrailChangeActions,
  ...detectionActions,
  ...detectionServiceActions,
  ...route53ResolverPolicyActions,
  ...configActions,
  ...guardDutyActions,
  ...logActions,
  ...eventActions,
  ...wafActions,
  updateWebAclAction,
  ...monitoringActions,
];
