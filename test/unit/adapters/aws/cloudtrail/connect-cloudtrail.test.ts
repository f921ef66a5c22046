import { ListPublicKeysCommand, type LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { type GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import {
  type CloudTrailAccess,
  createLookUp,
  openTrailBucket,
} from '../../../../../adapters/aws/cloudtrail/connect-cloudtrail.ts';
import type { SessionOf } from '../../../../../adapters/aws/execute/assume-role.ts';

const place = { account: '111122223333', region: 'eu-west-1' };
const between = { from: '2026-01-03T10:00:00Z', to: '2026-01-03T11:00:00Z' };
const readOnly = { AttributeKey: 'ReadOnly', AttributeValue: 'false' } as const;

/** AWS, as far as it is asked, with what it was asked in order. */
function given(answers: readonly object[], refused = false) {
  const sessions: SessionOf[] = [];
  const sent: object[] = [];
  const slept: number[] = [];
  /** Each opens a connection of its own. */
  const opened: string[] = [];
  const left = [...answers];
  let now = 0;
  const send = async (command: object) => {
    sent.push(command);
    const answer = left.shift() ?? {};
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const access: CloudTrailAccess = {
    assumeRole: async (session) => {
      sessions.push(session);
      return refused
        ? { ok: false, code: 'AccessDenied', detail: 'no' }
        : { ok: true, credentials: { accessKeyId: 'a', secretAccessKey: 'b', sessionToken: 'c' } };
    },
    roleArnFor: (account) => `arn:aws:iam::${account}:role/reconcile`,
    now: () => now,
    sleep: async (ms) => void slept.push(ms),
    clients: {
      cloudTrail: (region) => {
        opened.push(`CloudTrail in ${region}`);
        return { send };
      },
      s3: () => {
        opened.push('S3');
        return { send, config: {} } as unknown as S3Client;
      },
    },
  };
  return { access, sessions, sent, slept, opened, pass: (ms: number) => (now += ms) };
}

describe("CloudTrail's history", () => {
  it('is asked as the role of the account, not faster than it answers, page by page', async () => {
    const { access, sessions, sent, slept } = given([
      { Events: [{ CloudTrailEvent: '{}' }, {}], NextToken: 'more' },
      { Events: [] },
    ]);
    const lookUp = createLookUp(access, 1);
    const question = { attribute: readOnly, ...between };
    expect(await lookUp(place, question)).toEqual({ events: ['{}'], next: 'more' });
    expect(await lookUp(place, { ...question, next: 'more' })).toEqual({ events: [] });
    expect(slept).toEqual([500, 500]);
    expect(sessions).toMatchObject([
      { name: 'countersign-reconcile', roleArn: 'arn:aws:iam::111122223333:role/reconcile' },
    ]);
    expect(sent.map((command) => (command as LookupEventsCommand).input)).toMatchObject([
      { LookupAttributes: [readOnly], EndTime: new Date('2026-01-03T10:59:59.999Z'), MaxResults: 50 },
      { NextToken: 'more' },
    ]);
  });

  it('is asked by one client in each region, for as long as its session is good', async () => {
    const { access, opened, pass } = given([]);
    const lookUp = createLookUp(access, 1);
    const question = { attribute: readOnly, ...between };
    for (const region of ['eu-west-1', 'eu-west-1', 'us-east-1', 'eu-west-1'])
      await lookUp({ ...place, region }, question);
    expect(opened).toEqual(['CloudTrail in eu-west-1', 'CloudTrail in us-east-1']);
    pass(450_000);
    await lookUp(place, question);
    expect(opened).toHaveLength(3);
  });

  it('is asked faster where something else answers', async () => {
    const { access, slept } = given([]);
    await createLookUp(access, 100)(place, { attribute: readOnly, ...between });
    expect(slept).toEqual([5]);
  });

  it('is asked in a new session before the old one ends', async () => {
    const { access, sessions, pass } = given([]);
    const lookUp = createLookUp(access, 1);
    await lookUp(place, { attribute: readOnly, ...between });
    pass(450_000);
    await lookUp(place, { attribute: readOnly, ...between });
    expect(sessions).toHaveLength(2);
  });

  it('is not asked where the role is not given, and says why', async () => {
    const { access } = given([], true);
    await expect(createLookUp(access, 1)(place, { attribute: readOnly, ...between })).rejects.toThrow(
      'AccessDenied: no',
    );
  });
});

describe("a trail's bucket", () => {
  it('is read where it is said to be, with the signature beside a file, and what is gone is nothing', async () => {
    const body = { transformToByteArray: async () => new Uint8Array([1, 2]) };
    const { access, sent } = given([
      { Body: body, Metadata: { signature: 'ab', 'backfill-generation-timestamp': '2026-01-08T00:00:00Z' } },
      { Body: body },
      new NoSuchKey({ $metadata: {}, message: 'gone' }),
      new Error('S3 is out of order'),
    ]);
    const trail = openTrailBucket(access, {
      location: 'logs/here/AWSLogs/',
      account: place.account,
      name: 'main',
    });
    expect(trail).toMatchObject({ prefix: 'here/AWSLogs/', trail: 'main' });
    const stored = { bucket: 'logs', key: 'x', body: new Uint8Array([1, 2]) };
    expect(await trail.get('x')).toEqual({ ...stored, signature: 'ab', generated: '2026-01-08T00:00:00Z' });
    expect(await trail.get('x')).toEqual(stored);
    expect(await trail.get('x')).toBeUndefined();
    await expect(trail.get('x')).rejects.toThrow('out of order');
    expect((sent[0] as GetObjectCommand).input).toEqual({ Bucket: 'logs', Key: 'x' });
  });

  it('has keys that CloudTrail itself names', async () => {
    const { access, sent } = given([
      { PublicKeyList: [{ Fingerprint: 'f', Value: new Uint8Array([1]) }, {}], NextToken: 'more' },
      { PublicKeyList: [{ Fingerprint: 'g', Value: new Uint8Array([2]) }] },
    ]);
    const bucket = { location: 'logs/AWSLogs/', account: place.account, name: '' };
    const keys = await openTrailBucket(access, bucket).publicKeys('eu-west-1', between);
    expect([...keys.keys()]).toEqual(['f', 'g']);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toBeInstanceOf(ListPublicKeysCommand);
  });
});
