import type { Bedrock } from '@aws-sdk/client-bedrock';
import type { BedrockAgent } from '@aws-sdk/client-bedrock-agent';
import type { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, namedIn, nameIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching } from '../values/aws-values.ts';
import { base64Text, textIn } from '../values/base64.ts';
import { holds } from '../values/holds.ts';
import { s3Uri } from '../values/s3-uri.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<Bedrock>({ prefix: 'bedrock' });
const defineAgent = operationsOf<BedrockAgent>({ prefix: 'bedrock' });
const defineRuntime = operationsOf<BedrockRuntime>({ prefix: 'bedrock' });

/** A model of AWS's has no account; one's own, and what stands before several, has. */
const modelArn = arnOf(
  'bedrock',
  '(?:foundation-model|custom-model|provisioned-model|imported-model|inference-profile|application-inference-profile)/[a-z0-9./:-]+',
  'arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-v2',
  '(?:[0-9]{12})?',
);
const name = matching(
  '[0-9a-zA-Z](?:[_+-]?[0-9a-zA-Z])*',
  100,
  'must be letters, digits, dashes and underscores',
);
const model = 'arn:aws:bedrock:eu-central-1::foundation-model/anthropic.claude-v2';

export const bedrockModelActions = [
  define({
    operation: 'CreateModelCustomizationJob',
    groups: ['model-change', 'resource-creation', 'cost', 'lateral-movement'],
    resource: '{baseModelIdentifier}',
    values: {
      jobName: name,
      customModelName: name,
      baseModelIdentifier: modelArn,
      hyperParameters: z.record(z.string(), z.string()),
    },
    rules: [
      holds(
        z.object({
          trainingDataConfig: z.object({ s3Uri, invocationLogsConfig: z.never().optional() }),
          outputDataConfig: z.object({ s3Uri }),
        }),
        'Name training data and output by S3 URIs such as s3://bucket/prefix/',
      ),
    ],
    say: (job, { account }) => {
      const { trainingDataConfig: from, outputDataConfig: to, vpcConfig } = job;
      const network =
        vpcConfig === undefined
          ? ''
          : `, in ${listed(vpcConfig.subnetIds)} with ${listed(vpcConfig.securityGroupIds)}`;
      return sentence`Train model ${job.customModelName} on ${nameIn(job.baseModelIdentifier)} as ${namedIn(job.roleArn, account)}, from ${from.s3Uri ?? ''}, to ${to.s3Uri}${network}`;
    },
    passes: ['/roleArn'],
    shown: [
      ...[
        'equals',
        'notEquals',
        'andAll/*/equals',
        'andAll/*/notEquals',
        'orAll/*/equals',
        'orAll/*/notEquals',
      ],
    ].map((filter) => `/trainingDataConfig/invocationLogsConfig/requestMetadataFilters/${filter}`),
    reversible: true,
    example: {
      jobName: 'support-2026-01',
      customModelName: 'support',
      baseModelIdentifier: model,
      roleArn: 'arn:aws:iam::111122223333:role/training',
      trainingDataConfig: { s3Uri: 's3://training-data/support/' },
      outputDataConfig: { s3Uri: 's3://models/support/' },
    },
  }),
  define({
    operation: 'CreateProvisionedModelThroughput',
    groups: ['cost', 'resource-creation', 'model-change'],
    resource: '{modelId}',
    values: { provisionedModelName: name, modelId: modelArn },
    say: ({ provisionedModelName, modelId, modelUnits, commitmentDuration: time }) =>
      sentence`Buy ${modelUnits} units of ${nameIn(modelId)} as ${provisionedModelName}, ${time === undefined ? 'by the hour until they are given up' : `committed for ${time}`}`,
    reversible: false,
    example: {
      provisionedModelName: 'support',
      modelId: model,
      modelUnits: 1,
      commitmentDuration: 'OneMonth',
    },
  }),
  defineAgent({
    operation: 'CreateAgent',
    groups: ['model-change', 'resource-creation', 'lateral-movement'],
    resource: 'arn:{partition}:bedrock:{region}:{account}:*',
    values: { agentName: name },
    // A function, or prompts, in place of those that Bedrock has.
    without: ['customOrchestration', 'promptOverrideConfiguration'],
    say: ({ agentName, agentResourceRoleArn: role, foundationModel, instruction }, { account }) =>
      sentence`Make Bedrock agent ${agentName}${role === undefined ? '' : ` that acts as ${namedIn(role, account)}`}${foundationModel === undefined ? '' : `, by ${foundationModel}`}${instruction === undefined ? '' : `, told: ${beginningOf(instruction)}`}`,
    passes: ['/agentResourceRoleArn'],
    shown: ['/instruction'],
    reversible: true,
    example: {
      agentName: 'support',
      agentResourceRoleArn: 'arn:aws:iam::111122223333:role/support-agent',
      foundationModel: 'amazon.nova-lite-v1:0',
      instruction: 'You answer questions about orders, and about nothing but orders.',
    },
  }),
  defineRuntime({
    operation: 'InvokeModel',
    groups: ['data-read'],
    resource: '{modelId}',
    values: { modelId: modelArn, body: base64Text() },
    say: ({ modelId, body }) =>
      sentence`Ask model ${nameIn(modelId)}${typeof body === 'string' ? `: ${beginningOf(textIn(body) ?? body)}` : ''}`,
    // The question, which the agent has anyway.
    shown: ['/body', '/requestMetadata'],
    reversible: true,
    example: { modelId: model, contentType: 'application/json', body: 'eyJpbnB1dFRleHQiOiJoZWxsbyJ9' },
  }),
];
