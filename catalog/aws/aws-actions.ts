import type { CatalogEntry } from '../entry.ts';
import { backupActions } from './backup.ts';
import { bedrockActions } from './bedrock.ts';
import { certificateActions } from './certificates.ts';
import { cloudFormationActions } from './cloudformation.ts';
import { cloudTrailActions } from './cloudtrail.ts';
import { cloudTrailChangeActions } from './cloudtrail-changes.ts';
import { cognitoActions } from './cognito.ts';
import { configActions } from './config.ts';
import { detectionActions } from './detection.ts';
import { detectionServiceActions } from './detection-services.ts';
import { dynamodbActions } from './dynamodb.ts';
import { ec2InstanceConnectActions } from './ec2-instance-connect.ts';
import { ec2InstanceActions } from './ec2-instances.ts';
import { ec2NetworkActions } from './ec2-network.ts';
import { runInstancesAction } from './ec2-run-instances.ts';
import { ec2SharingActions } from './ec2-sharing.ts';
import { ecsActions } from './ecs.ts';
import { eventActions } from './events.ts';
import { glueActions } from './glue.ts';
import { guardDutyActions } from './guardduty.ts';
import { iamAccountActions } from './iam-account.ts';
import { iamCredentialActions } from './iam-credentials.ts';
import { iamGroupPolicyActions } from './iam-group-policies.ts';
import { iamPolicyActions } from './iam-policies.ts';
import { iamPolicyRemovalActions } from './iam-policy-removals.ts';
import { iamPrincipalChangeActions } from './iam-principal-changes.ts';
import { iamPrincipalActions } from './iam-principals.ts';
import { iamProviderActions } from './iam-providers.ts';
import { kmsActions } from './kms.ts';
import { kmsChangeActions } from './kms-changes.ts';
import { lambdaActions } from './lambda.ts';
import { logActions } from './logs.ts';
import { organizationAccountActions } from './organization-accounts.ts';
import { organizationPolicyActions } from './organization-policies.ts';
import { organizationsActions } from './organizations.ts';
import { ramActions } from './ram.ts';
import { rdsActions } from './rds.ts';
import { redshiftActions } from './redshift.ts';
import { rolesAnywhereActions } from './rolesanywhere.ts';
import { rolesAnywhereProfileActions } from './rolesanywhere-profiles.ts';
import { s3Actions } from './s3.ts';
import { sagemakerActions } from './sagemaker.ts';
import { secretsManagerActions } from './secretsmanager.ts';
import { secretsManagerChangeActions } from './secretsmanager-changes.ts';
import { ssmParameterActions } from './ssm-parameters.ts';
import { ssmSessionActions } from './ssm-sessions.ts';
import { ssoActions } from './sso.ts';
import { ssoPermissionSetActions } from './sso-permission-sets.ts';
import { stsActions } from './sts.ts';
import { stsSessionActions } from './sts-sessions.ts';
import { wafActions } from './wafv2.ts';

/** Every action of AWS that the catalog knows, by what it touches: identity, data, secrets, machines, the watch itself. */
export const awsActions: readonly CatalogEntry[] = [
  ...iamPolicyActions,
  ...iamGroupPolicyActions,
  ...iamPolicyRemovalActions,
  ...iamPrincipalActions,
  ...iamPrincipalChangeActions,
  ...iamCredentialActions,
  ...iamProviderActions,
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
  ...cognitoActions,
  ...certificateActions,
  ...rdsActions,
  ...dynamodbActions,
  ...s3Actions,
  ...ec2SharingActions,
  ...redshiftActions,
  ...glueActions,
  ...ramActions,
  ...backupActions,
  ...secretsManagerActions,
  ...secretsManagerChangeActions,
  ...ssmParameterActions,
  ...kmsActions,
  ...kmsChangeActions,
  ...ec2NetworkActions,
  ...ec2InstanceActions,
  runInstancesAction,
  ...ec2InstanceConnectActions,
  ...ssmSessionActions,
  ...lambdaActions,
  ...ecsActions,
  ...cloudFormationActions,
  ...sagemakerActions,
  ...bedrockActions,
  ...cloudTrailActions,
  ...cloudTrailChangeActions,
  ...detectionActions,
  ...detectionServiceActions,
  ...configActions,
  ...guardDutyActions,
  ...logActions,
  ...eventActions,
  ...wafActions,
];
