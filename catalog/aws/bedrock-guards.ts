import type { Bedrock } from '@aws-sdk/client-bedrock';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { beginningOf, inTurn, namedIn, sentence } from '../sentence.ts';
import { matching } from '../values/aws-values.ts';
import { pinnedVersion } from '../values/pinned.ts';
import { shortName } from '../values/short-name.ts';
import { guardrailRules, invocationLogging } from './watching-looks.ts';

const define = operationsOf<Bedrock>({ prefix: 'bedrock' });

const wholeRegion = 'arn:{partition}:bedrock:{region}:{account}:*';
const guardrail = 'arn:{partition}:bedrock:{region}:{account}:guardrail/{guardrailIdentifier}';
const guardrailIdentifier = shortName('bedrock', 'guardrail/', '[a-z0-9]+', 'abcdefgh1234');

const kinds = {
  topicPolicyConfig: 'topics',
  contentPolicyConfig: 'content',
  wordPolicyConfig: 'words',
  sensitiveInformationPolicyConfig: 'sensitive information',
  contextualGroundingPolicyConfig: 'grounding',
  automatedReasoningPolicyConfig: 'reasoning',
} as const;
const actions = (kind: string, list: string, names: readonly string[]): string[] =>
  names.map((name) => `/${kind}/${list}/*/${name}`);

export const bedrockGuardActions = [
  define({
    operation: 'DeleteModelInvocationLoggingConfiguration',
    groups: ['audit-tampering'],
    resource: wholeRegion,
    say: () => 'Stop recording what models are asked and answer in this region',
    reversible: true,
    ...invocationLogging,
    example: {},
  }),
  define({
    operation: 'PutModelInvocationLoggingConfiguration',
    groups: ['audit-tampering', 'data-export'],
    resource: wholeRegion,
    say: ({ loggingConfig: { cloudWatchConfig, s3Config, ...kinds } }, { account }) => {
      const { logGroupName, roleArn, ...large } = cloudWatchConfig ?? {};
      const places = [
        ...(logGroupName === undefined ? [] : [`log group ${logGroupName}`]),
        ...(s3Config === undefined ? [] : [`s3://${s3Config.bucketName}/${s3Config.keyPrefix ?? ''}`]),
      ];
      return sentence`Record what models are asked and answer in this region in ${places.length > 0 ? places.join(' and ') : 'no place'}${roleArn === undefined ? '' : ` as ${namedIn(roleArn, account)}`} from now on${further({ ...large, ...kinds })}`;
    },
    passes: ['/loggingConfig/cloudWatchConfig/roleArn'],
    reversible: true,
    ...invocationLogging,
    example: { loggingConfig: { s3Config: { bucketName: 'model-records' }, textDataDeliveryEnabled: false } },
  }),
  define({
    operation: 'DeleteGuardrail',
    groups: ['destruction', 'model-change'],
    resource: guardrail,
    values: { guardrailIdentifier, guardrailVersion: pinnedVersion },
    say: ({ guardrailIdentifier: id, guardrailVersion: version }) =>
      sentence`Delete ${version === undefined ? 'guardrail' : `version ${version} of guardrail`} ${id}, which keeps models from harm`,
    reversible: false,
    example: { guardrailIdentifier: 'abcdefgh1234' },
  }),
  define({
    operation: 'UpdateGuardrail',
    groups: ['model-change'],
    resource: guardrail,
    values: { guardrailIdentifier, name: matching('[0-9a-zA-Z_-]+', 50) },
    say: (given) => {
      const { guardrailIdentifier: id, name, blockedInputMessaging, blockedOutputsMessaging } = given;
      const policies = Object.entries(kinds).map(([member, words]) => {
        const policy = given[member as keyof typeof kinds];
        return policy === undefined
          ? `no limits of ${words}`
          : `${words} ${beginningOf(JSON.stringify(policy), 80)}`;
      });
      return sentence`Replace guardrail ${id} (${name}) by: ${inTurn(policies)}${further({ blockedInputMessaging, blockedOutputsMessaging })}`;
    },
    // What it lets through and what it says.
    shown: [
      ...['/name', '/description', '/blockedInputMessaging', '/blockedOutputsMessaging'],
      ...actions('topicPolicyConfig', 'topicsConfig', [
        ...['name', 'definition', 'examples/*', 'inputAction', 'outputAction'],
      ]),
      ...actions('contentPolicyConfig', 'filtersConfig', [
        ...['inputModalities/*', 'outputModalities/*', 'inputAction', 'outputAction'],
      ]),
      ...actions('wordPolicyConfig', 'wordsConfig', ['inputAction', 'outputAction']),
      ...actions('wordPolicyConfig', 'managedWordListsConfig', ['inputAction', 'outputAction']),
      ...actions('contextualGroundingPolicyConfig', 'filtersConfig', ['action']),
      ...['topicPolicyConfig', 'contentPolicyConfig', 'contextualGroundingPolicyConfig'].map(
        (kind) => `/${kind}/tierConfig/tierName`,
      ),
    ],
    reversible: true,
    look: guardrailRules,
    example: {
      guardrailIdentifier: 'abcdefgh1234',
      name: 'support',
      blockedInputMessaging: 'I cannot answer that.',
      blockedOutputsMessaging: 'I cannot answer that.',
      wordPolicyConfig: { managedWordListsConfig: [{ type: 'PROFANITY' }] },
    },
  }),
];
