import { bedrockActions } from './aws/bedrock.ts';
import { cloudFormationActions } from './aws/cloudformation.ts';
import { cloudTrailActions } from './aws/cloudtrail.ts';
import { detectionActions } from './aws/detection.ts';
import { dynamodbActions } from './aws/dynamodb.ts';
import { ec2InstanceConnectActions } from './aws/ec2-instance-connect.ts';
import { ec2InstanceActions } from './aws/ec2-instances.ts';
import { ec2NetworkActions } from './aws/ec2-network.ts';
import { runInstancesAction } from './aws/ec2-run-instances.ts';
import { ec2SharingActions } from './aws/ec2-sharing.ts';
import { ecsActions } from './aws/ecs.ts';
import { glueActions } from './aws/glue.ts';
import { iamPolicyActions } from './aws/iam-policies.ts';
import { iamPrincipalActions } from './aws/iam-principals.ts';
import { kmsActions } from './aws/kms.ts';
import { lambdaActions } from './aws/lambda.ts';
import { organizationsActions } from './aws/organizations.ts';
import { rdsActions } from './aws/rds.ts';
import { redshiftActions } from './aws/redshift.ts';
import { rolesAnywhereActions } from './aws/rolesanywhere.ts';
import { s3Actions } from './aws/s3.ts';
import { sagemakerActions } from './aws/sagemaker.ts';
import { secretsManagerActions } from './aws/secretsmanager.ts';
import { ssmParameterActions } from './aws/ssm-parameters.ts';
import { ssmSessionActions } from './aws/ssm-sessions.ts';
import { ssoActions } from './aws/sso.ts';
import { stsActions } from './aws/sts.ts';
import type { CatalogEntry } from './entry.ts';

/** Every action of AWS that the catalog knows, by what it touches: identity, data, secrets, machines, the watch itself. */
export const awsActions: readonly CatalogEntry[] = [
  ...iamPolicyActions,
  ...iamPrincipalActions,
  ...organizationsActions,
  ...rolesAnywhereActions,
  ...stsActions,
  ...ssoActions,
  ...rdsActions,
  ...dynamodbActions,
  ...s3Actions,
  ...ec2SharingActions,
  ...redshiftActions,
  ...glueActions,
  ...secretsManagerActions,
  ...ssmParameterActions,
  ...kmsActions,
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
  ...detectionActions,
];
