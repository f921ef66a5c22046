import { join } from 'node:path';
import type { TrailEvent } from '../../../catalog/trail/trail-event.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import type { Case } from './cases.ts';
import { formatRuling } from './format-ruling.ts';
import type { Policies } from './policies.ts';
import { createCallOf } from './trail/call-of.ts';
import type { StandIn } from './trail/caller-of.ts';
import { add, type Counts } from './trail/counts.ts';
import { rememberRulings } from './trail/tally.ts';
import { factsOf } from './written-request.ts';

export interface Versions {
  before: Policies;
  now: Policies;
}

/** One line a policy in this folder: `+` new, `-` gone, `~` changed. */
export function changedPolicies({ before, now }: Versions, folder: string): string[] {
  const [old, fresh] = [before, now].map(
    ({ bundle }) => new Map(bundle.policies.map((policy) => [policy.id, policy])),
  );
  const ids = [...new Set([...(old?.keys() ?? []), ...(fresh?.keys() ?? [])])].sort();
  return ids.flatMap((id) => {
    const [was, is] = [old?.get(id), fresh?.get(id)];
    if (was?.text === is?.text) return [];
    const { file = '', line = 0 } = is ?? was ?? {};
    return `${was ? (is ? '~' : '-') : '+'} ${id} (${join(folder, file)}:${line})`;
  });
}

/** Cases are known by what they request. */
const byRequest = (cases: readonly Case[]): Map<string, Case> =>
  new Map(cases.map((each) => [canonicalJson(each.request), each]));

const positionOf = ({ position: { file, line, column } }: Case): string => `${file}:${line}:${column}`;

/** The cases of either side, and one line for each that is `+` new, `-` gone or `~` expects something else. */
export function mergeCases(old: readonly Case[], fresh: readonly Case[]) {
  const [before, now] = [byRequest(old), byRequest(fresh)];
  const all = new Map([...now, ...[...before].filter(([request]) => !now.has(request))]);
  const changes = [...all].flatMap(([request, each]) => {
    const [was, is] = [before.get(request), now.get(request)];
    if (was && is && canonicalJson(was.ruling) === canonicalJson(is.ruling)) return [];
    return `${was ? (is ? '~' : '-') : '+'} ${each.why} (${positionOf(each)})`;
  });
  return { cases: [...all.values()], changes };
}

export const changedCases = (cases: readonly Case[], { before, now }: Versions) =>
  cases.flatMap((each) => {
    const [was, is] = [before, now].map((policies) => {
      const answer = factsOf(each.request, policies);
      return answer.ok ? formatRuling(policies.ruleOn(answer.facts)) : `not possible: ${answer.problem}`;
    });
    if (was === undefined || is === undefined || was === is) return [];
    return { position: positionOf(each), why: each.why, was, is };
  });

/** Compares the first calls of agents, as many as the sample has. */
export function createChangeTally(
  { before, now }: Versions,
  sample: number,
  standIns: readonly StandIn[] = [],
) {
  const sides = [before, now].map((policies) => ({
    callOf: createCallOf(policies, standIns),
    ruleOn: rememberRulings(policies.ruleOn),
  }));
  let compared = 0;

  const take = (event: TrailEvent, counts: Counts): void => {
    const calls = sides.map(({ callOf, ruleOn }) => {
      const call = callOf(event);
      return call.kind === 'call'
        ? { call, said: formatRuling(ruleOn(call)) }
        : { call, said: `not ruled on (${call.kind})` };
    });
    const [was, is] = calls;
    const known = [is, was].flatMap((side) => (side?.call.kind === 'call' ? side.call : []))[0];
    if (!known || !was || !is || compared >= sample) return;
    compared += 1;
    if (was.said !== is.said) add(counts, 'change', known.agent.id, known.facts.action, was.said, is.said);
  };
  return { take, compared: () => compared, isEnough: () => compared >= sample };
}
