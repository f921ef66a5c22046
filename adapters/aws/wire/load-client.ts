import type { StaticOperationSchema } from '@smithy/types';
import type { SdkInput } from '../../../catalog/shapes/to-sdk-input.ts';
import type { ClientSettings } from './client-settings.ts';

/** A client of the SDK, whichever it is. */
export interface SdkClient {
  send: (command: SdkCommand) => Promise<Record<string, unknown>>;
  destroy: () => void;
}

/** Only a client's own module makes them. */
export type SdkCommand = { readonly input: object };

export interface SdkModule {
  makeClient: (settings: ClientSettings) => SdkClient;
  makeCommand: (operation: string, input: SdkInput) => SdkCommand;
  schemaOf: (operation: string) => StaticOperationSchema;
}

/** By the name that `serviceClients` has for it. Each is loaded when it is first used: some take half a second. */
export async function loadClient(name: string): Promise<SdkModule> {
  const load = Object.hasOwn(modules, name) ? modules[name] : undefined;
  if (!load) throw new Error(`The SDK's client ${name} is not one that Countersign knows.`);
  const exported = await load();
  const [, Client] = Object.entries(exported).find(([one]) => /^[A-Z]\w*Client$/.test(one)) ?? [];
  const get = (one: string): unknown => {
    if (!Object.hasOwn(exported, one)) throw new Error(`The SDK's client ${name} has no ${one}.`);
    return exported[one];
  };
  return {
    makeClient: (settings) => new (Client as ClientClass)(settings),
    makeCommand: (operation, input) => new (get(`${operation}Command`) as CommandClass)(input),
    schemaOf: (operation) => get(`${operation}$`) as StaticOperationSchema,
  };
}

type ClientClass = new (settings: ClientSettings) => SdkClient;
type CommandClass = new (input: SdkInput) => SdkCommand;

