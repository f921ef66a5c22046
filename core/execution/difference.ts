import { compareText } from '../lib/compare-text.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { readStrictJson } from '../lib/strict-json.ts';
import { visibleText } from '../lib/visible-text.ts';

/** More lines than these nobody reads before they press a button. */
const mostLines = 40;
/** A line of a document is short; a value that stands in one line can be long. */
const mostCharacters = 300;
/** How far in a line can stand, and how deep a document can be. */
const deepest = 40;
/** Lines around a change, so that it can be placed. */
const context = 2;

/**
 * What is there now and what would be then, as lines that people read: `Status: now: Active; then: Inactive` for a value; for a
 * document its lines, those that go marked `-` and those that come marked `+`. What is the same on both sides is left out, and
 * what is cut off is counted.
 * @internal Tests name it, and who is shown both sides.
 */
export function difference(now: JsonObject, then: JsonObject): string[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])].toSorted(compareText);
  return bounded(names.flatMap((name) => ofMember(name, memberOf(now, name), memberOf(then, name))));
}

/**
 * For people who decide: what a look saw, beside what these parameters would make of it where both call it by one name. Of
 * the rest it says what is there now.
 */
export function nowAndThen(seen: JsonObject, parameters: JsonObject): string[] {
  const members = Object.entries(seen).toSorted(([one], [other]) => compareText(one, other));
  if (members.length === 0) return ['now: there is none'];
  return bounded(
    members.flatMap(([name, now]) => {
      const then = memberOf(parameters, name);
      return then === undefined ? ofNow(name, now) : orSame(name, ofMember(name, now, then));
    }),
  );
}

/** A name that every object has is a member only where it stands in this one. */
const memberOf = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

const orSame = (name: string, lines: string[]): string[] =>
  lines.length > 0 ? lines : [`${visibleText(name)}: stays as it is`];

function ofNow(name: string, value: Json): string[] {
  const lines = linesOf(value).map(cut);
  return lines.length === 1
    ? [`${visibleText(name)}: now: ${lines.join()}`]
    : [`${visibleText(name)}, now:`, ...lines.map((line) => `  ${line}`)];
}

function bounded(lines: string[]): string[] {
  const more = lines.length - mostLines;
  return more > 0 ? [...lines.slice(0, mostLines), `… and ${more} more lines`] : lines;
}

const nothing = '(nothing)';

function ofMember(name: string, now: Json | undefined, then: Json | undefined): string[] {
  const [before, after] = [linesOf(now), linesOf(then)];
  if (before.join('\n') === after.join('\n')) return [];
  if (before.length <= 1 && after.length <= 1)
    return [`${visibleText(name)}: now: ${cut(before[0] ?? nothing)}; then: ${cut(after[0] ?? nothing)}`];
  return [`${visibleText(name)}:`, ...changedLines(before, after).map((line) => `  ${cut(line)}`)];
}

/** A document is a text that holds JSON: it is read with indentation, whoever wrote it how. */
function linesOf(value: Json | undefined): string[] {
  if (value === undefined) return [];
  const read = typeof value === 'string' ? documentIn(value) : value;
  if (typeof read === 'string') return read.split('\n');
  if (typeof read !== 'object' || read === null) return [String(read)];
  return JSON.stringify(read, null, 2).split('\n');
}

/** A text that two readers could read in two ways stays as it is: nothing in it goes unseen. */
function documentIn(text: string): Json {
  if (!/^\s*[{[]/.test(text)) return text;
  const json = readStrictJson(text, deepest);
  return json.ok ? (json.value as Json) : text;
}

/** Spaces that indent stay in front: they are what a document is read by. */
const cut = (line: string): string => {
  const depth = Math.min(line.search(/[^ ]|$/), 2 * deepest);
  return line.slice(0, depth) + visibleText(line.slice(depth), mostCharacters);
};

interface Line {
  mark: ' ' | '-' | '+';
  text: string;
}

/** Lines that go and come, with a little of what stays around them. */
function changedLines(before: readonly string[], after: readonly string[]): string[] {
  const all = compare(before, after);
  const near = all.map((_, index) =>
    all.slice(Math.max(0, index - context), index + context + 1).some(({ mark }) => mark !== ' '),
  );
  return all.flatMap(({ mark, text }, index) => {
    if (near[index]) return [`${mark} ${text}`];
    return index === 0 || near[index - 1] ? ['  …'] : [];
  });
}

/** Beyond this many pairs of lines a document is shown as all that goes and all that comes. */
const mostPairs = 1_000_000;

/** The longest part that both have in one order stays; the rest of the one goes, the rest of the other comes. */
function compare(before: readonly string[], after: readonly string[]): Line[] {
  const goes = before.map((text): Line => ({ mark: '-', text }));
  const comes = after.map((text): Line => ({ mark: '+', text }));
  if (before.length * after.length > mostPairs) return [...goes, ...comes];
  const common = commonLengths(before, after);
  const lines: Line[] = [];
  let [from, to] = [0, 0];
  while (from < before.length && to < after.length) {
    if (before[from] === after[to]) {
      lines.push({ mark: ' ', text: before[from] as string });
      from += 1;
      to += 1;
    } else if (common(from + 1, to) >= common(from, to + 1)) {
      lines.push(goes[from] as Line);
      from += 1;
    } else {
      lines.push(comes[to] as Line);
      to += 1;
    }
  }
  return [...lines, ...goes.slice(from), ...comes.slice(to)];
}

/** How long the longest common part is from a line of each on, found from the end backwards. */
function commonLengths(
  before: readonly string[],
  after: readonly string[],
): (from: number, to: number) => number {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (from: number, to: number): number => lengths[from * width + to] as number;
  for (let from = before.length - 1; from >= 0; from -= 1)
    for (let to = after.length - 1; to >= 0; to -= 1)
      lengths[from * width + to] =
        before[from] === after[to] ? at(from + 1, to + 1) + 1 : Math.max(at(from + 1, to), at(from, to + 1));
  return at;
}
