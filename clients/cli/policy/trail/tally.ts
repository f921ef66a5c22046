import type { TrailEvent } from '../../../../catalog/trail/trail-event.ts';
import type { DirectoryAgent } from '../../../../core/directory/directory.ts';
import type { RuleOn, Ruling } from '../../../../core/policy/ruling.ts';
import { votersOf } from '../explain.ts';
import type { Policies } from '../policies.ts';
import { type Call, createCallOf } from './call-of.ts';
import type { StandIn } from './caller-of.ts';
import { add, type Counts } from './counts.ts';

export const noPolicy = '(no policy)';

/** What each event adds to the counts that the report is made of. */
export function createTally(
  policies: Policies,
  standIns: readonly StandIn[] = [],
): (event: TrailEvent, counts: Counts) => void {
  const callOf = createCallOf(policies, standIns);
  const ruleOn = rememberRulings(policies.ruleOn);

  return (event, counts) => {
    const call = callOf(event);
    if (call.kind !== 'call') return add(counts, call.kind, ...namesOf(call));
    const { agent, day } = call;
    const ruling = ruleOn(call);
    add(counts, 'call');
    add(counts, 'agent', agent.id, day, ruling.decision);
    for (const policy of ruling.policies.length > 0 ? ruling.policies : [noPolicy]) {
      add(counts, 'policy', policy, ruling.decision);
    }
    askPeople(ruling, agent, day, policies, counts);
  };
}

/** What each kind is counted by. */
function namesOf(call: Exclude<Call, { kind: 'call' }>): string[] {
  switch (call.kind) {
    case 'stranger':
      return [call.principal];
    case 'outside':
      return [call.call];
    case 'denied':
      return [call.call, call.errorCode];
    case 'unread':
      return [call.action, call.why];
  }
}

function askPeople(
  ruling: Ruling,
  agent: DirectoryAgent,
  day: string,
  { bundle }: Policies,
  counts: Counts,
): void {
  if (ruling.decision !== 'review') return;
  for (const { group } of ruling.terms.approvals) add(counts, 'group', group);
  for (const person of votersOf(ruling, agent, bundle)) add(counts, 'person', person, day);
}

/** Agents repeat themselves, as far as policies look. */
export function rememberRulings(ruleOn: RuleOn): (call: Pick<RuledOn, 'facts' | 'rulingKey'>) => Ruling {
  const known = new Map<string, Ruling>();
  return ({ facts, rulingKey }) => {
    const ruling = known.get(rulingKey) ?? ruleOn(facts);
    if (known.size >= 5_000) known.clear();
    known.set(rulingKey, ruling);
    return ruling;
  };
}

type RuledOn = Extract<Call, { kind: 'call' }>;
