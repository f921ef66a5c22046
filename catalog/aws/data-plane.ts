import type { Athena } from '@aws-sdk/client-athena';
import type { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';
import type { ECR } from '@aws-sdk/client-ecr';
import type { Lambda } from '@aws-sdk/client-lambda';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, nameIn, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { matching, uuid } from '../values/aws-values.ts';
import { base64Text, textIn } from '../values/base64.ts';
import { shortName } from '../values/short-name.ts';
import { imageIds, repositoryName, sayImages } from './ecr-shapes.ts';

const bedrock = operationsOf<BedrockRuntime>({ prefix: 'bedrock' });
const lambda = operationsOf<Lambda>({ prefix: 'lambda' });
const athena = operationsOf<Athena>({ prefix: 'athena' });
const ecr = operationsOf<ECR>({ prefix: 'ecr' });

/** Of AWS, of this account, or a profile that spreads calls over Regions: an id alone can be two of them. */
const modelArn = matching(
  'arn:aws(?:-cn|-us-gov)?:bedrock:[a-z0-9-]+:(?::foundation-model|[0-9]{12}:(?:application-inference-profile|custom-model-deployment|imported-model|inference-profile|prompt-router|provisioned-model))/[a-z0-9.:-]{1,200}',
  512,
  'must be the ARN of a model, such as arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-v2',
);
const sayText = (body = ''): string => beginningOf(textIn(body) ?? body);

const queryId = matching(uuid, 36, 'must be the id of a query');

/** What agents do thousands of times, of services that have no file of their own for it. */
export const dataPlaneActions = [
  bedrock({
    operation: 'InvokeModelWithResponseStream',
    groups: ['data-read'],
    values: { modelId: modelArn, body: base64Text() },
    required: ['body'],
    resource: '{modelId}',
    say: ({ modelId, body }) => sentence`Ask model ${nameIn(modelId)} and read along: ${sayText(body)}`,
    shown: ['/body', '/requestMetadata'],
    events: ['InvokeModelWithResponseStream', 'ConverseStream'],
    reversible: true,
    example: {
      modelId: 'arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-v2',
      body: 'eyJwcm9tcHQiOiJIZWxsbyJ9',
      contentType: 'application/json',
    },
  }),
  lambda({
    operation: 'Invoke',
    iamName: 'InvokeFunction',
    groups: ['data-write'],
    values: {
      FunctionName: shortName('lambda', 'function:', '[a-zA-Z0-9_-]{1,64}', 'checkout'),
      Qualifier: matching('[1-9][0-9]*|[a-zA-Z][a-zA-Z0-9_-]*', 128, 'must be a version or an alias'),
      Payload: base64Text(),
    },
    // How it is called, beside what it is called with.
    without: ['ClientContext', 'DurableExecutionName'],
    resource: 'arn:{partition}:lambda:{region}:{account}:function:{FunctionName}',
    say: ({ FunctionName, Qualifier, Payload }) =>
      sentence`Run function ${FunctionName}${Qualifier === undefined ? '' : `, ${Qualifier},`}${Payload === undefined ? '' : ` with ${sayText(Payload)}`}`,
    shown: ['/Payload'],
    events: ['Invoke', 'InvokeFunction'],
    reversible: false,
    example: { FunctionName: 'checkout', Payload: 'eyJvcmRlciI6NDJ9' },
  }),
  athena({
    operation: 'GetQueryResults',
    groups: ['data-read'],
    values: { QueryExecutionId: queryId },
    // Which workgroup it was is not said: the query alone is.
    resource: 'arn:{partition}:athena:{region}:{account}:workgroup/*',
    say: ({ QueryExecutionId }) => sentence`Read what query ${QueryExecutionId} has found`,
    reversible: true,
    example: { QueryExecutionId: '1234abcd-12ab-34cd-56ef-1234567890ab' },
  }),
  athena({
    operation: 'GetQueryExecution',
    groups: ['read'],
    values: { QueryExecutionId: queryId },
    resource: 'arn:{partition}:athena:{region}:{account}:workgroup/*',
    say: ({ QueryExecutionId }) => sentence`Look at how far query ${QueryExecutionId} is`,
    reversible: true,
    example: { QueryExecutionId: '1234abcd-12ab-34cd-56ef-1234567890ab' },
  }),
  ecr({
    operation: 'BatchGetImage',
    groups: ['data-read'],
    values: { repositoryName, imageIds, registryId: accountId },
    accountOf: ({ registryId }) => registryId,
    resource: 'arn:{partition}:ecr:{region}:{account}:repository/{repositoryName}',
    say: ({ repositoryName: name, imageIds: images }) =>
      sentence`Read image ${sayImages(images)} of repository ${name}`,
    reversible: true,
    example: { repositoryName: 'shop/checkout', imageIds: [{ imageTag: 'release' }] },
  }),
];
