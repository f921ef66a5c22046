import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../../../core/detection/count-coverage.ts';
import { type Coverage, noCounts, periodOfDay } from '../../../../../core/detection/coverage.ts';
import type { Sighting } from '../../../../../core/detection/sighting.ts';
import { hashOfRecord } from '../../../../../core/evidence/record.ts';
import { type CloudTrailReader, NotGenuine, type Piece } from '../../../../../core/ports/coverage.ts';
import {
  type Ports,
  reconcilePeriod,
} from '../../../../../functions/detection/reconcile/reconcile-period.ts';
import { memoryCoverageStore } from '../../../../support/memory-coverage-store.ts';
import { trailEvent } from '../../../../support/trail.ts';

const place = { account: '111122223333', region: 'eu-west-1' };
const day = periodOfDay('2026-01-03');
const at = (time: string) => `2026-01-03T${time}Z`;

let ids = 0;
const call = (time: string, changes: Record<string, unknown> = {}) => {
  ids += 1;
  return trailEvent({ eventID: `event-${ids}`, eventTime: at(time), ...changes });
};

/** An hour of what CloudTrail kept: several files, the last of which completes it. */
interface Hour {
  through: string;
  files: { name: string; events: unknown[]; broken?: true }[];
}

const readerOf = (hours: readonly Hour[]): CloudTrailReader => ({
  source: 'trail',
  lagSeconds: 0,
  writtenWithinSeconds: 0,
  async *read(_place, { from, to }, done) {
    for (const { through, files } of hours) {
      if (through <= from || through > to) continue;
      for (const { name, events, broken } of files)
        if (!done.includes(name))
          yield {
            name,
            async *events() {
              yield* events;
              if (broken) throw new NotGenuine(name);
            },
          } satisfies Piece;
      yield { name: through, through, async *events() {} };
    }
  },
});

/** Judges nothing: what a sighting says is what the event's name says. */
function memorySight() {
  const known = new Map<string, Sighting>();
  const sight: Ports['sight'] = async (event, source) => {
    const id = event.sharedEventID ?? event.eventID ?? '';
    const before = known.get(id);
    if (before) return { sighting: before, isNew: false };
    const sighting = {
      id,
      eventId: event.eventID,
      source,
      ...(source !== 'eventbridge' && { late: true }),
      verdict: { kind: event.eventName === 'Drift' ? 'drifted' : 'unmatched' },
    } as unknown as Sighting;
    known.set(id, sighting);
    return { sighting, isNew: true };
  };
  return { sight, known };
}

function given(hours: readonly Hour[], changes: Partial<Ports> = {}) {
  const coverages = memoryCoverageStore();
  const { sight, known } = memorySight();
  const told: Coverage[] = [];
  const counted: Progress[] = [];
  const failed: string[] = [];
  const ports: Ports = {
    reader: readerOf(hours),
    sight,
    keep: async ({ text }) => ({
      sighting: { id: text, eventId: text, verdict: { kind: 'not-understood' } } as unknown as Sighting,
      isNew: true,
    }),
    isWatched: async ({ eventName }) => eventName !== 'Nobody',
    hasTime: () => true,
    coverages,
    places: [place],
    messengers: [{ door: 'slack', post: async (coverage) => void told.push(coverage) }],
    backoff: { sleep: async () => {}, random: () => 0 },
    now: () => '2026-01-04T03:00:00.000Z',
    onCounted: (part) => counted.push(part),
    onFailed: (_, error) => failed.push(error.message),
    ...changes,
  };
  return { ports, coverages, known, told, counted, failed, run: () => reconcilePeriod(ports, day) };
}

const hoursOf = (...files: unknown[][]): Hour[] => [
  {
    through: '2026-01-04T00:00:00Z',
    files: files.map((events, index) => ({ name: `file-${index}`, events })),
  },
];

