import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../../catalog/catalog.ts';
import { backtestReport, runBacktest, starterCedar } from '../../../../support/policy-cli.ts';
import {
  createUser,
  describeInstances,
  logFile,
  stopLogging,
  trailEvent,
} from '../../../../support/trail.ts';

describe('countersign policy backtest', () => {
  it('says what each policy would have done, by agent and day, and who would have been asked', async () => {
    const { out, err, code } = await runBacktest({
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
    expect(await backtestReport({ 'logs/a.json': logFile(...events) })).toMatchObject({
      events: 4,
      ruledOn: 0,
      ofOthers: 2,
      outsideCatalog: 2,
      principals: [
        { principal: 'Root', calls: 1 },
        { principal: 'arn:aws:iam::111122223333:role/somebody-else', calls: 1 },
      ],
      outside: [
        { call: 'iam:ListUsers', calls: 1 },
        { call: 'ssm:GetParameter', calls: 1 },
      ],
      code: 0,
    });
  });

  it('shows the most frequent of them, and says how many more there are', async () => {
    const calls = Array.from({ length: 12 }, (_, at) => trailEvent({ eventName: `ListThings${at}` }));
    const { out } = await runBacktest({
      'logs/a.json': logFile(...calls, trailEvent({ eventName: 'ListThings11' })),
    });
    expect(out).toContain(
      'outside the catalog  calls\niam:ListThings11         2\niam:ListThings0          1\n',
    );
    expect(out).toContain('… and 2 more: --json has them all.');
  });

  it('counts apart what AWS did not do', async () => {
    const denied = trailEvent({ errorCode: 'AccessDenied', requestParameters: null });
    expect(await backtestReport({ 'logs/a.json': logFile(createUser, denied, denied) })).toMatchObject({
      ruledOn: 1,
      notDone: 2,
      refusedByAws: [{ call: 'iam:CreateUser', code: 'AccessDenied', calls: 2 }],
    });
  });

  it('counts an event without requestParameters and without userIdentity', async () => {
    const { requestParameters: _, ...bare } = describeInstances;
    const { userIdentity: __, ...nobody } = bare;
    expect(await backtestReport({ 'logs/a.json': logFile(bare, nobody) })).toMatchObject({
      ruledOn: 1,
      principals: [{ principal: 'unknown', calls: 1 }],
      leftOut: 0,
    });
  });

  it('takes a role for an agent where it is told to', async () => {
    const event = trailEvent({ requestParameters: { userName: 'ci' } }, 'nightly');
    const files = { 'logs/a.json': logFile(event) };
    for (const role of ['arn:aws:iam::111122223333:role/nightly', 'arn:aws:iam::*:role/team/night*']) {
      const { out } = await runBacktest(files, '--as', `${role}=lawyer`, '--json');
      expect(JSON.parse(out)).toMatchObject({ ruledOn: 1, agents: [{ agent: 'lawyer', asked: 1 }] });
    }
  });

  it.each([
    ['arn:aws:iam::111122223333:role/nightly=nobody', 'the directory has no agent nobody, but'],
    ['nightly=lawyer', 'write a role and an agent'],
  ])('refuses --as %s', async (as, expected) => {
    const { err, code } = await runBacktest({ 'logs/a.json': logFile(createUser) }, '--as', as);
    expect(err).toContain(expected);
    expect(code).toBe(1);
  });

  it('counts what no policy permits', async () => {
    const event = trailEvent({
      eventSource: 'dynamodb.amazonaws.com',
      eventName: 'DeleteTable',
      requestParameters: { tableName: 'orders' },
    });
    expect(await backtestReport({ 'logs/a.json': logFile(event) })).toMatchObject({
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
      await backtestReport({ 'policies/test.cedar': cedar, 'logs/a.json': logFile(table, bucket) }),
    ).toMatchObject({
      policies: [{ policy: 'orders-table', asked: 1 }],
      notReadBack: [{ action: 's3:PutBucketPolicy', why: 'missing:Policy', calls: 1 }],
    });
    const { out } = await runBacktest({ 'policies/test.cedar': cedar, 'logs/a.json': logFile(bucket) });
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
    expect(await backtestReport({ 'logs/a.json': logFile(bucket) })).toMatchObject({
      ruledOn: 1,
      policies: [{ policy: '(no policy)' }],
    });
  });

  it('rules without a parameter that no policy about the action looks at', async () => {
    const command = trailEvent({
      eventSource: 'ssm.amazonaws.com',
      eventName: 'SendCommand',
      requestParameters: {
        documentName: 'AWS-RunShellScript',
        instanceIds: ['i-0123456789abcdef0'],
        parameters: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        interactive: false,
      },
    });
    const policy = (member: string) => `${starterCedar}@id("shell") @approvals("1")
permit (principal, action == Action::"ssm:SendCommand", resource) when { context.parameters.${member} == "AWS-RunShellScript" };`;
    const files = (member: string) => ({
      'policies/test.cedar': policy(member),
      'logs/a.json': logFile(command),
    });
    expect(await backtestReport(files('DocumentName'))).toMatchObject({
      policies: [{ policy: 'shell', asked: 1 }],
      notReadBack: [],
    });
    expect(await backtestReport(files('DocumentVersion'))).toMatchObject({
      ruledOn: 0,
      notReadBack: [{ action: 'ssm:SendCommand', why: 'missing:DocumentVersion', calls: 1 }],
    });
  });

  it('rules where CloudTrail hides what no policy can see, and not where it hides what one could', async () => {
    const cedar = `${starterCedar}@id("login") @approvals("1")
permit (principal, action == Action::"iam:CreateLoginProfile", resource) when { context.parameters.UserName == "ci" };
@id("code") @approvals("1")
permit (principal, action == Action::"lambda:UpdateFunctionConfiguration", resource) unless { context.parameters has Environment };`;
    const login = trailEvent({ eventName: 'CreateLoginProfile', requestParameters: { userName: 'ci' } });
    const configuration = trailEvent({
      eventSource: 'lambda.amazonaws.com',
      eventName: 'UpdateFunctionConfiguration20150331v2',
      requestParameters: { functionName: 'checkout', timeout: 10, environment: {} },
    });
    expect(
      await backtestReport({ 'policies/test.cedar': cedar, 'logs/a.json': logFile(login, configuration) }),
    ).toMatchObject({
      policies: [{ policy: 'identity' }, { policy: 'login', asked: 1 }],
      notReadBack: [{ action: 'lambda:UpdateFunctionConfiguration', why: 'hidden:Environment', calls: 1 }],
    });
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
