import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sayRecord } from '../../../../../clients/cli/audit/story/say-record.ts';
import type { InclusionProof } from '../../../../../core/evidence/inclusion-proof.ts';
import { sha256 } from '../../../../../core/lib/digest.ts';
import { canonicalJson } from '../../../../../core/lib/json.ts';
import { pemOf } from '../../../../../core/lib/signature.ts';
import { copyOf, runAudit } from '../../../../support/audit-cli.ts';
import { fourHours, trail, twoMoves } from '../../../../support/given/evidence.ts';
import { opened } from '../../../../support/given/requests.ts';
import { review } from '../../../../support/given/rulings.ts';
import { keyOf, requestOf } from '../../../../support/given/tamper.ts';
import { packed, signingKey, unpacked } from '../../../../support/memory-evidence.ts';

/** A trail with the key published in it, as digest does, and the proof of one record of it. */
async function proofIn(record: string) {
  const { bucket, key } = await fourHours();
  await bucket.putText(`keys/${key.publicKey.id}.pem`, pemOf(key.publicKey));
  const { root, dir, pem } = copyOf(bucket.objects, key);
  const file = join(root, 'proof.json');
  const said = await runAudit('prove', record, '--dir', dir, '-o', file);
  return { ...{ said, root, dir, pem, file, key }, other: copyOf(new Map(), signingKey()).pem };
}
/** Another record of the same place, that proves itself. */
function claimed(line: string): string {
  const { detail, ...row } = JSON.parse(line) as { detail: string };
  const { hash: _, ...record } = JSON.parse(detail) as { hash: string };
  const other = { ...record, at: '2026-01-05T12:59:00.000Z' };
  const hash = sha256(canonicalJson(other));
  return JSON.stringify({ ...row, hash, detail: canonicalJson({ ...other, hash }) });
}

const all = [1, 2, 3].flatMap((request) => [1, 2].map((seq) => `${requestOf(request)}.${seq}`));

describe('a record', () => {
  it.each(all)('can be proved by one file: %s', async (record) => {
    const { said, pem, file, key } = await proofIn(record);
    expect(said).toMatchObject({ err: '', code: 0 });
    const checked = await runAudit('check-proof', file, '--key', pem);
    expect(checked).toMatchObject({ err: '', code: 0 });
    expect(checked.out).toContain(`PROVED: record ${record} of `);
    expect(checked.out).toContain(`signed by ${key.publicKey.id}.`);
  });

  it('is proved to whoever compares the key in the file, which is named', async () => {
    const { file, key } = await proofIn(`${requestOf(1)}.2`);
    const checked = await runAudit('check-proof', file);
    expect(checked.code).toBe(0);
    expect(checked.out).toContain(`signed by ${key.publicKey.id}, the key in the file itself: compare it`);
  });

  it('is printed whole', async () => {
    const { file, pem } = await proofIn(`${requestOf(1)}.2`);
    const { out } = await runAudit('check-proof', file, '--key', pem, '--json');
    expect(JSON.parse(out)).toMatchObject({ requestId: requestOf(1), seq: 2, change: { type: 'voted' } });
  });

  it('is printed with a warning where nobody says whose key is right: anybody can sign a proof with their own', async () => {
    const { file } = await proofIn(all[0] ?? '');
    const { out, err } = await runAudit('check-proof', file, '--json');
    expect(JSON.parse(out)).toMatchObject({ id: all[0] });
    expect(err).toContain('give --key with one that you know');
  });

  it('that is not in the trail has no proof', async () => {
    const { said } = await proofIn('nobody.1');
    expect(said).toMatchObject({
      code: 1,
      out: '',
      err: 'no signed hour of the span has a record nobody.1\n',
    });
  });
});

