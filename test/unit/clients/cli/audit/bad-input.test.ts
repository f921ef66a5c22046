import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOf, runAudit } from '../../../../support/audit-cli.ts';
import { fourHours, timeIn } from '../../../../support/given/evidence.ts';
import { signingKey } from '../../../../support/memory-evidence.ts';

const given = async () => {
  const { bucket, key } = await fourHours();
  return copyOf(bucket.objects, key);
};

describe('audit verify ends with one clear line, and 1', () => {
  it.each<[string, (at: { dir: string; pem: string; root: string }) => string[], RegExp]>([
    ['without a place', ({ pem }) => ['--key', pem], /^not verified: say where the trail is: --bucket s3:/],
    [
      'for the table in a span, which has the last record of every chain',
      ({ dir, pem }) => ['--dir', dir, '--key', pem, '--table', 'x', '--to', timeIn(2, 0)],
      /^not verified: the table has .*leave out --from and --to/,
    ],
    ['without a key', ({ dir }) => ['--dir', dir], /^not verified: say whose signatures are right: --key/],
    [
      'for a folder that is not there',
      ({ dir, pem }) => ['--dir', `${dir}x`, '--key', pem],
      /trailx is not there$/,
    ],
    ['for no bucket', ({ pem }) => ['--bucket', 's3://A B', '--key', pem], /s3:\/\/A B is no bucket/],
    [
      'for a key that is not there',
      ({ dir }) => ['--dir', dir, '--key', 'no.pem'],
      /no\.pem gives no public key of the trail: there is no such file$/,
    ],
    [
      'for an address where nothing is',
      ({ dir }) => ['--dir', dir, '--key', 'http://127.0.0.1:1/v1/keys'],
      /127\.0\.0\.1:1\/v1\/keys gives no public key of the trail: it cannot be reached \([^)]+\)$/,
    ],
    [
      'for PEM that holds no key',
      ({ dir, root }) => {
        writeFileSync(join(root, 'x.pem'), '-----BEGIN PUBLIC KEY-----\nx\n-----END PUBLIC KEY-----\n');
        return ['--dir', dir, '--key', join(root, 'x.pem')];
      },
      /x\.pem gives no public key of the trail: what it holds as PEM is no key$/,
    ],
    [
      'for a file that is neither PEM nor JSON',
      ({ dir, root }) => {
        writeFileSync(join(root, 'x.txt'), 'a key');
        return ['--dir', dir, '--key', join(root, 'x.txt')];
      },
      /x\.txt gives no public key of the trail: it is neither PEM nor what GET \/v1\/keys answers$/,
    ],
    [
      'for a span that ends before it begins',
      ({ dir, pem }) => ['--dir', dir, '--key', pem, '--from', timeIn(2, 0), '--to', timeIn(1, 0)],
      /the span is empty: --from 2026-01-05T11:00:00\.000Z is not before --to 2026-01-05T10:00:00\.000Z$/,
    ],
    [
      'for a key of another kind',
      ({ dir, root }) => {
        writeFileSync(join(root, 'x.json'), '{"keys":[]}');
        return ['--dir', dir, '--key', join(root, 'x.json')];
      },
      /x\.json gives no public key of the trail: it is neither PEM nor what GET \/v1\/keys answers$/,
    ],
  ])('%s', async (_, options, line) => {
    const said = await runAudit('verify', ...options(await given()));
    expect(said).toMatchObject({ out: '', code: 1 });
    expect(said.err.trim()).toMatch(line);
    expect(said.err.trim()).not.toContain('\n');
  });

  it.each([
    ['before the trail begins', ['--to', timeIn(-5, 0)]],
    ['that is still to come', ['--from', '2100-01-01', '--to', '2100-02-01']],
  ])('for a span %s', async (_, span) => {
    const { dir, pem } = await given();
    const said = await runAudit('verify', '--dir', dir, '--key', pem, ...span);
    expect(said).toMatchObject({ err: '', code: 1 });
    expect(said.out.trim()).toBe('NOT VERIFIED: no signed hour: nothing in this span is signed.');
  });

  it('for a key that is not ours, once for each hour', async () => {
    const { dir } = await given();
    const { pem } = copyOf(new Map(), signingKey());
    const said = await runAudit('verify', '--dir', dir, '--key', pem, '--to', timeIn(4, 0));
    expect(said.code).toBe(1);
    expect(said.out.match(/^key-unknown: digests/gm)).toHaveLength(4);
  });
});

it('takes the keys of an answer of GET /v1/keys, those of the trail alone', async () => {
  const { bucket, key } = await fourHours();
  const { dir, root } = copyOf(bucket.objects, key);
  const { x, y } = key.publicKey.key.export({ format: 'jwk' });
  const jwk = { kty: 'EC', crv: 'P-256', x, y };
  const answer = (body: object) => {
    writeFileSync(join(root, 'keys.json'), JSON.stringify(body));
    return runAudit('verify', '--dir', dir, '--key', join(root, 'keys.json'), '--to', timeIn(4, 0));
  };
  expect((await answer({ keys: [], evidence: [jwk] })).code).toBe(0);
  expect((await answer({ keys: [jwk], evidence: [] })).code).toBe(1);
});