/** Written out, for a bundler follows nothing else. */
const modules: Record<string, () => Promise<Readonly<Record<string, unknown>>>> = {
  accessanalyzer: () => import('@aws-sdk/client-accessanalyzer'),
  account: () => import('@aws-sdk/client-account'),
  acm: () => import('@aws-sdk/client-acm'),
  'api-gateway': () => import('@aws-sdk/client-api-gateway'),
  apigatewayv2: () => import('@aws-sdk/client-apigatewayv2'),
  apprunner: () => import('@aws-sdk/client-apprunner'),
  appsync: () => import('@aws-sdk/client-appsync'),
  athena: () => import('@aws-sdk/client-athena'),
  'auto-scaling': () => import('@aws-sdk/client-auto-scaling'),
  backup: () => import('@aws-sdk/client-backup'),
  batch: () => import('@aws-sdk/client-batch'),
  bedrock: () => import('@aws-sdk/client-bedrock'),
  'bedrock-agent': () => import('@aws-sdk/client-bedrock-agent'),
  'bedrock-agent-runtime': () => import('@aws-sdk/client-bedrock-agent-runtime'),
  'bedrock-agentcore': () => import('@aws-sdk/client-bedrock-agentcore'),
  'bedrock-agentcore-control': () => import('@aws-sdk/client-bedrock-agentcore-control'),
  'bedrock-data-automation': () => import('@aws-sdk/client-bedrock-data-automation'),
  'bedrock-data-automation-runtime': () => import('@aws-sdk/client-bedrock-data-automation-runtime'),
  'bedrock-runtime': () => import('@aws-sdk/client-bedrock-runtime'),
  braket: () => import('@aws-sdk/client-braket'),
  chime: () => import('@aws-sdk/client-chime'),
  'chime-sdk-identity': () => import('@aws-sdk/client-chime-sdk-identity'),
  'chime-sdk-media-pipelines': () => import('@aws-sdk/client-chime-sdk-media-pipelines'),
  'chime-sdk-meetings': () => import('@aws-sdk/client-chime-sdk-meetings'),
  'chime-sdk-messaging': () => import('@aws-sdk/client-chime-sdk-messaging'),
  'chime-sdk-voice': () => import('@aws-sdk/client-chime-sdk-voice'),
  cloudformation: () => import('@aws-sdk/client-cloudformation'),
  cloudfront: () => import('@aws-sdk/client-cloudfront'),
  cloudtrail: () => import('@aws-sdk/client-cloudtrail'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  'cloudwatch-logs': () => import('@aws-sdk/client-cloudwatch-logs'),
  codeartifact: () => import('@aws-sdk/client-codeartifact'),
  codebuild: () => import('@aws-sdk/client-codebuild'),
  codedeploy: () => import('@aws-sdk/client-codedeploy'),
  codepipeline: () => import('@aws-sdk/client-codepipeline'),
  'cognito-identity': () => import('@aws-sdk/client-cognito-identity'),
  'cognito-identity-provider': () => import('@aws-sdk/client-cognito-identity-provider'),
  'config-service': () => import('@aws-sdk/client-config-service'),
  connect: () => import('@aws-sdk/client-connect'),
  'connect-contact-lens': () => import('@aws-sdk/client-connect-contact-lens'),
  'data-pipeline': () => import('@aws-sdk/client-data-pipeline'),
  'database-migration-service': () => import('@aws-sdk/client-database-migration-service'),
  datasync: () => import('@aws-sdk/client-datasync'),
  detective: () => import('@aws-sdk/client-detective'),
  dynamodb: () => import('@aws-sdk/client-dynamodb'),
  'dynamodb-streams': () => import('@aws-sdk/client-dynamodb-streams'),
  ebs: () => import('@aws-sdk/client-ebs'),
  ec2: () => import('@aws-sdk/client-ec2'),
  'ec2-instance-connect': () => import('@aws-sdk/client-ec2-instance-connect'),
  ecr: () => import('@aws-sdk/client-ecr'),
  'ecr-public': () => import('@aws-sdk/client-ecr-public'),
  ecs: () => import('@aws-sdk/client-ecs'),
  efs: () => import('@aws-sdk/client-efs'),
  eks: () => import('@aws-sdk/client-eks'),
  'elasticsearch-service': () => import('@aws-sdk/client-elasticsearch-service'),
  emr: () => import('@aws-sdk/client-emr'),
  'emr-serverless': () => import('@aws-sdk/client-emr-serverless'),
  eventbridge: () => import('@aws-sdk/client-eventbridge'),
  gamelift: () => import('@aws-sdk/client-gamelift'),
  glacier: () => import('@aws-sdk/client-glacier'),
  glue: () => import('@aws-sdk/client-glue'),
  grafana: () => import('@aws-sdk/client-grafana'),
  guardduty: () => import('@aws-sdk/client-guardduty'),
  iam: () => import('@aws-sdk/client-iam'),
  identitystore: () => import('@aws-sdk/client-identitystore'),
  imagebuilder: () => import('@aws-sdk/client-imagebuilder'),
  inspector2: () => import('@aws-sdk/client-inspector2'),
  'kinesis-analytics-v2': () => import('@aws-sdk/client-kinesis-analytics-v2'),
  kms: () => import('@aws-sdk/client-kms'),
  lakeformation: () => import('@aws-sdk/client-lakeformation'),
  lambda: () => import('@aws-sdk/client-lambda'),
  'license-manager': () => import('@aws-sdk/client-license-manager'),
  lightsail: () => import('@aws-sdk/client-lightsail'),
  macie2: () => import('@aws-sdk/client-macie2'),
  mailmanager: () => import('@aws-sdk/client-mailmanager'),
  mediapackage: () => import('@aws-sdk/client-mediapackage'),
  omics: () => import('@aws-sdk/client-omics'),
  opensearch: () => import('@aws-sdk/client-opensearch'),
  organizations: () => import('@aws-sdk/client-organizations'),
  pipes: () => import('@aws-sdk/client-pipes'),
  ram: () => import('@aws-sdk/client-ram'),
  rds: () => import('@aws-sdk/client-rds'),
  'rds-data': () => import('@aws-sdk/client-rds-data'),
  redshift: () => import('@aws-sdk/client-redshift'),
  'redshift-data': () => import('@aws-sdk/client-redshift-data'),
  'redshift-serverless': () => import('@aws-sdk/client-redshift-serverless'),
  'route-53': () => import('@aws-sdk/client-route-53'),
  'route-53-domains': () => import('@aws-sdk/client-route-53-domains'),
  s3: () => import('@aws-sdk/client-s3'),
  's3-control': () => import('@aws-sdk/client-s3-control'),
  sagemaker: () => import('@aws-sdk/client-sagemaker'),
  'sagemaker-featurestore-runtime': () => import('@aws-sdk/client-sagemaker-featurestore-runtime'),
  'sagemaker-runtime': () => import('@aws-sdk/client-sagemaker-runtime'),
  scheduler: () => import('@aws-sdk/client-scheduler'),
  'secrets-manager': () => import('@aws-sdk/client-secrets-manager'),
  securityhub: () => import('@aws-sdk/client-securityhub'),
  'service-catalog': () => import('@aws-sdk/client-service-catalog'),
  'service-catalog-appregistry': () => import('@aws-sdk/client-service-catalog-appregistry'),
  ses: () => import('@aws-sdk/client-ses'),
  sesv2: () => import('@aws-sdk/client-sesv2'),
  sfn: () => import('@aws-sdk/client-sfn'),
  sns: () => import('@aws-sdk/client-sns'),
  sqs: () => import('@aws-sdk/client-sqs'),
  ssm: () => import('@aws-sdk/client-ssm'),
  'sso-admin': () => import('@aws-sdk/client-sso-admin'),
  sts: () => import('@aws-sdk/client-sts'),
  transfer: () => import('@aws-sdk/client-transfer'),
  wafv2: () => import('@aws-sdk/client-wafv2'),
};
