import type { JsonObject } from '../core/lib/json.ts';
import { pointerTo } from '../core/lib/json-pointer.ts';
import { redact, type Secrets } from '../core/lib/redact.ts';
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

interface Unsaid {
  secrets: Secrets;
  /** Parameters that have one value only. */
  constants: readonly string[];
}

/**
 * A sentence that cannot leave a parameter out: what `say` has not looked at is named behind it, as in "Terminate
 * i-0123456789abcdef0 (Force true)". It is made of what people may read; a parameter that is a secret as a whole goes unnamed.
 */
export const sayWhole =
  (say: Say, { secrets, constants }: Unsaid): Say =>
  (parameters, place) => {
    const shown = redact(parameters, secrets);
    const looked = new Set<PropertyKey>();
    const said = say(watch(shown, looked), place);
    const unsaid = Object.entries(shown).filter(
      ([name]) =>
        !looked.has(name) &&
        !quiet.has(name) &&
        !constants.includes(name) &&
        !Object.hasOwn(secrets, pointerTo([name])),
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
