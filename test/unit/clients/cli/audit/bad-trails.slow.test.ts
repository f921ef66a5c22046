import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BucketSpec } from '../../../../../emulator/services/s3/buckets.ts';
import { fourHours, timeIn } from '../../../../support/given/evidence.ts';
import { digest, firstObject, keyOf, type Tamper } from '../../../../support/given/tamper.ts';
import { type Objects, type SigningKey, signingKey } from '../../../../support/memory-evidence.ts';
import {
  account,
  adminRole,
  type Running,
  region,
  runEndpoint,
} from '../../../emulator/wire/running-endpoint.ts';

const root = new URL('../../../../../', import.meta.url).pathname;
const nobody = `arn:aws:iam::${account}:role/nobody`;

/** Buckets by what is wrong with them: each has the same trail otherwise. */
const broken = {
  whole: () => {},
  unlocked: () => {},
  'no-digest': (objects) => void objects.delete(digest(2)),
  'cut-off': (objects) => {
    const key = keyOf(objects, firstObject);
    objects.set(key, (objects.get(key) ?? Buffer.alloc(0)).subarray(0, 300));
  },
} satisfies Readonly<Record<string, Tamper['do']>>;

const bucketOf = (name: string): BucketSpec => ({
  ...{ name, arn: `arn:aws:s3:::${name}`, account, policy: [] },
  ...(name !== 'unlocked' && { objectLock: { mode: 'COMPLIANCE', days: 7 } as const }),
});

let running: Running;
let athena: Server;
let key: SigningKey;
let folder: string;
beforeAll(async () => {
  key = signingKey();
  folder = mkdtempSync(join(tmpdir(), 'bad-trails-'));
  writeFileSync(join(folder, 'ours.pem'), key.pem);
  writeFileSync(join(folder, 'other.pem'), signingKey().pem);
  running = await runEndpoint({
    buckets: Object.keys(broken).map(bucketOf),
    roles: [{ arn: nobody, policies: [] }],
  });
  const { bucket } = await fourHours(key);
  for (const [name, tamper] of Object.entries(broken)) {
    const objects: Objects = new Map(bucket.objects);
    tamper(objects);
    for (const [at, body] of objects)
      running.s3.bucket(name).put({ key: at, body, headers: {}, checksums: {} });
  }
  athena = await overTheLimit();
});
afterAll(async () => {
  await running.close();
  athena.close();
  rmSync(folder, { recursive: true });
});