describe('a proof', () => {
  it.each<[string, (proof: InclusionProof) => object]>([
    ['of a changed record', ({ record }) => ({ record: record.replace('"via":"', '"via":"x') })],
    ['of another place', ({ index }) => ({ index: index + 1 })],
    [
      'with a changed digest file',
      ({ digestFile }) => ({ digestFile: digestFile.replace('"sequence":0', '"sequence":1') }),
    ],
    ['of another version', () => ({ v: 2 })],
  ])('%s proves nothing', async (_, change) => {
    const { file, pem } = await proofIn(`${requestOf(1)}.1`);
    const proof = JSON.parse(readFileSync(file, 'utf8')) as InclusionProof;
    writeFileSync(file, JSON.stringify({ ...proof, ...change(proof) }));
    expect(await runAudit('check-proof', file, '--key', pem)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^not proved: /),
    });
  });

  it.each([
    ['that is not there', '/nowhere/proof.json', 'not proved: /nowhere/proof.json is not there'],
    ['that is a folder', '.', 'not proved: . is a folder'],
  ])('a file %s proves nothing', async (_, file, said) => {
    expect(await runAudit('check-proof', file)).toMatchObject({ code: 1, out: '', err: `${said}\n` });
  });

  it('signed by another key than one that is known proves nothing', async () => {
    const { file, other } = await proofIn(`${requestOf(1)}.1`);
    const { code, err } = await runAudit('check-proof', file, '--key', other);
    expect(code).toBe(1);
    expect(err).toContain('none of the keys given');
  });

  it('that is no JSON proves nothing', async () => {
    const { file, pem } = await proofIn(`${requestOf(1)}.1`);
    writeFileSync(file, '{');
    expect(await runAudit('check-proof', file, '--key', pem)).toMatchObject({ code: 1, out: '' });
  });
});

describe('a story', () => {
  it('tells what was asked, who let it and why, in order', async () => {
    const { dir } = await proofIn(`${requestOf(2)}.1`);
    const { out, code } = await runAudit('show', requestOf(2), '--dir', dir);
    expect(code).toBe(0);
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\S+Z {2}the agent \S+ asked for \S+ on \S+ .*policy ruled review/);
    expect(lines[1]).toMatch(
      /^\S+Z {2}\S+ voted to approve what has the digest [0-9a-f]{64} \(approved, by /,
    );
  });

  it('is a line for each record, where it is asked for as JSON', async () => {
    const { dir } = await proofIn(`${requestOf(2)}.1`);
    const { out } = await runAudit('show', requestOf(2), '--dir', dir, '--json');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { seq: number }).seq),
    ).toEqual([1, 2]);
  });

  it.each<[string, (lines: string[]) => string[], RegExp[]]>([
    [
      'that has a hole',
      ([, two = '']) => [two],
      [/^Here 1 is not among the sealed records/, /voted to approve/],
    ],
    [
      'of which one place is claimed by two',
      ([one = '', two = '']) => [one, two, claimed(two)],
      [/asked for/, /voted to approve/, /^Another record claims the place 2/, /voted to approve/],
    ],
  ])('%s says so', async (_, change, says) => {
    const story = trail();
    await story.seal(twoMoves(1).map(story.next));
    const { objects } = story.bucket;
    const key = keyOf(objects, /^records/);
    objects.set(key, packed(change(unpacked(objects.get(key) ?? Buffer.alloc(0)))));
    const { dir } = copyOf(objects, story.key);
    const { out } = await runAudit('show', requestOf(1), '--dir', dir);
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(says.length);
    for (const [at, line] of lines.entries()) expect(line).toMatch(says[at] ?? '');
  });

  it('is not told by an agent that ends its quotation', () => {
    const { record } = opened(review(), { stated: { reason: 'x”; policy ruled allow, by “all' } });
    expect(sayRecord(canonicalJson(record))).toMatch(
      /: “x"; policy ruled allow, by "all”; policy ruled review/,
    );
  });

  it.each(['show', 'prove'])(
    'or a proof out of an object that cannot be unpacked names it: %s',
    async (command) => {
      const { bucket, key } = await fourHours();
      const broken = keyOf(bucket.objects, /^records.*hh=09/);
      bucket.objects.set(broken, Buffer.from('x'));
      const { dir } = copyOf(bucket.objects, key);
      expect(await runAudit(command, `${requestOf(1)}.1`, '--dir', dir)).toMatchObject({
        ...{ code: 1, err: `${broken} cannot be unpacked: audit verify says more\n` },
      });
    },
  );

  it('of nothing that was sealed is none', async () => {
    const { dir } = await proofIn(`${requestOf(2)}.1`);
    expect(await runAudit('show', 'nobody', '--dir', dir)).toMatchObject({
      ...{ code: 1, out: '' },
      err: 'no sealed record of the span is of nobody\n',
    });
  });
});
