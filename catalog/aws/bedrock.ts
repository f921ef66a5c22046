import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { beginningOf, sentence } from '../sentence.ts';
import { matching, text } from '../values/aws-values.ts';
import { base64Text, textIn } from '../values/base64.ts';

const define = actionsOf({ prefix: 'bedrock' });

/** Access to models is the account's in a region; IAM knows no narrower resource. */
const resource = 'arn:{partition}:bedrock:{region}:{account}:*';
const exampleResource = 'arn:aws:bedrock:eu-central-1:111122223333:*';
const modelId = matching(
  '[a-z0-9-]{1,63}\\.[a-z0-9.:-]{1,160}',
  224,
  'must be a model id such as anthropic.claude-v2',
);

export const bedrockActions = [
  define({
    operation: 'CreateFoundationModelAgreement',
    groups: ['model-change'],
    parameters: z.strictObject({ modelId, offerToken: text(4_096) }),
    resource,
    say: ({ modelId: model }) => sentence`Accept the terms of model ${model} for the account`,
    secrets: { '/offerToken': 'a token of the marketplace' },
    reversible: true,
    example: {
      parameters: { modelId: 'anthropic.claude-v2', offerToken: 'an-example-only' },
      resource: exampleResource,
    },
  }),
  define({
    operation: 'PutFoundationModelEntitlement',
    groups: ['model-change'],
    parameters: z.strictObject({ modelId }),
    resource,
    say: ({ modelId: model }) => sentence`Turn on access to model ${model} for the account`,
    reversible: true,
    example: { parameters: { modelId: 'anthropic.claude-v2' }, resource: exampleResource },
  }),
  define({
    operation: 'PutUseCaseForModelAccess',
    groups: ['model-change'],
    parameters: z.strictObject({ formData: base64Text(16_384) }),
    resource,
    say: ({ formData }) =>
      sentence`Declare to a model's provider what the account uses it for: ${beginningOf(textIn(formData) ?? formData)}`,
    reversible: false,
    example: { parameters: { formData: 'eyJjb21wYW55TmFtZSI6IkV4YW1wbGUifQ==' }, resource: exampleResource },
  }),
];
