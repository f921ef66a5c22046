import { describe, expect, it } from 'vitest';
import { copyOf, runAudit, verified } from '../../../../support/audit-cli.ts';
import { fourHours, timeIn } from '../../../../support/given/evidence.ts';
import { spanOf } from '../../../../support/given/tamper.ts';
import { tampered, tampers, unusual } from '../../../../support/given/tampers.ts';
import { signingKey } from '../../../../support/memory-evidence.ts';

const end = timeIn(4, 0);

describe('a whole trail', () => {
  it('is verified, in one line', async () => {
    const { bucket, key } = await fourHours();
    const { dir, pem } = copyOf(bucket.objects, key);
    const said = await runAudit('verify', '--dir', dir, '--key', pem, '--to', end);
    expect(said).toMatchObject({ err: '', code: 0 });
    expect(said.out).toMatch(
      /^VERIFIED: 4 signed hours .*, 6 records of 3 chains in 4 objects: nothing was changed/,
    );
    expect(said.out.trim()).not.toContain('\n');
    expect(said.status.join('')).toContain('4 of 4 hours');
  });

  it('is verified in any span of it', async () => {
    const { bucket, key } = await fourHours();
    for (let from = 0; from < 4; from++) {
      for (let to = from + 1; to <= 4; to++) {
        const { report } = await verified(
          bucket.objects,
          key,
          '--from',
          timeIn(from, 0),
          '--to',
          timeIn(to, 0),
        );
        expect(report.faults, `hours ${from} to ${to}`).toEqual([]);
        expect(report).toMatchObject({ verified: true, digestFiles: to - from });
      }
    }
  });
});

describe('a trail with something unusual', () => {
  it.each(unusual)('is whole: $name', async ({ of }) => {
    const { bucket, key } = await of(signingKey());
    const { report } = await verified(bucket.objects, key, '--to', end);
    expect(report.faults).toEqual([]);
    expect(report.verified).toBe(true);
  });

  it('says so in its verdict', async () => {
    const said = await Promise.all(
      unusual.map(async ({ of }) => {
        const { bucket, key } = await of(signingKey());
        const { dir, pem } = copyOf(bucket.objects, key);
        return (await runAudit('verify', '--dir', dir, '--key', pem, '--to', end)).out;
      }),
    );
    expect(said).toEqual([
      expect.stringContaining(' 1 object came late.'),
      expect.stringContaining(' 2 records sealed twice, and the same.'),
      expect.stringContaining(' 1 record could not be sealed and was set aside.'),
      expect.stringContaining(' 1 record could not be sealed and was set aside.'),
      expect.stringContaining(' 1 record could not be sealed and was set aside.'),
      expect.stringContaining(' 1 record could not be sealed and was set aside. 2 records sealed twice'),
    ]);
  });
});

describe('both verifiers are told, and ours finds, when', () => {
  it.each(tampers)('$name', async (tamper) => {
    const key = signingKey();
    const { report, code } = await verified(await tampered(tamper, key), key, ...spanOf(tamper));
    expect(code).toBe(1);
    expect(report.verified).toBe(false);
    for (const { code: found, object, record } of tamper.finds)
      expect(report.faults).toContainEqual(
        expect.objectContaining({
          code: found,
          object: expect.stringMatching(object),
          ...(record !== undefined && { record }),
        }),
      );
    expect(report.faults[0]?.code).toBe(tamper.finds[0]?.code);
  });
});
