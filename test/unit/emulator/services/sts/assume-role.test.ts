import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account, type Running, region, runEndpoint } from '../../wire/running-endpoint.ts';

const other = '444455556666';
const arn = (name: string, of = account) => `arn:aws:iam::${of}:role/${name}`;
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], Resource = '*') => ({ Effect: 'Allow', Action, Resource });
const tableArn = `arn:aws:dynamodb:${region}:${account}:table/things`;
const assuming = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];

/** As the stacks of accounts have it: the account is let in, and of it one role, which says for what it comes. */
const trust = (Action: string[] = assuming) => ({
  name: 'trust',
  document: document({
    Effect: 'Allow',
    Action,
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Condition: {
      ArnEquals: { 'aws:PrincipalArn': arn('execute') },
      StringLike: { 'sts:SourceIdentity': 'countersign-*' },
    },
  }),
});
const role = (name: string, statements: object[], more: object = {}) => ({
  arn: arn(name),
  policies: [{ name: 'own', document: document(...statements) }],
  ...more,
});

const roles = [
  role('execute', [allow(assuming)]),
  role('somebody', [allow(assuming)]),
  role('untagging', [allow(['sts:AssumeRole', 'sts:SetSourceIdentity'])]),
  role('executor', [allow(['dynamodb:*', 'sts:AssumeRole', 'sts:SetSourceIdentity'])], { trust: trust() }),
  role('next', [], {
    trust: { name: 't', document: document({ ...trust().document.Statement[0], Condition: {} }) },
  }),
  role('strict', [], { trust: trust(['sts:AssumeRole', 'sts:SetSourceIdentity']) }),
  { ...role('elsewhere', [allow('dynamodb:*')], { trust: trust() }), arn: arn('elsewhere', other) },
  role('closed', [allow('*')]),
];

let running: Running;
beforeEach(async () => {
  const table = {
    name: 'things',
    arn: tableArn,
    keySchema: [{ name: 'pk', type: 'HASH' as const }],
    attributes: [{ name: 'pk', type: 'S' as const }],
  };
  running = await runEndpoint({ roles, tables: [table] });
});
afterEach(() => running.close());

const asked: AssumeRoleCommandInput = {
  RoleArn: arn('executor'),
  RoleSessionName: 'countersign-1',
  SourceIdentity: 'countersign-1',
  Tags: [{ Key: 'digest', Value: 'abc' }],
  DurationSeconds: 900,
};
const assume = (changed: Partial<AssumeRoleCommandInput> = {}, by = running.as(arn('execute'))) =>
  new STSClient(by).send(new AssumeRoleCommand({ ...asked, ...changed }));

type Assumed = Awaited<ReturnType<typeof assume>>;
const clientOf = ({ Credentials: given }: Assumed) => ({
  ...running.as(arn('execute')),
  credentials: {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  },
});
const put = (assumed: Assumed) =>
  new DynamoDBClient(clientOf(assumed)).send(
    new PutItemCommand({ TableName: 'things', Item: { pk: { S: 'a' } } }),
  );
const get = (assumed: Assumed) =>
  new DynamoDBClient(clientOf(assumed)).send(
    new GetItemCommand({ TableName: 'things', Key: { pk: { S: 'a' } } }),
  );
const narrowed = (statement: object) => ({ Policy: JSON.stringify(document(statement)) });

