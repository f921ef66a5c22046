import { canonicalJson, type Json, type JsonObject } from '../../core/lib/json.ts';
import { pointerTo } from '../../core/lib/json-pointer.ts';
import { readStrictJson } from '../../core/lib/strict-json.ts';
import { isObject } from './fit-value.ts';

/** One value that was signed and another that was seen. Left out where there was none. */
export interface CallDifference {
  /** RFC 6901, into the parameters. Empty where another operation was called. */
  pointer: string;
  signed?: Json;
  seen?: Json;
}

export type Finding = { difference: CallDifference } | { untold: string };

/** What is known of members, by their names without the steps into lists: `Tags.Value`. */
interface Known {
  /** The event says that it stands there, not what it is. */
  isHidden: (member: string) => boolean;
  /** CloudTrail would tell it, had it been sent. */
  isKept: (member: string) => boolean;
  /** What was seen is what the SDK makes of what was signed. */
  isAdded: (member: string, signed: Json | undefined, seen: Json) => boolean;
}

/** `shown` is what was seen as people may see it: what an entry hides is the same on both sides, and says nothing. */
export const compareValues = (
  signed: JsonObject,
  seen: JsonObject,
  shown: JsonObject,
  known: Known,
): Finding[] => compareObjects({ path: [], member: '' }, { signed, seen, shown }, known);

interface At {
  path: readonly string[];
  member: string;
}
interface Sides<T> {
  signed: T;
  seen: T;
  shown: Json | undefined;
}

function compareAt(at: At, sides: Sides<Json | undefined>, known: Known): Finding[] {
  const { path, member } = at;
  const { signed, seen } = sides;
  if (known.isHidden(member) || (signed === undefined && seen === undefined)) return [];
  if (seen === undefined)
    return known.isKept(member) ? differ(path, { signed: signed as Json }) : [{ untold: member }];
  if (known.isAdded(member, signed, seen)) return [];
  const shown = sides.shown ?? seen;
  if (signed === undefined) return differ(path, { seen: shown });
  if (isObject(signed) && isObject(seen)) return compareObjects(at, { signed, seen, shown }, known);
  if (Array.isArray(signed) && Array.isArray(seen) && signed.length === seen.length)
    return signed.flatMap((item, index) =>
      compareAt(
        { path: [...path, String(index)], member },
        { signed: item, seen: seen[index], shown: Array.isArray(shown) ? shown[index] : shown },
        known,
      ),
    );
  if (!isSame(seen, shown)) return [{ untold: member }];
  return isSame(signed, seen) ? [] : differ(path, { signed, seen: shown });
}

function compareObjects(at: At, { signed, seen, shown }: Sides<JsonObject>, known: Known): Finding[] {
  const names = [...new Set([...Object.keys(signed), ...Object.keys(seen)])];
  return names.flatMap((name) =>
    compareAt(
      { path: [...at.path, name], member: at.member === '' ? name : `${at.member}.${name}` },
      {
        signed: memberOf(signed, name),
        seen: memberOf(seen, name),
        shown: isObject(shown) ? memberOf(shown as JsonObject, name) : shown,
      },
      known,
    ),
  );
}

const differ = (path: readonly string[], values: Omit<CallDifference, 'pointer'>): Finding[] => [
  { difference: { pointer: pointerTo(path), ...values } },
];

/** A name that every object has is a member only where it stands in this one. */
const memberOf = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** A text that holds a document is the same however it is spaced. */
export function isSame(one: Json, other: Json): boolean {
  if (canonicalJson({ one }) === canonicalJson({ one: other })) return true;
  const [document, another] = [documentIn(one), documentIn(other)];
  return (
    document !== undefined && another !== undefined && canonicalJson(document) === canonicalJson(another)
  );
}

function documentIn(value: Json): JsonObject | undefined {
  if (typeof value !== 'string' || !/^\s*\{/.test(value)) return undefined;
  const read = readStrictJson(value);
  return read.ok && isObject(read.value) ? (read.value as JsonObject) : undefined;
}
