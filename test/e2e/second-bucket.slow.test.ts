import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEvidenceSigner } from '../../adapters/aws/kms-signer/evidence-signer.ts';
import type { VerifyReport } from '../../clients/cli/audit/verify/report.ts';
import { digestFolder, digestKey, readDigestFile, signDigestFile } from '../../core/evidence/digest-file.ts';
import { sha256 } from '../../core/lib/digest.ts';
import { writeAwsProfiles } from '../../local/deployment/aws-profiles-file.ts';
import { operatorRole } from '../../local/deployment/operator-role.ts';
import { locationIn } from '../../local/settings-location.ts';
import { synthesize } from '../../local/synthesize.ts';
import { cardOf, must, people, press, settled, snapshotSubmission } from '../support/driver.ts';
import { openDeployment, type TestDeployment, until } from '../support/local-deployment.ts';
import { type Objects, writeFolder } from '../support/memory-evidence.ts';

const root = new URL('../../', import.meta.url).pathname;
const hour = 3_600_000;
const hours = 3;
const [copiesBucket, guards] = ['evidence-copies', '999988887777'];

let deployment: TestDeployment;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-bucket-'));
  const settings = join(folder, 'trial.yaml');
  const trial = readFileSync(join(root, 'infra/settings/trial.yaml'), 'utf8');
  const text = `${trial}\ndigestCopy: { bucket: ${copiesBucket}, account: "${guards}" }\n`;
  writeFileSync(settings, text);
  const assembly = join(folder, 'cdk.out');
  const synthesized = await synthesize(assembly, { settings });
  if (!synthesized.ok) throw new Error(synthesized.output);
  const at = locationIn(settings, text);
  if (!at.ok) throw new Error(at.problem);
  deployment = await openDeployment({ assembly, ...at });
  await approvedRequest();
  for (let passed = 1; passed <= hours; passed++) {
    deployment.clock.advance(hour);
    await until('a copy of each signed hour', () => objectsIn(copiesBucket).size >= passed, 60_000);
  }
}, 300_000);
afterAll(async () => {
  await deployment.close();
  rmSync(folder, { recursive: true });
});

/** What is there now, as it is stored. */
const objectsIn = (bucket: string): Objects =>
  new Map(
    deployment.services.s3
      .bucket(bucket)
      .list()
      .map(({ key, body }) => [key, body]),
  );

async function approvedRequest(): Promise<void> {
  const { id } = must(await deployment.agent('etl-agent').submit(snapshotSubmission('second-bucket')));
  await cardOf(deployment, id);
  await press(deployment, people.dataOne, id, 'approve');
  await settled(deployment, id, 'done');
  await deployment.streamsIdle();
}

const clientOf = (role: string) => ({
  ...{ region: deployment.region, endpoint: deployment.awsUrl, forcePathStyle: true },
  // The deployment is hours ahead.
  systemClockOffset: deployment.clock.now() - Date.now(),
  credentials: deployment.credentialsFor(role, 'somebody'),
});

/** `npx countersign audit verify …`, by whoever operates the home account. */
async function verify(
  ...options: string[]
): Promise<{ status: number; errors: string; report: VerifyReport }> {
  const profiles = join(folder, 'aws-config');
  writeAwsProfiles(deployment, profiles);
  const { PATH = '', HOME = '' } = process.env;
  const env = {
    ...{ PATH, HOME, AWS_CONFIG_FILE: profiles, AWS_PROFILE: 'operator', AWS_REGION: deployment.region },
  };
  const key = ['--key', `${deployment.apiUrl}/v1/keys`];
  const args = ['clients/cli/main.ts', 'audit', 'verify', '--json', ...key, ...options];
  return new Promise((resolve, reject) => {
    execFile('node', args, { cwd: root, env }, (error, output, errors) => {
      if (output === '') return reject(new Error(errors));
      const report = JSON.parse(output) as VerifyReport;
      return resolve({ status: Number(error?.code ?? 0), errors, report });
    });
  });
}

