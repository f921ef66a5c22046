import { symlink } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { backtestReport, folderOf, runBacktest, runPolicy } from '../../../../support/policy-cli.ts';
import { createUser, describeInstances, logFile } from '../../../../support/trail.ts';

describe('the logs of a backtest', () => {
  it('reads what lookup-events and EventBridge wrap around events', async () => {
    const wrapped = JSON.stringify({
      Events: [{ EventId: '1', CloudTrailEvent: JSON.stringify(describeInstances) }],
    });
    const delivered = JSON.stringify({
      'detail-type': 'AWS API Call via CloudTrail',
      detail: describeInstances,
    });
    expect(await backtestReport({ 'logs/a.json': wrapped, 'logs/b.json': delivered })).toMatchObject({
      ruledOn: 2,
    });
  });

  it.each([
    [
      'a subscription of CloudWatch Logs',
      JSON.stringify({ logEvents: [{ id: '1', timestamp: 1, message: JSON.stringify(createUser) }] }),
    ],
    [
      'CloudTrail Lake',
      JSON.stringify({
        QueryResultRows: [
          [
            { eventTime: '2026-01-03 10:00:00.000' },
            { eventSource: 'iam.amazonaws.com' },
            { eventName: 'CreateUser' },
            { awsRegion: 'us-east-1' },
            {
              userIdentity: `{type=AssumedRole, arn=${createUser.userIdentity.arn}, accountid=111122223333}`,
            },
            { requestParameters: '{"userName":"ci"}' },
          ],
        ],
      }),
    ],
    [
      'Security Lake',
      JSON.stringify({
        api: {
          operation: 'CreateUser',
          service: { name: 'iam.amazonaws.com' },
          request: { data: '{"userName":"ci"}', uid: 'x' },
          response: { error: null },
        },
        actor: { user: { type: 'AssumedRole', uid: createUser.userIdentity.arn } },
        cloud: { region: 'us-east-1', account: { uid: '111122223333' } },
        time: 1_767_434_400_000,
      }),
    ],
  ])('reads what %s says', async (_, text) => {
    expect(await backtestReport({ 'logs/a.json': text })).toMatchObject({
      ruledOn: 1,
      agents: [{ agent: 'lawyer', day: '2026-01-03', asked: 1 }],
      leftOut: 0,
    });
  });

  it('reads files by what is in them, whatever they are called, and tells which it does not read', async () => {
    const { options, path } = await folderOf({
      'logs/a.log': logFile(createUser),
      'logs/b.txt': logFile(createUser),
      'logs/c.gz': gzipSync(logFile(createUser)),
      'logs/d.json': gzipSync(logFile(createUser)),
      'logs/e.json.gz': logFile(createUser),
      'logs/f.parquet': 'x',
    });
    await symlink(path('logs/a.log'), path('logs/g.json'));
    const { out, err, code } = await runPolicy('backtest', path('logs'), ...options);
    expect(out).toContain('5 files, 5 events');
    expect(err).toBe(
      `${path('logs/f.parquet')} is not a log by its name; give the file itself to have it read\n${path('logs/g.json')} is a link, and links in folders are not followed\n`,
    );
    expect(code).toBe(3);
  });

  it('leaves a broken file out as a whole, says so, and ends with status 3', async () => {
    const whole = logFile(createUser, createUser, createUser);
    const { out, err, code, path } = await runBacktest({
      'logs/a.json': logFile(describeInstances),
      'logs/b.json': whole.slice(0, -40),
      'logs/c.json.gz': gzipSync(whole).subarray(0, 150),
      'logs/d.json.gz': Buffer.from([0x1f, 0x8b, 0x20, 0x67, 0x7a]),
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
    const { out, err, code, path } = await runBacktest({
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
    const { err } = await runBacktest({
      'logs/a.json': logFile(...Array.from({ length: 30 }, () => ({ odd: true }))),
    });
    expect(err.trim().split('\n')).toHaveLength(21);
    expect(err).toContain('… and 10 more problems like these.');
  });

  it('passes by what CloudTrail keeps beside its logs', async () => {
    const files = {
      'logs/CloudTrail-Digest/a.json.gz': gzipSync('{"awsAccountId":"1"}'),
      'logs/.DS_Store': 'x',
      'logs/a.json': logFile(describeInstances),
    };
    expect(await backtestReport(files)).toMatchObject({ files: 1, leftOut: 0 });
  });

  it('shows how far it is', async () => {
    const padded = { ...describeInstances, responseElements: 'x'.repeat(900_000) };
    const { status } = await runBacktest({
      'logs/a.json': logFile(...Array.from({ length: 10 }, () => padded)),
    });
    expect(status[0]).toMatch(/^0 files, \d+ MB, \d+ events …$/);
    expect(status.at(-1)).toBe('');
  });

  it.each([
    ['nothing', { 'logs/CloudTrail-Digest/a.json': 'x' }, /^no log files in .*logs\n$/],
    ['no log', { 'logs/notes.txt': 'x' }, /notes\.txt is not JSON; nothing of it was counted\n$/],
    [
      'only broken logs',
      { 'logs/a.json': '{"Records":[{' },
      /a\.json is cut off; nothing of it was counted\n$/,
    ],
  ])('ends with status 1 and no report where there is %s', async (_, files, expected) => {
    const { out, err, code } = await runBacktest(files);
    expect(err).toMatch(expected);
    expect([out, code]).toEqual(['', 1]);
  });

  it('says which paths are not there before it reads any', async () => {
    const { options, path } = await folderOf();
    const { err, code } = await runPolicy('backtest', path('nothing'), path('void'), ...options);
    expect([err, code]).toEqual([`${path('nothing')} is not there\n${path('void')} is not there\n`, 1]);
  });
});
