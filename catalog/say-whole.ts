import type { Json, JsonObject } from '../core/lib/json.ts';
import { clip, visibleText } from '../core/lib/visible-text.ts';
import { longestSentence } from './sentence.ts';

/** Where an action happens, for sentences: what lies in another account is said to. */
export interface SayPlace {
  account: string;
}

type Say = (parameters: JsonObject, place: SayPlace) => string;

/**
 * Parameters that a sentence may leave out, because none of them changes what happens: they make a call safe to repeat, say
 * which state it expects to find, set a page's size, or are words for people.
 */
const quiet = new Set([
  ...['ClientToken', 'ClientRequestToken', 'RevisionId', 'StatementId', 'StatementName', 'WithEvent'],
  ...['ExpectedBucketOwner', 'Comment', 'Description', 'Reason'],
  // It stands in the permission set as well.
  'InstanceArn',
  ...['MaxResults', 'MaxKeys', 'Delimiter', 'StartAfter', 'ResultFormat'],
]);

/**
 * A sentence that cannot leave a parameter out: what `say` has not looked at is named behind it, as in "Terminate
 * i-0123456789abcdef0 (Force true)". `silent` are those of this action that hold secrets, or have one value only.
 */
export const sayWhole =
  (say: Say, silent: readonly string[]): Say =>
  (parameters, place) => {
    const looked = new Set<PropertyKey>();
    const said = say(watch(parameters, looked), place);
    const unsaid = Object.entries(parameters)
      .filter(([name]) => !looked.has(name) && !quiet.has(name) && !silent.includes(name))
      // In the order of the alphabet, which is not the agent's choice.
      .sort(([one], [other]) => (one < other ? -1 : 1));
    const rest = unsaid.length === 0 ? '' : ` (${named(unsaid)})`;
    return clip(said, longestSentence - rest.length) + rest;
  };

const watch = (parameters: JsonObject, looked: Set<PropertyKey>): JsonObject =>
  new Proxy(parameters, {
    get(target, name) {
      looked.add(name);
      return target[String(name)];
    },
  });

/** With their values, as far as there is room; never without their names. */
function named(unsaid: readonly [string, Json][]): string {
  const full = unsaid.map(([name, value]) => `${visibleText(name)} ${briefly(value)}`).join(', ');
  return full.length <= 240 ? full : unsaid.map(([name]) => visibleText(name, 60)).join(', ');
}

const briefly = (value: Json): string =>
  visibleText(typeof value === 'string' ? value : JSON.stringify(value), 80);
