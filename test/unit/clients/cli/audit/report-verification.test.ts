import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../../../clients/cli/audit/report/verification.ts';
import { copyOf } from '../../../../support/audit-cli.ts';
import { timeIn, trail, twoMoves } from '../../../../support/given/evidence.ts';
import { keyOf } from '../../../../support/given/tamper.ts';
import { packed, unpacked } from '../../../../support/memory-evidence.ts';

const span = { from: '2026-01-05', to: '2026-01-05' };

/** A day of which one record is sealed in the last hour, by whatever `seal` was made to write. */
async function judged(change: (line: string) => string) {
  const story = trail();
  const [first] = twoMoves(1);
  story.at(timeIn(14, 30));
  await story.seal([story.next(first)]);
  const { objects } = story.bucket;
  const key = keyOf(objects, /hh=23/);
  objects.set(key, packed(unpacked(objects.get(key) ?? Buffer.alloc(0)).map(change)));
  for (const hour of [13, 14, 15, 16]) {
    story.at(timeIn(hour, 10));
    await story.close();
  }
  const { dir, pem } = copyOf(objects, story.key);
  return { dir, pem, judge: () => verifyAudit({ dir, key: [pem] }, span) };
}

describe('the verification of a pack', () => {
  it('covers the last hour of the last day', async () => {
    const { judge } = await judged((line) => line);
    expect(await judge()).toMatchObject({
      ...{ kind: 'verified', ok: true },
      report: { records: 1, span: { to: '2026-01-06T00:00:00.000Z' } },
    });
  });

  it('holds the columns that every number is counted from against what is proved', async () => {
    const { judge } = await judged((line) => line.replace('"state":"pending"', '"state":"denied"'));
    expect(await judge()).toMatchObject({
      ...{ kind: 'verified', ok: false },
      report: { byCode: { 'columns-differ': 1 }, faultCount: 1 },
    });
  });
});
