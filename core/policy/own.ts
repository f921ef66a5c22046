import type { Json, JsonObject } from '../lib/json.ts';
import { pointerTo } from '../lib/json-pointer.ts';
import { patternsMeet } from '../lib/patterns-meet.ts';
import { spellingsOf } from '../lib/spellings.ts';
import { matchesWildcard } from '../lib/wildcard.ts';

/** What is of this deployment itself, in lower case. No request may touch it, whoever would sign. */
export interface Own {
  /** What names it wherever it stands: `countersign-trial-`, ids. */
  texts: readonly string[];
  /** Whole names, some as patterns of IAM. */
  names: readonly string[];
  /** ARNs, as patterns of IAM. */
  arns: readonly string[];
}

export const nothingOwn: Own = { texts: [], names: [], arns: [] };

/** Where a request names it, and what of it; `pointer` is into the request. */
export interface NamedOwn {
  pointer: string;
  own: string;
}

/** The first place where resource or parameters name what is ours, or could mean it: a name, an ARN or a pattern of either. */
export function findOwn(
  own: Own,
  { resource, parameters }: { resource: string; parameters: JsonObject },
): NamedOwn | undefined {
  return inText(own, resource, '/resource') ?? inValue(own, parameters, '/parameters');
}

/** Without calling itself: how deep a document goes is for its sender to say. */
function inValue(own: Own, root: Json, pointer: string): NamedOwn | undefined {
  const rest: { value: Json; at: string }[] = [{ value: root, at: pointer }];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { value, at } = next;
    if (typeof value === 'string') {
      const found = inText(own, value, at);
      if (found) return found;
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const place = at + pointerTo([key]);
        const found = Array.isArray(value) ? undefined : inText(own, key, place);
        if (found) return found;
        rest.push({ value: inner, at: place });
      }
    }
  }
  return undefined;
}

function inText(own: Own, text: string, pointer: string): NamedOwn | undefined {
  const found = firstOf(spellingsOf(text), (spelling) => namedIn(own, spelling));
  if (found !== undefined) return { pointer, own: found };
  const document = documentIn(text);
  return document === undefined ? undefined : inValue(own, document, pointer);
}

/** Policies and the like are JSON in a text: each text of theirs is a value, too. */
function documentIn(text: string): Json | undefined {
  if (!/^\s*[[{"]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const namedIn = ({ texts, names, arns }: Own, text: string): string | undefined =>
  texts.find((name) => text.includes(name)) ??
  names.find((name) => couldBeName(name, text)) ??
  firstOf(arnsIn(text), (arn) => arns.find((one) => arnsMeet(one, arn)));

/** Stars alone mean everything, and name nothing. Of two patterns, neither says what is meant. */
const couldBeName = (name: string, text: string): boolean =>
  isPattern(text)
    ? !isPattern(name) && /[^*?]/.test(text) && matchesWildcard(text, name)
    : matchesWildcard(name, text);

const isPattern = (text: string): boolean => /[*?]/.test(text);

/** Wherever they stand in a text, a document or a script. */
const arnsIn = (text: string): string[] => text.match(/\barn:[^\s"'`,;<>()[\]{}|\\]+/g) ?? [];

/** Part by part, as IAM does, which lets no star pass a colon before the resource. An ARN that is cut short means all below. */
function arnsMeet(own: string, arn: string): boolean {
  const [parts, others] = [partsOf(own), partsOf(arn)];
  return parts.every((part, at) => {
    const other = others[at];
    return other === undefined ? isPattern(arn) : patternsMeet(part, other);
  });
}

function partsOf(arn: string): string[] {
  const parts = arn.split(':');
  const resource = parts.length > 5 ? [parts.slice(5).join(':')] : [];
  return [...parts.slice(0, 5), ...resource];
}

function firstOf<T, R>(values: Iterable<T>, look: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = look(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