describe('a day is held against what was approved', () => {
  it('and closed once all of it is read, with people told of what was not as it should be', async () => {
    const { run, told } = given(hoursOf([call('10:00:00'), call('11:00:00', { eventName: 'Nobody' })]));
    const coverage = await run();
    expect(coverage).toMatchObject({
      state: 'closed',
      counts: { ...noCounts, seen: 1, unmatched: 1, late: 1 },
      gaps: [],
    });
    expect(told).toHaveLength(1);
    await run();
    expect(told).toHaveLength(1);
  });

  it('without a word where all was as it should be', async () => {
    const { run, told } = given(hoursOf([call('10:00:00', { eventName: 'Nobody' })]));
    expect(await run()).toMatchObject({ state: 'closed', counts: noCounts });
    expect(told).toEqual([]);
  });

  it('with what was called in it, and nothing of before or after', async () => {
    const before = trailEvent({ eventID: 'before', eventTime: '2026-01-02T23:59:59Z' });
    const after = trailEvent({ eventID: 'after', eventTime: '2026-01-04T00:00:00Z' });
    const { run } = given(hoursOf([before, call('00:00:00'), call('23:59:59'), after]));
    expect((await run()).counts.seen).toBe(2);
  });

  it('with each call once: not its copies, and not what stands in two files', async () => {
    const one = call('10:00:00', { sharedEventID: 'shared' });
    const copy = { ...one, eventID: 'copy' };
    const { run } = given(hoursOf([one, copy], [one]));
    expect((await run()).counts.seen).toBe(1);
  });

  it('with what is no event kept and counted', async () => {
    const { run } = given(hoursOf([{ what: 'ever' }, 'text', call('10:00:00')]));
    expect((await run()).counts).toMatchObject({ seen: 3, notUnderstood: 2 });
  });

  it('with what nobody could judge kept and counted, and what comes behind it judged', async () => {
    const hours = hoursOf([call('10:00:00', { eventName: 'Odd' }), call('11:00:00')]);
    const { sight } = memorySight();
    const { run } = given(hours, {
      sight: async (event, source) => {
        if (event.eventName === 'Odd') throw new RangeError('Maximum call stack size exceeded');
        return sight(event, source);
      },
    });
    expect((await run()).counts).toMatchObject({ seen: 2, notUnderstood: 1, unmatched: 1 });
  });

  it('with what cannot be believed said so, and the rest read', async () => {
    const hours = hoursOf([call('10:00:00')], [call('11:00:00')]);
    const [hour] = hours;
    const [first] = hour?.files ?? [];
    if (first) first.broken = true;
    const { run } = given(hours);
    expect(await run()).toMatchObject({
      state: 'closed',
      counts: { seen: 2 },
      gaps: [{ ...place, why: 'log-file-not-genuine' }],
    });
  });

  it('and says what it could not read when its time is over', async () => {
    const { run } = given([], { now: () => '2026-01-05T00:00:00.000Z' });
    expect(await run()).toMatchObject({
      state: 'closed',
      gaps: [{ ...place, from: day.from, to: day.to, why: 'not-read' }],
    });
  });

  it('stays open while CloudTrail may still write', async () => {
    const { run, told } = given([], { now: () => '2026-01-03T12:00:00.000Z' });
    expect(await run()).toMatchObject({ state: 'open' });
    expect(told).toEqual([]);
  });

  it('goes on where the other places are, if one cannot be read', async () => {
    const other = { account: '444455556666', region: 'eu-west-1' };
    const reader = readerOf(hoursOf([call('10:00:00')]));
    const { run, failed } = given([], {
      places: [place, other],
      reader: {
        ...reader,
        async *read(where, ...rest) {
          if (where.account === place.account) throw new Error('no role');
          yield* reader.read(where, ...rest);
        },
      },
    });
    expect(await run()).toMatchObject({ state: 'open', counts: { seen: 1 } });
    expect(failed).toEqual(['no role']);
  });

  it('counts nothing twice and leaves nothing out, whenever it is killed and by however many it is read', async () => {
    const hours = [1, 2, 3].map(
      (hour): Hour => ({
        through: hour === 3 ? '2026-01-04T00:00:00Z' : at(`0${hour}:00:00`),
        files: [0, 1, 2].map((file) => ({
          name: `${hour}-${file}`,
          events: [call(`0${hour - 1}:10:00`), call(`0${hour - 1}:20:00`)],
        })),
      }),
    );
    let killed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ afterCalls: fc.nat(20), afterTime: fc.nat(20), twice: fc.boolean() }), {
          maxLength: 8,
        }),
        async (runs) => {
          const { ports, coverages, known } = given(hours);
          for (const { afterCalls, afterTime, twice } of runs) {
            let [calls, times] = [0, 0];
            const mortal: Ports = {
              ...ports,
              hasTime: () => {
                times += 1;
                return times <= afterTime;
              },
              sight: async (...asked) => {
                calls += 1;
                if (calls > afterCalls) throw new Error('killed');
                return ports.sight(...asked);
              },
              onFailed: () => {
                killed += 1;
              },
            };
            await Promise.all([
              reconcilePeriod(mortal, day),
              ...(twice ? [reconcilePeriod(mortal, day)] : []),
            ]);
          }
          const coverage = await reconcilePeriod(ports, day);
          expect(coverage).toMatchObject({ state: 'closed', counts: { seen: 18, unmatched: 18, late: 18 } });
          expect(known.size).toBe(18);
          const records = coverages.written.map(({ record }) => record);
          expect(records.every((record) => hashOfRecord(record) === record.hash)).toBe(true);
          expect(records.map(({ prev }) => prev)).toEqual([
            null,
            ...records.slice(0, -1).map(({ hash }) => hash),
          ]);
        },
      ),
      { numRuns: 200 },
    );
    expect(killed).toBeGreaterThan(50);
  });
});
