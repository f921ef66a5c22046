import type { LookupAttribute } from '@aws-sdk/client-cloudtrail';
import type { CloudTrailReader, Piece } from '../../../core/ports/coverage.ts';
import type { WatchedPlace } from '../../../core/ports/heartbeats.ts';

/** One page of an answer: events as text, and where it goes on. */
export interface LookedUp {
  events: readonly string[];
  next?: string;
}

export interface LookupQuestion {
  attribute: LookupAttribute;
  from: string;
  to: string;
  next?: string;
}

export interface Lookup {
  lookUp(place: WatchedPlace, question: LookupQuestion): Promise<LookedUp>;
  /** The names of calls that only read and that policy asks about. */
  gatedReads: readonly string[];
}

/** CloudTrail's own history has a call within a quarter of an hour as a rule. */
const lagSeconds = 1_800;
const windowMs = 3_600_000;

/**
 * Asks CloudTrail's own history, hour by hour, for all that changes something and for each gated read by its name: it takes one
 * attribute a question. It has no data events.
 */
export const createLookupReader = ({ lookUp, gatedReads }: Lookup): CloudTrailReader => ({
  source: 'lookup',
  lagSeconds,
  writtenWithinSeconds: 0,
  async *read(place, between, done) {
    for (const window of windowsOf(between)) {
      const pieces = questionsOf(gatedReads).map((attribute): Piece => {
        const name = `${window.from} ${attribute.AttributeKey}=${attribute.AttributeValue}`;
        return { name, events: () => answersTo(lookUp, place, { attribute, ...window }) };
      });
      const last = pieces.pop();
      yield* pieces.filter(({ name }) => !done.includes(name));
      if (last) yield { ...last, through: window.to };
    }
  },
});

/** What changes something is the most, and comes last: what was asked before it is not asked again. */
const questionsOf = (gatedReads: readonly string[]): LookupAttribute[] => [
  ...gatedReads.map((name): LookupAttribute => ({ AttributeKey: 'EventName', AttributeValue: name })),
  { AttributeKey: 'ReadOnly', AttributeValue: 'false' },
];

async function* answersTo(
  lookUp: Lookup['lookUp'],
  place: WatchedPlace,
  question: LookupQuestion,
): AsyncIterable<unknown> {
  let next: string | undefined;
  do {
    const page = await lookUp(place, { ...question, ...(next !== undefined && { next }) });
    for (const text of page.events) yield eventIn(text);
    next = page.next;
  } while (next !== undefined);
}

/** Text that is no JSON is handed on as it is: it is kept as not understood. */
function eventIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function windowsOf({ from, to }: { from: string; to: string }): { from: string; to: string }[] {
  const windows: { from: string; to: string }[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); ) {
    const end = Math.min((Math.floor(at / windowMs) + 1) * windowMs, Date.parse(to));
    windows.push({ from: secondOf(at), to: secondOf(end) });
    at = end;
  }
  return windows;
}

const secondOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
