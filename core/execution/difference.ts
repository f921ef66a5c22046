import { compareText } from '../lib/compare-text.ts';
import type { Json, JsonObject } from '../lib/json.ts';
import { visibleText } from '../lib/visible-text.ts';

/** More lines than these nobody reads before they press a button. */
const mostLines = 40;
/** A line of a document is short; a value that stands in one line can be long. */
const mostCharacters = 300;
/** Lines around a change, so that it can be placed. */
const context = 2;

/**
 * What is there now and what would be then, as lines that people read: `Status: now: Active; then: Inactive` for a value; for a
 * document its lines, those that go marked `-` and those that come marked `+`. What is the same on both sides is left out, and
 * what is cut off is counted.
 */
export function difference(now: JsonObject, then: JsonObject): string[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(then)])].toSorted(compareText);
  return bounded(names.flatMap((name) => ofMember(name, now[name], then[name])));
}

/**
 * For people who decide: what a look saw, beside what these parameters would make of it where both call it by one name. Of
 * the rest it says what is there now.
 */
export function nowAndThen(seen: JsonObject, parameters: JsonObject): string[] {
  if (Object.keys(seen).length === 0) return ['now: there is none'];
  return bounded(
    Object.keys(seen)
      .toSorted(compareText)
      .flatMap((name) => {
        const then = parameters[name];
        return then === undefined ? ofNow(name, seen[name]) : orSame(name, ofMember(name, seen[name], then));
      }),
  );
}

const orSame = (name: string, lines: string[]): string[] =>
  lines.length > 0 ? lines : [`${visibleText(name)}: stays as it is`];

function ofNow(name: string, value: Json | undefined): string[] {
  const lines = linesOf(value);
  const [only = nothing] = lines;
  return lines.length <= 1
    ? [`${visibleText(name)}: now: ${cut(only)}`]
    : [`${visibleText(name)}, now:`, ...lines.map((line) => `  ${cut(line)}`)];
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

function documentIn(text: string): Json {
  if (!/^\s*[{[]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** Spaces that indent stay in front: they are what a document is read by. */
const cut = (line: string): string => {
  const [indentation = ''] = /^ */.exec(line) ?? [];
  return indentation + visibleText(line.slice(indentation.length), mostCharacters);
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
  const lengths = lengthsOf(before, after);
  const lines: Line[] = [];
  let [from, to] = [0, 0];
  while (from < before.length || to < after.length) {
    const [old, young] = [before[from], after[to]];
    if (old !== undefined && old === young) {
      lines.push({ mark: ' ', text: old });
      from += 1;
      to += 1;
    } else if (
      old !== undefined &&
      (young === undefined || lengthAt(from + 1, to) >= lengthAt(from, to + 1))
    ) {
      lines.push({ mark: '-', text: old });
      from += 1;
    } else {
      lines.push({ mark: '+', text: young ?? '' });
      to += 1;
    }
  }
  return lines;

  function lengthAt(one: number, other: number): number {
    return lengths[one]?.[other] ?? 0;
  }
}

/** How long the longest common part is from each pair of lines on. */
function lengthsOf(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () =>
    new Array<number>(after.length + 1).fill(0),
  );
  for (let one = before.length - 1; one >= 0; one -= 1)
    for (let other = after.length - 1; other >= 0; other -= 1) {
      const row = lengths[one] as number[];
      row[other] =
        before[one] === after[other]
          ? (lengths[one + 1]?.[other + 1] ?? 0) + 1
          : Math.max(lengths[one + 1]?.[other] ?? 0, row[other + 1] ?? 0);
    }
  return lengths;
}
