import { type EventRule, sessionsOf } from './event-patterns.ts';

export interface Watched {
  /** ARNs with wildcards: of agents, and those that agents may become. */
  agentRoles: readonly string[];
  /** ARNs of Countersign's own roles where agents act, for any account. */
  ownRoles: readonly string[];
  /** What the names of its own rules and trails begin with. */
  ownPrefix: string;
  /** Sources of data events, such as `s3.amazonaws.com`. */
  dataEvents: readonly string[];
}

/** What a region sees beside the calls of agents: who signs in, what our own roles do, and who blinds the trail. */
export const watchingRules = ({ agentRoles, ownRoles, ownPrefix, dataEvents }: Watched): EventRule[] => [
  {
    name: 'sign-ins',
    description: 'Agents who sign in to the console',
    pattern: {
      source: ['aws.signin'],
      'detail-type': ['AWS Console Sign In via CloudTrail'],
      detail: sessionsOf(agentRoles),
    },
    // GetSigninToken has the name of a read.
    state: withReads,
  },
  {
    name: 'own-roles',
    description: 'What is done by the roles of Countersign, or under its name, and who takes them',
    pattern: apiCalls({
      $or: [
        sessionsOf(ownRoles),
        { userIdentity: { sessionContext: { sourceIdentity: [{ prefix: 'countersign-' }] } } },
        {
          eventSource: ['sts.amazonaws.com'],
          eventName: ['AssumeRole'],
          requestParameters: { roleArn: ownRoles.map((wildcard) => ({ wildcard })) },
        },
      ],
    }),
    // Looks are reads.
    state: withReads,
  },
  {
    name: 'guards',
    description: 'Whoever stops CloudTrail, or what watches here',
    pattern: apiCalls({
      errorCode: [{ exists: false }],
      $or: [
        { eventSource: ['cloudtrail.amazonaws.com'], eventName: stopsTheTrail },
        {
          eventSource: ['events.amazonaws.com'],
          eventName: ['DeleteRule', 'DisableRule'],
          requestParameters: { name: [{ prefix: ownPrefix }] },
        },
        {
          eventSource: ['events.amazonaws.com'],
          eventName: ['RemoveTargets'],
          requestParameters: { rule: [{ prefix: ownPrefix }] },
        },
      ],
    }),
    state: 'ENABLED',
  },
  ...(dataEvents.length > 0 ? [dataRule(agentRoles, dataEvents)] : []),
];

const withReads = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** It ends, or leaves out what it wrote until now. */
const stopsTheTrail = ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'];

const apiCalls = (detail: Readonly<Record<string, unknown>>): EventRule['pattern'] => ({
  source: [{ prefix: 'aws.' }],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail,
});

const dataRule = (agentRoles: readonly string[], sources: readonly string[]): EventRule => ({
  name: 'data',
  description: 'What agents read and write within resources, as far as a trail keeps it',
  pattern: apiCalls({ ...sessionsOf(agentRoles), managementEvent: [false], eventSource: sources }),
  state: withReads,
});