/** An Athena that ends each query as the limit of a workgroup does. */
async function overTheLimit(): Promise<Server> {
  const answers: Readonly<Record<string, object>> = {
    StartQueryExecution: { QueryExecutionId: 'a' },
    GetQueryExecution: {
      QueryExecution: {
        Status: {
          State: 'CANCELLED',
          StateChangeReason: 'Query cancelled! : Bytes scanned limit was exceeded',
        },
      },
    },
  };
  const server = createServer((request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    response.setHeader('content-type', 'application/x-amz-json-1.1').end(JSON.stringify(answers[operation]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

interface Said {
  status: number;
  output: string;
  errors: string;
}

/** `npx countersign audit …`, in a terminal of somebody in this role. */
function audit(role: string, ...options: string[]): Promise<Said> {
  const { credentials } = running.as(role);
  const { PATH = '', HOME = '' } = process.env;
  const env = {
    ...{ PATH, HOME, AWS_REGION: region, AWS_ENDPOINT_URL: running.endpoint.url },
    AWS_ENDPOINT_URL_ATHENA: `http://127.0.0.1:${(athena.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
  };
  return new Promise((resolve) => {
    const args = ['clients/cli/main.ts', 'audit', ...options];
    execFile('node', args, { cwd: root, env }, (error, output, errors) =>
      resolve({ status: Number(error?.code ?? 0), output: output.trim(), errors: errors.trim() }),
    );
  });
}

const versionsThere = () => Object.keys(broken).flatMap((name) => running.s3.bucket(name).versions());

/** Whatever is asked, nothing is written, hidden or removed. */
async function unchanged(ask: () => Promise<Said>): Promise<Said> {
  const before = versionsThere();
  const said = await ask();
  expect(versionsThere()).toEqual(before);
  return said;
}

const verify = (bucket: string, pem = 'ours.pem', ...more: string[]) =>
  unchanged(() =>
    audit(adminRole, 'verify', '--bucket', bucket, '--key', join(folder, pem), '--to', timeIn(4, 0), ...more),
  );

describe('audit verify of a bucket, in a terminal', () => {
  it('that is whole is verified', async () => {
    expect(await verify('whole')).toMatchObject({ status: 0, output: expect.stringMatching(/^VERIFIED/) });
  });

  it('without the lock says so of its objects, and in its verdict', async () => {
    const { status, output, errors } = await verify('unlocked');
    expect([status, errors]).toEqual([1, '']);
    const lines = output.split('\n');
    expect(lines.pop()).toMatch(/^NOT VERIFIED: \d+ faults in 4 signed hours/);
    for (const line of lines) expect(line).toMatch(/^not-locked: .*: No lock of it is to be seen\./);
  });

  it('without a digest file names it, and the hour', async () => {
    const { status, output } = await verify('no-digest');
    expect(status).toBe(1);
    expect(output.split('\n')[0]).toBe(
      `digest-missing: ${digest(2)}: The hour from ${timeIn(2, 0)} has no digest file.`,
    );
  });

  it('with a packed object that ends too early names it', async () => {
    const { status, output } = await verify('cut-off');
    expect(status).toBe(1);
    expect(output).toMatch(
      /^object-unreadable: records\/.*hh=09.*: It cannot be unpacked: unexpected end of file\.$/m,
    );
  });

  it('with a key that is not ours names the key that signed', async () => {
    const { status, output } = await verify('whole', 'other.pem');
    expect(status).toBe(1);
    expect(output).toContain(`It is signed by ${key.publicKey.id}, which is none of the keys given.`);
  });

  it('in a span with no data is not verified', async () => {
    const from = ['--from', '2100-01-01', '--to', '2100-02-01'];
    expect(await verify('whole', 'ours.pem', ...from)).toMatchObject({
      ...{ status: 1, errors: '' },
      output: 'NOT VERIFIED: no signed hour: nothing in this span is signed.',
    });
  });

  it.each([
    [
      'that is not there',
      adminRole,
      'nowhere',
      /^not verified: s3:\/\/nowhere could not be read \(NoSuchBucket: The specified bucket does not exist\)$/,
    ],
    [
      'that may not be listed',
      nobody,
      'whole',
      /^not verified: s3:\/\/whole could not be read \(AccessDenied: .* is not authorized to perform: s3:ListBucketVersions/,
    ],
  ])('%s says why, in a line', async (_, role, bucket, line) => {
    const said = await unchanged(() =>
      audit(role, 'verify', '--bucket', bucket, '--key', join(folder, 'ours.pem')),
    );
    expect(said).toMatchObject({ status: 1, output: '' });
    expect(said.errors).toMatch(line);
    expect(said.errors).not.toContain('\n');
  });
});

describe('audit query, in a terminal', () => {
  const query = (...options: string[]) => unchanged(() => audit(adminRole, 'query', ...options));

  it.each<[string, string[], number, RegExp]>([
    [
      'over the limit of the workgroup',
      ['coverage', '--athena', 'trail'],
      1,
      /^Athena ended the question: .*--from and --to/,
    ],
    [
      'that would write',
      ['DROP TABLE sealed_records', '--bucket', 'whole'],
      1,
      /begins with DROP.*Nothing was changed\.$/,
    ],
    [
      'that would write in Athena',
      ["UNLOAD (SELECT 1) TO 's3://x/'", '--athena', 'trail'],
      1,
      /begins with UNLOAD/,
    ],
    [
      'of a span with no data',
      ['who-approved-what', '--bucket', 'whole', '--from', '2025-01-01', '--to', '2025-01-02'],
      3,
      /^Nothing from 2025-01-01 to 2025-01-02 answers this\.$/,
    ],
    [
      'of a packed object that ends too early',
      ['coverage', '--bucket', 'cut-off', '--from', '2026-01-01', '--to', '2026-01-31'],
      1,
      /^The sealed records could not be read: .*Run audit verify/,
    ],
    [
      'of a bucket that is not there',
      ['coverage', '--bucket', 'nowhere'],
      1,
      /^The bucket nowhere could not be read \(NoSuchBucket/,
    ],
  ])('%s ends with one clear line', async (_, options, status, line) => {
    const said = await query(...options);
    const last = said.errors.split('\r').at(-1) ?? '';
    expect(said.status).toBe(status);
    expect(last).toMatch(line);
    expect(last).not.toContain('\n');
  });
});
