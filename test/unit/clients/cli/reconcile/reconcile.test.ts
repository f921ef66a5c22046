import { describe, expect, it } from 'vitest';
import { reconcileCommand } from '../../../../../clients/cli/reconcile/command.ts';
import { closeCoverage, countProgress, openCoverage } from '../../../../../core/detection/count-coverage.ts';
import {
  type Counts,
  type Coverage,
  type Gap,
  noCounts,
  periodBetween,
} from '../../../../../core/detection/coverage.ts';
import type { Reconcile, ReconcileOrder } from '../../../../../core/ports/reconcile.ts';
import { caughtTerminal } from '../../../../support/caught-terminal.ts';

const place = { account: '111122223333', region: 'eu-west-1' };
const [from, to, noon] = ['2026-01-03T10:00:00Z', '2026-01-03T12:00:00Z', '2026-01-03T15:00:00.000Z'];

const opened = openCoverage(periodBetween(from, to), to, [place], noon).coverage;
const read = (counts: Partial<Counts>, gaps: readonly Gap[] = [], through = to): Coverage => {
  if (opened.state !== 'open') throw new Error('It begins open.');
  const progress = { ...place, counts: { ...noCounts, ...counts }, gaps, done: ['one'], through };
  return countProgress(opened, progress, noon)?.coverage ?? opened;
};
const closed = (counts: Partial<Counts>, gaps: readonly Gap[] = []): Coverage => {
  const coverage = read(counts, gaps);
  return coverage.state === 'open' ? closeCoverage(coverage, noon).coverage : coverage;
};
const answering = (...coverages: readonly Coverage[]): Reconcile => {
  const left = [...coverages];
  return async () => {
    const coverage = left.length > 1 ? left.shift() : left[0];
    if (!coverage) throw new Error('Nothing to answer.');
    return { v: 1, kind: 'reconciled', coverage, failed: [] };
  };
};

async function run(reconcile: Reconcile, ...args: readonly string[]) {
  const { said, terminal } = caughtTerminal();
  const asked: ReconcileOrder[] = [];
  const open = () => async (order: ReconcileOrder) => {
    asked.push(order);
    return reconcile(order);
  };
  const where = ['--stage', 'test', '--region', 'eu-central-1'];
  const when = args.length > 0 ? args : ['--from', from, '--to', to];
  await reconcileCommand(terminal, open).parseAsync([...where, ...when], { from: 'user' });
  return { ...said, asked };
}

describe('countersign reconcile', () => {
  it('prints the numbers of a time, and ends with 0 where all is as it should be', async () => {
    const { out, code, asked } = await run(answering(closed({ seen: 12, matched: 12 })));
    expect(code).toBe(0);
    expect(asked).toEqual([{ v: 1, from, to }]);
    expect(out).toBe(`${from} to ${to}

what                                calls
calls of agents and of Countersign     12
belong to what was let through         12
policy allows without asking            0
AWS denied                              0
run otherwise than signed               0
without an approval                     0
nobody had brought before               0
not understood                          0
approved, run and never seen            0
`);
  });

  it('ends with 3 where a call has no approval, or some time was not read', async () => {
    expect((await run(answering(closed({ seen: 1, unmatched: 1 })))).code).toBe(3);
    const gap: Gap = { ...place, from, to, why: 'no-digest' };
    const { out, code } = await run(answering(closed({}, [gap])));
    expect(code).toBe(3);
    expect(out).toContain(`111122223333 eu-west-1 ${from} to ${to}: CloudTrail wrote no digest file`);
  });

  it('asks again until all is read, and stops where a run comes no further', async () => {
    const half = read({ seen: 5 }, [], '2026-01-03T11:00:00Z');
    const whole = await run(answering(half, closed({ seen: 9, matched: 9 })));
    expect([whole.asked.length, whole.code, whole.err]).toEqual([2, 0, '5 calls so far; going on.\n']);
    const stuck = await run(answering(half));
    expect([stuck.asked.length, stuck.code]).toEqual([2, 3]);
    expect(stuck.out).toContain(
      'Not read to its end yet:\n111122223333 eu-west-1: read up to 2026-01-03T11:00:00Z',
    );
  });

  it.each([
    [from, from],
    [to, from],
    ['2026-01-04', '2026-01-03'],
  ])('asks nothing of a time from %s to %s, which is none', async (first, last) => {
    const { err, code, asked } = await run(answering(closed({})), '--from', first, '--to', last);
    expect([code, asked]).toEqual([1, []]);
    expect(err).toMatch(/^--to has to be after --from: 2026-\S+Z is not after 2026-\S+Z\.\n$/);
  });

  it('takes days, and prints JSON', async () => {
    const coverage = closed({});
    const { out, asked } = await run(
      answering(coverage),
      '--from',
      '2026-01-03',
      '--to',
      '2026-01-04',
      '--json',
    );
    expect(asked).toEqual([{ v: 1, from: '2026-01-03T00:00:00Z', to: '2026-01-04T00:00:00Z' }]);
    expect(JSON.parse(out)).toEqual(coverage);
  });

  it.each([
    ['yesterday', to],
    [from, '2026-01-03 12:00'],
    ['2026-13-03', to],
  ])('takes no other times: %s, %s', async (one, other) => {
    const { err, code, asked } = await run(answering(opened), '--from', one, '--to', other);
    expect([code, asked]).toEqual([1, []]);
    expect(err).toContain('2026-01-03T10:00:00Z');
  });

  it('says what the deployment says to it', async () => {
    const refused = await run(async () => ({ v: 1, kind: 'refused', detail: 'to must be later than from' }));
    expect([refused.code, refused.err]).toEqual([1, 'to must be later than from\n']);
    const broken = await run(async () => {
      throw new Error('no credentials');
    });
    expect([broken.code, broken.err]).toEqual([
      1,
      'The deployment could not be asked (Error: no credentials).\n',
    ]);
  });
});
