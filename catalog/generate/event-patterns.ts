import type { CatalogEntry, TrailCondition } from '../entry.ts';
import { underAnyPath } from './under-any-path.ts';

/** An EventBridge rule's pattern may have this many characters. */
export const patternLimit = 2_048;

export interface EventRule {
  /** Lower case and dashes. */
  name: string;
  /** What it sees, for who reads the console. */
  description: string;
  pattern: EventPattern;
  /** EventBridge keeps calls that only read from a rule that does not ask for them. */
  state: 'ENABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
}

export interface EventPattern {
  source: readonly unknown[];
  'detail-type': readonly string[];
  detail: Readonly<Record<string, unknown>>;
}

interface Alternative {
  eventSource: readonly string[];
  eventName: readonly string[];
  [where: string]: unknown;
}

/** Data events, which may be millions, come by a rule of their own where settings ask. CloudTrail wrote no such field before 2021. */
const management = { managementEvent: [true, { exists: false }] };

/** Sessions of roles of such ARNs. */
export const sessionsOf = (rolePatterns: readonly string[]) => ({
  userIdentity: {
    sessionContext: {
      sessionIssuer: { arn: rolePatterns.flatMap(underAnyPath).map((wildcard) => ({ wildcard })) },
    },
  },
});

/**
 * Rules for a region that see what agents do themselves: all that changes anything, described or not, by one rule; and the
 * reads among these entries by name, because EventBridge would bring every read of every agent along.
 */
export function eventRules(
  entries: readonly CatalogEntry[],
  agentRolePatterns: readonly string[],
): EventRule[] {
  const agents = { ...sessionsOf(agentRolePatterns), ...management };
  const reads = patternsOf(entries.filter(looksLikeRead), agents);
  return [
    {
      name: 'agents-write',
      description: 'Whatever agents change, described or not',
      pattern: patternOf([], agents),
      state: 'ENABLED',
    },
    ...reads.map(
      (pattern, index): EventRule => ({
        name: `agents-read-${index + 1}`,
        description: 'What agents read that they must ask for',
        pattern,
        state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      }),
    ),
  ];
}

/** EventBridge goes by the name where CloudTrail's own flag and the name disagree, and the other way round. */
const looksLikeRead = ({ readOnly, cloudTrail }: CatalogEntry): boolean =>
  readOnly || (cloudTrail?.names.some((name) => /^(?:Get|List|Describe)/.test(name)) ?? false);

function patternsOf(entries: readonly CatalogEntry[], agents: object): EventPattern[] {
  const chunks: Alternative[][] = [];
  for (const { source, names, where } of entries.flatMap(({ cloudTrail }) => cloudTrail ?? [])) {
    for (const name of names) {
      const call = { source, name, condition: patternFor(where) };
      const last = chunks.at(-1);
      const grown = last && withCall(last, call);
      if (grown && JSON.stringify(patternOf(grown, agents)).length <= patternLimit)
        chunks[chunks.length - 1] = grown;
      else chunks.push(withCall([], call));
    }
  }
  return chunks.map((chunk) => patternOf(chunk, agents));
}

/** `{ path: [a, b], oneOf }` as `{ a: { b: oneOf } }`. */
const patternFor = (where: TrailCondition | undefined): object =>
  where === undefined
    ? {}
    : (where.path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), where.oneOf) as object);

/** Calls of one service under one condition share an alternative. */
function withCall(
  alternatives: readonly Alternative[],
  { source, name, condition }: { source: string; name: string; condition: object },
): Alternative[] {
  const like = (other: Alternative): boolean => {
    const { eventName: _, ...rest } = other;
    return JSON.stringify(rest) === JSON.stringify({ eventSource: [source], ...condition });
  };
  if (!alternatives.some(like))
    return [...alternatives, { eventSource: [source], eventName: [name], ...condition }];
  return alternatives.map((other) =>
    like(other) ? { ...other, eventName: [...new Set([...other.eventName, name])] } : other,
  );
}

const patternOf = (alternatives: readonly Alternative[], agents: object): EventPattern => ({
  // Nobody but AWS can put events under these sources on a bus.
  source: [{ prefix: 'aws.' }],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { ...agents, ...(alternatives.length > 1 ? { $or: alternatives } : alternatives[0]) },
});