describe('whoever a role trusts', () => {
  it('gets a session of it, under the name that it gave', async () => {
    const assumed = await assume();
    expect(assumed).toMatchObject({
      AssumedRoleUser: { Arn: `arn:aws:sts::${account}:assumed-role/executor/countersign-1` },
      SourceIdentity: 'countersign-1',
      PackedPolicySize: 1,
      Credentials: { AccessKeyId: expect.stringMatching(/^ASIA/) },
    });
    const seconds = (assumed.Credentials?.Expiration?.getTime() ?? 0) - running.clock.now().getTime();
    expect(seconds / 1_000).toBeGreaterThan(880);
    expect(seconds / 1_000).toBeLessThanOrEqual(900);
    const who = await new STSClient(clientOf(assumed)).send(new GetCallerIdentityCommand({}));
    expect(who.Arn).toBe(assumed.AssumedRoleUser?.Arn);
    await put(assumed);
    expect(running.calls.at(-1)).toMatchObject({ roleArn: arn('executor'), assumedBy: arn('execute') });
  });

  it('gets one in another account', async () => {
    const { AssumedRoleUser: user } = await assume({ RoleArn: arn('elsewhere', other) });
    expect(user?.Arn).toBe(`arn:aws:sts::${other}:assumed-role/elsewhere/countersign-1`);
  });

  const refusal = (by: string, action: string, to = 'executor') =>
    `User: arn:aws:sts::${account}:assumed-role/${by}/session-1 is not authorized to perform: ${action} on resource: ${arn(to)}`;

  it.each<[string, Partial<AssumeRoleCommandInput>, string, string]>([
    ['comes in another role', {}, 'somebody', refusal('somebody', 'sts:AssumeRole')],
    [
      'says another source identity',
      { SourceIdentity: 'me-myself' },
      'execute',
      refusal('execute', 'sts:AssumeRole'),
    ],
    [
      'says no source identity',
      { SourceIdentity: undefined },
      'execute',
      refusal('execute', 'sts:AssumeRole'),
    ],
    ['asks for a role that nobody may assume', { RoleArn: arn('closed') }, 'execute', 'sts:AssumeRole'],
    ['asks for a role that is not there', { RoleArn: arn('none') }, 'execute', 'sts:AssumeRole'],
    [
      'tags what may not be tagged',
      { RoleArn: arn('strict') },
      'execute',
      refusal('execute', 'sts:TagSession', 'strict'),
    ],
    [
      'may not tag',
      {},
      'untagging',
      `${refusal('untagging', 'sts:TagSession')} because no identity-based policy allows the sts:TagSession action`,
    ],
  ])('is nobody who %s', async (_, changed, by, message) => {
    await expect(assume(changed, running.as(arn(by)))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(message),
      $metadata: { httpStatusCode: 403 },
    });
  });
});

describe('a session policy', () => {
  it('allows nothing that the role may not, and leaves out what it does not say', async () => {
    const assumed = await assume(narrowed(allow(['dynamodb:PutItem', 's3:*'])));
    await put(assumed);
    await expect(get(assumed)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('because no session policy allows the dynamodb:GetItem action'),
    });
    const wide = await assume(narrowed(allow('*')));
    const listing = new STSClient(clientOf(wide)).send(
      new AssumeRoleCommand({
        RoleArn: arn('next'),
        RoleSessionName: 'ab',
        Tags: [{ Key: 'a', Value: 'b' }],
      }),
    );
    await expect(listing).rejects.toThrow(
      'because no identity-based policy allows the sts:TagSession action',
    );
  });

  it('denies what it denies, in words that say so', async () => {
    const assumed = await assume({
      Policy: JSON.stringify(document(allow('*'), { ...allow('dynamodb:PutItem'), Effect: 'Deny' })),
    });
    await expect(put(assumed)).rejects.toThrow('with an explicit deny in a session policy');
    await get(assumed);
  });

  it.each([
    ['its minute', { DateLessThan: { 'aws:CurrentTime': '{minute}' } }, true],
    ['a minute that is over', { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }, false],
    ['calls that a service makes', { Bool: { 'aws:ViaAWSService': 'true' } }, false],
    ['calls of its own', { Bool: { 'aws:ViaAWSService': 'false' } }, true],
    ['another source', { StringEquals: { 'aws:SourceIdentity': 'countersign-2' } }, false],
    ['its own source', { StringEquals: { 'aws:SourceIdentity': 'countersign-1' } }, true],
    ['its own tag', { StringEquals: { 'aws:PrincipalTag/digest': 'abc' } }, true],
    ['another tag', { StringEquals: { 'aws:PrincipalTag/digest': 'abd' } }, false],
    ['a tag that it has not', { StringEquals: { 'aws:PrincipalTag/agent': 'abc' } }, false],
  ])('that holds for %s alone: %j', async (_, Condition, expected) => {
    const minute = new Date(running.clock.now().getTime() + 60_000).toISOString();
    const condition = JSON.parse(JSON.stringify(Condition).replace('{minute}', minute));
    const call = put(await assume(narrowed({ ...allow('dynamodb:PutItem'), Condition: condition })));
    expect(
      await call.then(
        () => true,
        () => false,
      ),
    ).toBe(expected);
  });

  it('is over after its minute', async () => {
    const minute = new Date(running.clock.now().getTime() + 60_000).toISOString();
    const until = { DateLessThan: { 'aws:CurrentTime': minute } };
    const assumed = await assume(narrowed({ ...allow('dynamodb:PutItem'), Condition: until }));
    await put(assumed);
    running.clock.advance(61_000);
    await expect(put(assumed)).rejects.toThrow('because no session policy allows');
  });

  it.each([
    ['no JSON', '{', 'MalformedPolicyDocumentException'],
    ['no policy', '[]', 'MalformedPolicyDocumentException'],
    [
      'longer than 2,048 characters',
      JSON.stringify(document(allow(['a:'.padEnd(2_048, 'b')]))),
      'ValidationError',
    ],
  ])('is refused when it is %s', async (_, Policy, name) => {
    await expect(assume({ Policy })).rejects.toMatchObject({ name });
  });

  it('is refused by the name of what is not judged here', async () => {
    const condition = { StringEquals: { 'ec2:Vpc': 'one' } };
    await expect(assume(narrowed({ ...allow('*'), Condition: condition }))).rejects.toMatchObject({
      name: 'NotImplementedLocally',
      message: expect.stringContaining('condition key ec2:Vpc'),
    });
  });

  it('and tags that together are too large are refused', async () => {
    const Tags = Array.from({ length: 20 }, (_, index) => ({ Key: `tag-${index}`, Value: 'x'.repeat(250) }));
    await expect(assume({ Tags })).rejects.toMatchObject({ name: 'PackedPolicyTooLargeException' });
  });
});

