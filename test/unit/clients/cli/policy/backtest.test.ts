import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../../catalog/catalog.ts';
import { folderOf, runPolicy, starterCedar } from '../../../../support/policy-cli.ts';
import {
  createUser,
  describeInstances,
  logFile,
  stopLogging,
  trailEvent,
} from '../../../../support/trail.ts';

async function backtest(files: Readonly<Record<string, string | Uint8Array>>, ...more: string[]) {
  const { options, path } = await folderOf(files);
  return { ...(await runPolicy('backtest', path('logs'), ...options, ...more)), path };
}

const report = async (files: Readonly<Record<string, string | Uint8Array>>) => {
  const { out, err, code } = await backtest(files, '--json');
  return { ...JSON.parse(out), err, code };
};

describe('countersign policy backtest', () => {
  it('says what each policy would have done, by agent and day, and who would have been asked', async () => {
    const { out, err, code } = await backtest({
      'logs/2026/01/03/a.json': logFile(createUser, describeInstances, createUser),
      'logs/2026/01/04/b.json.gz': gzipSync(logFile(stopLogging, createUser)),
      'logs/2026/01/04/c.ndjson': `${JSON.stringify(describeInstances)}\n`,
    });
    expect(
      out,
    ).toBe(`3 files, 6 events: 6 calls of agents ruled on, 0 by others than agents, 0 of agents outside the catalog.

policy        allowed  refused  asked
identity            0        0      3
no-tampering        0        1      0
reads               2        0      0

agent   day         allowed  refused  asked
lawyer  2026-01-03        2        0      3
lawyer  2026-01-04        0        1      0

group      asked
approvers      3
security       3

person who may say yes    asked  busiest day  asked that day
platform.one@example.com      3  2026-01-03                3
security.one@example.com      3  2026-01-03                3
security.two@example.com      3  2026-01-03                3
`);
    expect([err, code]).toEqual(['', 0]);
  });

  it('counts apart what it does not rule on', async () => {
    const events = [
      trailEvent({}, 'somebody-else'),
      trailEvent({ userIdentity: { type: 'Root' } }),
      trailEvent({ eventName: 'ListUsers' }),
      trailEvent({
        eventSource: 'ssm.amazonaws.com',
        eventName: 'GetParameter',
        requestParameters: { name: '/a', withDecryption: false },
      }),
    ];
    expect(await report({ 'logs/a.json': logFile(...events) })).toMatchObject({
      events: 4,
      ruledOn: 0,
      ofOthers: 2,
      outsideCatalog: 2,
      code: 0,
    });
  });

  it('counts what no policy permits', async () => {
    const event = trailEvent({
      eventSource: 'dynamodb.amazonaws.com',
      eventName: 'DeleteTable',
      requestParameters: { tableName: 'orders' },
    });
    expect(await report({ 'logs/a.json': logFile(event) })).toMatchObject({
      policies: [{ policy: '(no policy)', allowed: 0, refused: 1, asked: 0 }],
    });
  });

  it('rules by parameters where CloudTrail tells them, and says where it does not', async () => {
    const cedar = `${starterCedar}@id("orders-table") @approvals("1")
permit (principal, action == Action::"dynamodb:DeleteTable", resource) when { context.parameters.TableName == "orders" };
@id("a-bucket") @approvals("1")
permit (principal, action == Action::"s3:PutBucketPolicy", resource) when { resource.arn like "*:public" };`;
    const table = trailEvent({
      eventSource: 'dynamodb.amazonaws.com',
      eventName: 'DeleteTable',
      requestParameters: { tableName: 'orders' },
    });
    const bucket = trailEvent({
      eventSource: 's3.amazonaws.com',
      eventName: 'PutBucketPolicy',
      requestParameters: { bucketName: 'public', Host: 'x' },
    });
    expect(
      await report({ 'policies/test.cedar': cedar, 'logs/a.json': logFile(table, bucket) }),
    ).toMatchObject({
      policies: [{ policy: 'orders-table', asked: 1 }],
      notReadBack: [{ action: 's3:PutBucketPolicy', calls: 1 }],
    });
    const { out } = await backtest({ 'policies/test.cedar': cedar, 'logs/a.json': logFile(bucket) });
    expect(out).toContain('1 call of s3:PutBucketPolicy not ruled on: policies look at parameters');
  });

  it('rules by what decides alone where no policy looks inside', async () => {
    const bucket = trailEvent({
      eventSource: 's3.amazonaws.com',
      eventName: 'PutBucketPolicy',
      requestParameters: { Host: 'x' },
      resources: [{ ARN: 'arn:aws:s3:::b' }],
      recipientAccountId: undefined,
    });
    expect(await report({ 'logs/a.json': logFile(bucket) })).toMatchObject({
      ruledOn: 1,
      policies: [{ policy: '(no policy)' }],
    });
  });

  it('reads what lookup-events and EventBridge wrap around events', async () => {
    const wrapped = JSON.stringify({
      Events: [{ EventId: '1', CloudTrailEvent: JSON.stringify(describeInstances) }],
    });
    const delivered = JSON.stringify({
      'detail-type': 'AWS API Call via CloudTrail',
      detail: describeInstances,
    });
    expect(await report({ 'logs/a.json': wrapped, 'logs/b.json': delivered })).toMatchObject({ ruledOn: 2 });
  });

  it('leaves a broken file out as a whole, says so, and ends with status 3', async () => {
    const whole = logFile(createUser, createUser, createUser);
    const { out, err, code, path } = await backtest({
      'logs/a.json': logFile(describeInstances),
      'logs/b.json': whole.slice(0, -40),
      'logs/c.json.gz': gzipSync(whole).subarray(0, 150),
      'logs/d.json.gz': 'no gzip at all',
      'logs/e.json': '',
    });
    expect(err.trim().split('\n')).toEqual([
      `${path('logs/b.json')} is cut off; nothing of it was counted`,
      `${path('logs/c.json.gz')} is cut off; nothing of it was counted`,
      `${path('logs/d.json.gz')} is not a gzip file, or a damaged one; nothing of it was counted`,
      `${path('logs/e.json')} is empty; nothing of it was counted`,
    ]);
    expect(out).toContain('1 file, 1 event: 1 call of agents ruled on');
    expect(out).not.toContain('identity');
    expect(code).toBe(3);
  });

  it('leaves an event of an unknown shape out, and only that', async () => {
    const { out, err, code, path } = await backtest({
      'logs/a.json': `{"Records":[{"eventName":"x"},${JSON.stringify(describeInstances)},{bad}]}`,
    });
    expect(err.trim().split('\n')).toEqual([
      `${path('logs/a.json')}: event 1 is not a CloudTrail event (eventTime is missing); it was left out`,
      `${path('logs/a.json')}: event 3 is not JSON; it was left out`,
    ]);
    expect(out).toContain('1 file, 1 event: 1 call');
    expect(code).toBe(3);
  });

  it('does not tell the same a million times', async () => {
    const { err } = await backtest({
      'logs/a.json': logFile(...Array.from({ length: 30 }, () => ({ odd: true }))),
    });
    expect(err.trim().split('\n')).toHaveLength(21);
    expect(err).toContain('… and 10 more problems like these.');
  });

  it('passes by what CloudTrail keeps beside its logs', async () => {
    const files = {
      'logs/CloudTrail-Digest/a.json.gz': gzipSync('{"awsAccountId":"1"}'),
      'logs/readme.txt': 'x',
      'logs/a.json': logFile(describeInstances),
    };
    expect(await report(files)).toMatchObject({ files: 1, leftOut: 0 });
  });

  it('shows how far it is', async () => {
    const padded = { ...describeInstances, responseElements: 'x'.repeat(900_000) };
    const { status } = await backtest({
      'logs/a.json': logFile(...Array.from({ length: 10 }, () => padded)),
    });
    expect(status[0]).toMatch(/^0 files, \d+ MB, \d+ events …$/);
    expect(status.at(-1)).toBe('');
  });

  it.each([
    ['no log', { 'logs/readme.txt': 'x' }, /^no log files \(\.json, \.json\.gz\) in .*logs\n$/],
    [
      'only broken logs',
      { 'logs/a.json': '{"Records":[{' },
      /a\.json is cut off; nothing of it was counted\n$/,
    ],
  ])('ends with status 1 and no report where there is %s', async (_, files, expected) => {
    const { out, err, code } = await backtest(files);
    expect(err).toMatch(expected);
    expect([out, code]).toEqual(['', 1]);
  });

  it('says which paths are not there before it reads any', async () => {
    const { options, path } = await folderOf();
    const { err, code } = await runPolicy('backtest', path('nothing'), path('void'), ...options);
    expect([err, code]).toEqual([`${path('nothing')} is not there\n${path('void')} is not there\n`, 1]);
  });
});

it('every condition that the catalog puts on its events is of plain values', () => {
  const leaves = (value: unknown): unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
  const lists = (value: unknown): boolean =>
    Array.isArray(value)
      ? value.every((each) => typeof each !== 'object')
      : typeof value === 'object' && value !== null && Object.values(value).every(lists);
  const conditions = catalogWith().entries.flatMap(({ cloudTrail }) => cloudTrail?.where ?? []);
  expect(conditions.length).toBeGreaterThan(0);
  expect(conditions.every(lists)).toBe(true);
  expect(conditions.flatMap(leaves)).not.toContain(undefined);
});
