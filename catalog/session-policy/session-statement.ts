import { matchesWildcard } from '../../core/lib/wildcard.ts';
import { escaped } from './literal.ts';

export type SessionStatement = {
  Effect: 'Allow';
  Action: string | readonly string[];
  Resource: string | readonly string[];
  Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
};

export type SessionPolicyDocument = {
  Version: '2012-10-17';
  Statement: readonly SessionStatement[];
};

/** One statement, in its one spelling. `resources` are marked: see `literal.ts`. */
export const statement = (
  actions: readonly string[],
  resources: readonly string[],
  condition: SessionStatement['Condition'],
): SessionStatement => ({
  Effect: 'Allow',
  Action: oneOrMany(actions),
  Resource: oneOrMany(withoutCovered(resources).map(escaped)),
  Condition: condition,
});

/** One spelling: sorted, each once, and none that another says already. */
function withoutCovered(resources: readonly string[]): string[] {
  const distinct = [...new Set(resources)].sort();
  return distinct.filter((one) => !distinct.some((other) => other !== one && matchesWildcard(other, one)));
}

export const oneOrMany = (texts: readonly string[]): string | readonly string[] =>
  texts.length === 1 ? (texts[0] ?? '') : [...texts].sort();

export const secondsAfter = (now: string, seconds: number): string =>
  `${new Date(Date.parse(now) + seconds * 1_000).toISOString().slice(0, 19)}Z`;
