import { describe, expect, it } from 'vitest';
import { verifyAudit } from '../../../../../clients/cli/audit/report/verification.ts';
import { copyOf } from '../../../../support/audit-cli.ts';
import { timeIn, trail, twoMoves } from '../../../../support/given/evidence.ts';
import { keyOf } from '../../../../support/given/tamper.ts';
import { packed, unpacked } from '../../../../support/memory-evidence.ts';

const span = { from: '2026-01-05', to: '2026-01-05' };

/** A day of which one record is sealed in its last hour, or in a later one, by whatever `seal` was made to write. */
async function judged(change: (line: string) => string, { hour = 14, closed = 16, lastSealed = '' } = {}) {
  const story = trail();
  const [first] = twoMoves(1);
  story.at(timeIn(hour, 30));
  await story.seal([story.next(first)]);
  const { objects } = story.bucket;
  const key = keyOf(objects, /^records/);
  objects.set(key, packed(unpacked(objects.get(key) ?? Buffer.alloc(0)).map(change)));
  story.at(timeIn(14, 10));
  await story.close();
  story.at(timeIn(closed, 10));
  await story.close();
  const { dir, pem } = copyOf(objects, story.key);
  return verifyAudit({ dir, key: [pem] }, { ...span, lastSealed }, '2026-02-01T00:00:00.000Z');
}

describe('the verification of a pack', () => {
  it('covers the last hour of the last day', async () => {
    expect(await judged((line) => line)).toMatchObject({
      ...{ kind: 'verified', ok: true },
      report: { records: 1, span: { to: '2026-01-06T00:00:00.000Z' } },
    });
  });

  it('holds the columns that every number is counted from against what is proved', async () => {
    expect(await judged((line) => line.replace('"state":"pending"', '"state":"denied"'))).toMatchObject({
      ...{ kind: 'verified', ok: false },
      report: { byCode: { 'columns-differ': 1 }, faultCount: 1 },
    });
  });

  it('goes on to what was sealed behind the span and is counted', async () => {
    const late = { hour: 20, closed: 22, lastSealed: '2026-01-06T05:00:00.000Z' };
    const to = '2026-01-06T06:00:00.000Z';
    expect(await judged((line) => line, late)).toMatchObject({
      ok: true,
      report: { records: 1, span: { to } },
    });
    expect(await judged(() => '{}', late)).toMatchObject({
      ...{ ok: false, report: { byCode: { 'record-changed': 1 } } },
    });
  });

  it.each(['2199-01-01T00:00:00.000Z', '2026-99-99T00:00:00.000Z'])(
    'knows what is counted from an hour that will not come: %s',
    async (lastSealed) => {
      // What nobody has signed for a month is missing too.
      const found = await judged((line) => line, { lastSealed });
      expect(found).toMatchObject({
        ok: false,
        report: { byCode: { 'digest-missing': expect.any(Number) } },
      });
    },
  );
});
