import type { JsonObject } from '../core/lib/json.ts';
import { clip } from '../core/lib/visible-text.ts';
import { further } from './further.ts';
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
  ...['clientToken', 'clientRequestToken', 'idempotencyToken'],
  ...['ExpectedBucketOwner', 'Comment', 'Description', 'Reason', 'description'],
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
    const unsaid = Object.entries(parameters).filter(
      ([name]) => !looked.has(name) && !quiet.has(name) && !silent.includes(name),
    );
    const rest = further(Object.fromEntries(unsaid));
    return clip(said, longestSentence - rest.length) + rest;
  };

const watch = (parameters: JsonObject, looked: Set<PropertyKey>): JsonObject =>
  new Proxy(parameters, {
    get(target, name) {
      looked.add(name);
      return target[String(name)];
    },
  });
