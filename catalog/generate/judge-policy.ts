import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Policy } from '../../core/policy/bundle.ts';
import type { CatalogEntry } from '../entry.ts';

/** What one policy can do about an action, whoever asks for it and with whatever parameters. */
export interface JudgedPolicy {
  id: string;
  covers: (action: Pick<CatalogEntry, 'action' | 'groups'>) => boolean;
  /** It asks people, or forbids. */
  closes: boolean;
  /** It allows whoever asks, whatever stands in the request. */
  opens: boolean;
  /** It forbids whoever asks, whatever stands in the request. */
  forbidsAll: boolean;
}

export function judgePolicy({ id, effect, scope, terms, text }: Policy): JudgedPolicy {
  const { actions } = scope;
  const plain = scope.principal === null && scope.resource === null && isUnconditional(text);
  const strict = effect === 'forbid' || terms !== undefined;
  return {
    id,
    covers: ({ action, groups }) =>
      actions === null || [action, ...groups].some((name) => actions.includes(name)),
    // A policy on every action that has a condition ("agents in quarantine") is about who and when. Were it to close all
    // that it can reach, agents could not look at anything any more.
    closes: strict && (actions !== null || plain),
    opens: !strict && plain,
    forbidsAll: effect === 'forbid' && plain,
  };
}

function isUnconditional(text: string): boolean {
  const answer = policyToJson(text);
  if (answer.type === 'failure') throw new Error(`A compiled policy does not parse: ${text}`);
  return answer.json.conditions.length === 0;
}
