import type { Secrets } from '../core/lib/redact.ts';
import type { CatalogEntry } from './entry.ts';
import { operationOf } from './operation-of.ts';
import { serviceOf } from './service-of.ts';

/** What neither its mark nor its name gives away: keys that are called id, addresses that let in whoever has them. */
export const unmarked: Readonly<Record<string, readonly string[]>> = {
  'apigateway:CreateApiKey': ['/value'],
  'apigateway:GetApiKey': ['/value'],
  'apigateway:GetApiKeys': ['/items/*/value'],
  'apigateway:UpdateApiKey': ['/value'],
  'appsync:CreateApiKey': ['/apiKey/id'],
  'appsync:ListApiKeys': ['/apiKeys/*/id'],
  'appsync:UpdateApiKey': ['/apiKey/id'],
  'athena:CreatePresignedNotebookUrl': ['/NotebookUrl'],
  'connect:GetFederationToken': ['/SignInUrl'],
  'ec2:DescribeInstanceAttribute': ['/UserData/Value'],
  'ecs:ExecuteCommand': ['/session/streamUrl'],
  'elasticmapreduce:GetOnClusterAppUIPresignedURL': ['/PresignedURL'],
  'elasticmapreduce:GetPersistentAppUIPresignedURL': ['/PresignedURL'],
  'emr-serverless:GetDashboardForJobRun': ['/url'],
  'glue:GetConnection': ['/Connection/ConnectionProperties', '/Connection/SparkProperties'],
  'glue:GetConnections': ['/ConnectionList/*/ConnectionProperties', '/ConnectionList/*/SparkProperties'],
  'kinesisanalytics:CreateApplicationPresignedUrl': ['/AuthorizedUrl'],
  'lambda:GetFunction': ['/Code/Location'],
  'lambda:GetLayerVersion': ['/Content/Location'],
  'lambda:GetLayerVersionByArn': ['/Content/Location'],
  'sagemaker:CreatePartnerAppPresignedUrl': ['/Url'],
  'sagemaker:CreatePresignedDomainUrl': ['/AuthorizedUrl'],
  'sagemaker:CreatePresignedMlflowTrackingServerUrl': ['/AuthorizedUrl'],
  'sagemaker:CreatePresignedNotebookInstanceUrl': ['/AuthorizedUrl'],
  'ssm:CreateActivation': ['/ActivationCode'],
  'ssm:ResumeSession': ['/StreamUrl'],
  'ssm:StartSession': ['/StreamUrl'],
  'wafv2:GenerateMobileSdkReleaseUrl': ['/Url'],
};

type Named = Pick<CatalogEntry, 'action' | 'operation'>;

/** What of an answer no channel, log or record may show. Nothing for what is no call of AWS: no answer of it is ours. */
export const secretsOfResult = (entry: Named): Secrets =>
  Object.fromEntries(pointersOf(entry).map((pointer) => [pointer, 'a secret in the answer of AWS']));

/**
 * Whether who asks needs a secret of the answer: then it goes to the caller of `/run` and nowhere else. What changes
 * something may answer with settings that hold secrets too; nobody asked for those, and they are hidden.
 */
export function hasSecretResult(
  entry: Named & Pick<CatalogEntry, 'curated' | 'groups' | 'readOnly'>,
): boolean {
  const { action, curated, groups, readOnly } = entry;
  const pointers = pointersOf(entry).filter((pointer) => !isMasked.test(pointer));
  if (readOnly || groups.some((group) => forSecrets.includes(group))) return pointers.length > 0;
  if (curated) return answersWithSecret.includes(action);
  // Nobody has looked at it: what it was not told itself may be what was asked for.
  const input = operationOf(entry)?.input.members;
  return pointers.some((pointer) => !input?.has(lastNameIn(pointer)));
}

const forSecrets = ['secret-read', 'credential-issue'];

/** Changes that are asked for because of their answer. */
const answersWithSecret = [
  'bedrock:InvokeModel',
  'ecs:ExecuteCommand',
  'lambda:InvokeFunction',
  'route53domains:TransferDomainToAnotherAwsAccount',
  'ssm:ResumeSession',
  'ssm:StartSession',
];

/** AWS answers with asterisks. */
const isMasked = /\/PendingModifiedValues\/MasterUserPassword$/;

const lastNameIn = (pointer: string): string =>
  pointer
    .split('/')
    .filter((name) => name !== '*')
    .at(-1) ?? '';

function pointersOf(entry: Named): readonly string[] {
  const operation = operationOf(entry);
  if (!operation) return [];
  return [...operation.secretResults, ...(unmarked[`${serviceOf(entry.action)}:${operation.name}`] ?? [])];
}