describe('a session', () => {
  it('is over at its end', async () => {
    const assumed = await assume();
    running.clock.advance(901_000);
    const late = new DynamoDBClient({ ...clientOf(assumed), systemClockOffset: 901_000 });
    const read = late.send(new GetItemCommand({ TableName: 'things', Key: { pk: { S: 'a' } } }));
    await expect(read).rejects.toMatchObject({
      name: 'ExpiredTokenException',
      message: 'The security token included in the request is expired',
    });
  });

  it.each([
    [899, 'failed to satisfy constraint'],
    [3_601, 'exceeds the 1 hour session limit for roles assumed by role chaining'],
  ])('of %d seconds is refused', async (DurationSeconds, message) => {
    await expect(assume({ DurationSeconds })).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(message),
    });
  });

  it.each<Partial<AssumeRoleCommandInput>>([
    { RoleSessionName: 'a b' },
    { RoleSessionName: 'x'.repeat(65) },
    { SourceIdentity: 'a,b/c' },
    { Tags: [{ Key: 'approvers', Value: 'a;b,c' }] },
    { Tags: [{ Key: 'agent', Value: 'x'.repeat(257) }] },
    { Tags: [1, 2].map((value) => ({ Key: 'same', Value: `${value}` })) },
  ])('with %j is refused', async (changed) => {
    await expect(assume(changed)).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('keeps its source identity when it assumes another role, and cannot take another', async () => {
    const by = clientOf(await assume());
    const next = { RoleArn: arn('next'), Tags: undefined, RoleSessionName: 'second' };
    const kept = await assume({ ...next, SourceIdentity: undefined }, by);
    expect(kept.SourceIdentity).toBe('countersign-1');
    await expect(assume({ ...next, SourceIdentity: 'countersign-2' }, by)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('sts:SetSourceIdentity'),
    });
  });

  it('with what is not implemented is refused by its name', async () => {
    await expect(assume({ TransitiveTagKeys: ['digest'] })).rejects.toMatchObject({
      name: 'NotImplementedLocally',
      message: expect.stringContaining('TransitiveTagKeys'),
    });
  });
});
