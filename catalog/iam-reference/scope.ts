/** Of the actions that the catalog knows, or will next. */
const ofTheCatalog = `
  access-analyzer account acm acm-pca apigateway apprunner athena autoscaling backup batch bedrock
  bedrock-agentcore cloudformation cloudfront cloudtrail cloudwatch codebuild codedeploy codepipeline
  cognito-identity cognito-idp config datapipeline datasync detective dms dynamodb ebs ec2
  ec2-instance-connect ecr ecs eks elasticfilesystem elasticmapreduce emr-serverless es events glue
  guardduty iam identitystore imagebuilder inspector2 kms lakeformation lambda lightsail logs macie2
  organizations pipes ram rds rds-data rds-db redshift redshift-data redshift-serverless rolesanywhere
  route53 route53domains route53resolver s3 sagemaker scheduler secretsmanager securityhub servicecatalog
  ses sns sqs ssm sso states sts transfer wafv2
`;

/** Needed beside them by the published escalation paths. */
const ofPathsOnly = `
  airflow appsync braket chime cloud9 codeartifact codestar connect ecr-public emr-containers finspace-api
  gamelift glacier grafana kinesisanalytics license-manager mediapackage omics
`;

/** The services, by their prefixes in IAM, of which `by-service/` holds a file. */
export const servicesInScope: readonly string[] = `${ofTheCatalog} ${ofPathsOnly}`.trim().split(/\s+/).sort();
