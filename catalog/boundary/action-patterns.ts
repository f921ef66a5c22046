import { compareText } from '../../core/lib/compare-text.ts';
import { readPattern } from './matches-pattern.ts';

export interface PatternOptions {
  /** Cuts words as well: `ec2:*teVol*`. The same actions are meant, in fewer characters. */
  cutsWords?: boolean;
  /** Others that a pattern may take in, where each of them saves so many characters. */
  takesIn?: { may: (action: string) => boolean; worth: number };
}

/**
 * IAM patterns (`ec2:Describe*`) that match all of these actions and no other of the service, in as few characters as a
 * greedy choice finds. IAM takes no star in the service's name, so each service has its own.
 */
export function actionPatterns(
  wanted: ReadonlySet<string>,
  /** All actions of the service. */
  known: readonly string[],
  { cutsWords = false, takesIn }: PatternOptions = {},
): string[] {
  const actions = [...wanted].map(inLowerCase);
  const others = known.filter((action) => !wanted.has(action));
  const perhaps = takesIn ? others.filter(takesIn.may).map(inLowerCase) : [];
  const never = (takesIn ? others.filter((action) => !takesIn.may(action)) : others).map(inLowerCase);
  const candidates = [...new Set([...wanted].flatMap(wordPatterns))].flatMap((pattern): Candidate[] => {
    const matches = readPattern(pattern);
    if (never.some(matches)) return [];
    return [{ pattern, covers: actions.filter(matches), takes: perhaps.filter(matches) }];
  });
  const chosen = withoutNeedless(choose(candidates, actions, takesIn?.worth ?? 0));
  const all = known.map(inLowerCase);
  return chosen.map(({ pattern }) => (cutsWords ? withCutWords(pattern, all) : pattern)).sort(compareText);
}

const inLowerCase = (action: string): string => action.toLowerCase();

interface Candidate {
  pattern: string;
  covers: readonly string[];
  takes: readonly string[];
}

/** The action itself; with a star for some of its words; with stars around some of them. */
function wordPatterns(action: string): string[] {
  const [service = '', name = ''] = action.split(':');
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z][^A-Z]*|^[^A-Z]+/g) ?? [name];
  const patterns = [name];
  for (let from = 0; from < words.length; from++) {
    for (let to = from + 1; to <= words.length; to++) {
      patterns.push(`${words.slice(0, from).join('')}*${words.slice(to).join('')}`);
      if (from > 0 && to < words.length) patterns.push(`*${words.slice(from, to).join('')}*`);
    }
  }
  return patterns.map((pattern) => `${service}:${pattern}`);
}

/** Again and again that which costs the fewest characters for each action that it adds. */
function choose(candidates: readonly Candidate[], actions: readonly string[], worth: number): Candidate[] {
  const left = new Set(actions);
  const taken = new Set<string>();
  const chosen: Candidate[] = [];
  while (left.size > 0) {
    let best: Candidate | undefined;
    let lowest = Number.POSITIVE_INFINITY;
    for (const candidate of candidates) {
      const adds = candidate.covers.filter((action) => left.has(action)).length;
      const takes = candidate.takes.filter((action) => !taken.has(action)).length;
      const price = adds === 0 ? lowest : (costOf(candidate.pattern) + takes * worth) / adds;
      if (price < lowest) [best, lowest] = [candidate, price];
    }
    if (!best) throw new Error(`No pattern is ${[...left].join(', ')}.`);
    chosen.push(best);
    for (const action of best.covers) left.delete(action);
    for (const action of best.takes) taken.add(action);
  }
  return chosen;
}

/** In a list: with its quotes and a comma. */
const costOf = (pattern: string): number => pattern.length + 3;

/** What was chosen early may be covered by what came after it. */
function withoutNeedless(chosen: readonly Candidate[]): Candidate[] {
  let kept = [...chosen];
  for (const candidate of chosen) {
    const rest = kept.filter((other) => other !== candidate);
    const covered = new Set(rest.flatMap(({ covers }) => covers));
    if (candidate.covers.every((action) => covered.has(action))) kept = rest;
  }
  return kept;
}

/** Any run of characters becomes a star, the longest first, as long as the same of the known actions are matched. */
function withCutWords(pattern: string, known: readonly string[]): string {
  const service = pattern.slice(0, pattern.indexOf(':') + 1);
  const name = pattern.slice(service.length);
  const matched = known.filter(readPattern(pattern)).length;
  const same = (cut: string): boolean => {
    const matches = readPattern(service + cut);
    let count = 0;
    // A cut pattern matches whatever the whole one does: the same number is the same actions.
    for (const action of known) if (matches(action) && ++count > matched) return false;
    return true;
  };
  const shorter = cutsOf(name).find(same);
  return shorter === undefined ? pattern : withCutWords(service + shorter, known);
}

function cutsOf(name: string): string[] {
  const cuts = new Set<string>();
  for (let from = 0; from < name.length; from++) {
    for (let to = from + 1; to <= name.length; to++) {
      cuts.add(`${name.slice(0, from)}*${name.slice(to)}`.replace(/\*+/g, '*'));
    }
  }
  return [...cuts].filter((cut) => cut.length < name.length).sort((one, other) => one.length - other.length);
}