/** The whole trail, its digest files made anew with the deployment's own key as if nothing had ever happened. */
async function rewritten(): Promise<Objects> {
  const arn = deployment.services.lambda.named('digest').spec.environment.EVIDENCE_KEY_ARNS ?? '';
  const signer = createEvidenceSigner(new KMSClient(clientOf(operatorRole(deployment.account))), [arn]);
  const whole = objectsIn(deployment.auditBucket);
  const objects: Objects = new Map([...whole].filter(([key]) => key.startsWith('keys/')));
  let previous: string | null = null;
  for (const [key, body] of [...whole].filter(([key]) => key.startsWith(digestFolder)).sort()) {
    const read = readDigestFile(body.toString());
    if (!read.ok) throw new Error(read.detail);
    const { signature: _, ...file } = read.value.file;
    const nothing = { objects: [], setAside: [], records: 0, root: sha256('') };
    const text = await signDigestFile({ ...file, ...nothing, previous }, signer.sign);
    previous = sha256(text);
    objects.set(key, Buffer.from(text));
  }
  return objects;
}

describe('the second bucket', () => {
  test('gets each digest file as it is, locked, and nothing else', () => {
    const [copies, whole] = [objectsIn(copiesBucket), objectsIn(deployment.auditBucket)];
    expect([...copies.keys()]).toEqual([...whole.keys()].filter((key) => key.startsWith(digestFolder)));
    expect(copies.size).toBe(hours);
    for (const [key, body] of copies) expect(body).toEqual(whole.get(key));
    const versions = deployment.services.s3.bucket(copiesBucket).versions();
    expect(versions).toHaveLength(hours);
    for (const { retainUntil, lastModified } of versions)
      expect(Number(retainUntil) - Number(lastModified)).toBe(24 * hour);
    expect(deployment.bugs).toEqual([]);
  });

  test('is what verify holds digest files against', async () => {
    const { status, errors, report } = await verify(
      ...['--bucket', `s3://${deployment.auditBucket}`, '--copy', `s3://${copiesBucket}`],
    );
    expect(errors).toBe('');
    expect(report).toMatchObject({ verified: true, digestFiles: hours, faults: [] });
    expect(status).toBe(0);
  });

  test('finds a history that somebody wrote anew with the right key: nothing else does', async () => {
    const dir = join(folder, 'rewritten');
    writeFolder(await rewritten(), dir);
    const to = ['--to', new Date(deployment.clock.now()).toISOString().replace(/:\d\d\.\d{3}Z$/, 'Z')];
    expect(await verify('--dir', dir, ...to)).toMatchObject({
      status: 0,
      report: { verified: true, records: 0 },
    });
    const { status, report } = await verify('--dir', dir, '--copy', `s3://${copiesBucket}`, ...to);
    expect(status).toBe(1);
    expect(report.faults.map(({ code, object }) => [code, object])).toEqual(
      Array.from({ length: hours }, (_, sequence) => ['digest-copy-differs', digestKey(sequence)]),
    );
  });

  test('lets nobody of the home account write, write over or delete but digest', async () => {
    const operator = new S3Client(clientOf(operatorRole(deployment.account)));
    const put = new PutObjectCommand({
      ...{ Bucket: copiesBucket, Key: digestKey(0), Body: 'another', IfNoneMatch: '*' },
    });
    const remove = new DeleteObjectCommand({ Bucket: copiesBucket, Key: digestKey(0) });
    const denied = { name: 'AccessDenied', message: expect.stringContaining('explicit deny') };
    await expect(operator.send(put)).rejects.toMatchObject(denied);
    await expect(operator.send(remove)).rejects.toMatchObject(denied);
  });

  test('is denied to agents as what is Countersign’s own, whoever would sign', async () => {
    const answer = await deployment.agent('etl-agent').submit({
      ...snapshotSubmission('second-bucket'),
      ...{ action: 's3:DeleteBucket', resource: `arn:aws:s3:::${copiesBucket}` },
      parameters: { Bucket: copiesBucket },
    });
    expect(answer).toMatchObject({ ok: false, problem: { status: 403 } });
  });
});
