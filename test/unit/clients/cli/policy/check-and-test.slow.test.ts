import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, runPolicy, starterCedar } from '../../../../support/policy-cli.ts';

const caseFile = (
  ruling: string,
  request = 'agent: lawyer, action: "iam:CreateUser", environment: prod',
) => ({
  'policies/cases/one.yaml': `cases:\n  - why: A new user is a new door.\n    request: { ${request} }\n    ruling: { ${ruling} }\n`,
});

/** Another group may sign for each of the two, and all of it is asked in a channel of its own. */
const standIns = `@id("identity") @approvals("security: 1, approvers: 1")
@substitute("20m: approvers -> legal, 10m: security -> legal") @channel("security")
permit (principal, action in Action::"privilege-escalation", resource);`;
const channelSettings =
  'stage: test\naccounts: { "111122223333": prod }\nslack: { secretName: slack, channels: { security: { id: C0SECURITY } } }\n';

describe('countersign policy check', () => {
  it('says that good policies are good', async () => {
    const { options } = await folderOf();
    const { out, code } = await runPolicy('check', ...options);
    expect(out).toMatch(/^3 policies for 3 agents and 6 people: good\. Version [0-9a-f]{64}\.\n$/);
    expect(code).toBe(0);
  });

  it('points at what is wrong, with status 1', async () => {
    const { options, path } = await folderOf({
      'policies/sub/more.cedar': '@id("open") @aprovals("1")\npermit (principal, action, resource);',
    });
    expect(await runPolicy('check', ...options)).toMatchObject({
      out: '',
      err: `${path('policies/sub/more.cedar')}:1:13 unknown annotation @aprovals; did you mean "approvals"? [unknown-annotation]\n`,
      code: 1,
    });
  });

  it('passes with warnings', async () => {
    const { options } = await folderOf({
      'policies/test.cedar': `${starterCedar}@id("talk") permit (principal, action in Action::"data-export", resource) when { context.stated has ticket };`,
    });
    const { err, code } = await runPolicy('check', ...options);
    expect(err).toMatch(/test\.cedar:5:\d+ warning: talk allows by what the agent says/);
    expect(code).toBe(0);
  });

  it('reads the actions of the deployment, and points at mistakes in them', async () => {
    const { options, path } = await folderOf({ 'policies/actions.yaml': 'actions:\n  - action: Nonsense\n' });
    const { err, code } = await runPolicy('check', ...options);
    expect(err).toContain(`${path('policies/actions.yaml')}:2:13 actions.0.action: must be`);
    expect(code).toBe(1);
  });

  it.each([
    [
      'a folder that is not there',
      ['--policies', '/nowhere/policies'],
      '/nowhere/policies:1:1 is not there: --policies names the folder',
    ],
    [
      'settings that are not there',
      ['--settings', '/nowhere/settings.yaml'],
      '/nowhere/settings.yaml:1:1 is not there: --settings names the file',
    ],
  ])('says so of %s', async (_, more, expected) => {
    const { options } = await folderOf();
    const { err, code } = await runPolicy('check', ...options, ...more);
    expect(err).toContain(expected);
    expect(code).toBe(1);
  });

  it('says so of a file where a folder should be, and of an empty one', async () => {
    const { options, path, root } = await folderOf();
    const check = (policies: string) => runPolicy('check', ...options, '--policies', policies);
    expect((await check(path('policies/test.cedar'))).err).toContain(
      'test.cedar:1:1 is not a folder: --policies',
    );
    const empty = await mkdtemp(join(root, 'empty-'));
    expect(await check(empty)).toMatchObject({ err: `${empty}:1:1 is empty [unreadable]\n`, code: 1 });
  });

  it('finds files that nobody reads, and follows links to those that somebody does', async () => {
    const { options, path } = await folderOf({
      'policies/never.ceder': '@id("never") forbid (principal, action, resource);',
      'shared.cedar': '@id("shared") forbid (principal, action in Action::"key-control", resource);',
    });
    await symlink(path('shared.cedar'), path('policies/shared.cedar'));
    const { err, code } = await runPolicy('check', ...options);
    expect(err).toMatch(/^\S+never\.ceder:1:1 is read by nobody: [^\n]+\n$/);
    expect(code).toBe(1);
    await rm(path('policies/never.ceder'));
    expect((await runPolicy('check', ...options)).out).toMatch(/^4 policies /);
  });

  it('says so of settings with a mistake', async () => {
    const { options } = await folderOf({ 'settings.yaml': 'accounts:\n  "1": 2\n' });
    const { err, code } = await runPolicy('check', ...options);
    expect(err).toContain('accounts.1: ');
    expect(code).toBe(1);
  });
});

describe('countersign policy test', () => {
  it('is content when every case is ruled on as expected', async () => {
    const { options } = await folderOf(
      caseFile(
        'decision: review, approvals: "approvers: 1, security: 1", expires: 30m, risk: high, policies: [identity]',
      ),
    );
    expect(await runPolicy('test', ...options)).toMatchObject({
      out: '1 case: all ruled on as expected.\n',
      err: '',
      code: 0,
    });
  });

  it.each([
    ['those that there are', 'substitutes: "20m: approvers -> legal, 10m: security -> legal"', []],
    [
      'others',
      'substitutes: "10m: security -> legal"',
      [
        'substitutes legal in the place of approvers after 20 minutes, legal in the place of security after 10 minutes, not legal in the place of security after 10 minutes',
      ],
    ],
    [
      'none',
      'substitutes: none',
      [
        'substitutes legal in the place of approvers after 20 minutes, legal in the place of security after 10 minutes, not none',
      ],
    ],
    ['the channel', 'channel: security', []],
    ['another channel', 'channel: others', ['channel security, not others']],
    ['no channel', 'channel: none', ['channel security, not none']],
  ])('holds a case to who stands in and where it is asked: %s', async (_, expected, wrong) => {
    const { options } = await folderOf({
      ...caseFile(`decision: review, ${expected}`),
      'policies/test.cedar': standIns,
      'settings.yaml': channelSettings,
    });
    const { err } = await runPolicy('test', ...options);
    expect(err.match(/(?<=^ {4})\S.*$/gm) ?? []).toEqual(wrong);
  });

  it('takes nobody to stand in, and no channel, where nothing says so', async () => {
    const { options } = await folderOf(caseFile('decision: review, substitutes: none, channel: none'));
    expect((await runPolicy('test', ...options)).out).toBe('1 case: all ruled on as expected.\n');
  });

  it('says where a case is ruled on otherwise, how, and by what', async () => {
    const { options, path } = await folderOf(
      caseFile('decision: allow, risk: low, approvals: "2", expires: 1h, policies: []'),
    );
    const { err, code } = await runPolicy('test', ...options);
    const lines = err.split('\n');
    expect(lines.slice(0, 6)).toEqual([
      `${path('policies/cases/one.yaml')}:2:5 A new user is a new door. [case-not-met]`,
      '    decision review, not allow',
      '    risk high, not low',
      '    approvals approvers: 1, security: 1, not approvers: 2',
      '    expires 30 minutes, not 1 hour',
      '    policies identity, not none',
    ]);
    expect(lines[6]).toMatch(/^ {6}identity \(/);
    expect(err).toContain('1 problem in 1 case.');
    expect(code).toBe(1);
  });

  it.each([
    [
      'an agent that nobody knows',
      'agent: lawer, action: "iam:CreateUser"',
      'agent: the directory has no lawer; did you mean "lawyer"?',
    ],
    [
      'an action that nobody knows',
      'agent: lawyer, action: "iam:CreateUsr"',
      'action: the catalog has no iam:CreateUsr; did you mean "iam:CreateUser"?',
    ],
    [
      'parameters that the action has not',
      'agent: lawyer, action: "iam:CreateUser", parameters: { Nmae: x }',
      'parameters.Nmae: is not known: there are UserName, Path, PermissionsBoundary, Tags; parameters.UserName: is missing',
    ],
    [
      'an action by the name of its operation',
      'agent: lawyer, action: "s3:PutBucketReplication"',
      'action: the catalog has no s3:PutBucketReplication; did you mean "s3:PutReplicationConfiguration"?',
    ],
    [
      'an environment that no account is',
      'agent: lawyer, action: "iam:CreateUser", environment: prdo',
      'environment: the settings call no account prdo; did you mean "prod"?',
    ],
    [
      'an environment that its account is not',
      'agent: lawyer, action: "iam:CreateUser", environment: prod, account: "777788889999"',
      'environment: the settings call 777788889999 dev, not prod',
    ],
    [
      'an environment that its parameters are not in',
      'agent: lawyer, action: "secretsmanager:GetSecretValue", environment: dev, parameters: { SecretId: "arn:aws:secretsmanager:eu-central-1:111122223333:secret:x-AbCdEf" }',
      'resource: It is in account 111122223333, and this agent acts in 777788889999. The directory says where it may act.',
    ],
    [
      'a resource that the parameters do not name',
      'agent: lawyer, action: "iam:CreateUser", parameters: { UserName: a }, resource: "arn:aws:iam::111122223333:user/b"',
      'resource: These parameters name arn:aws:iam::111122223333:user/a.',
    ],
    [
      'a resource that is none',
      'agent: lawyer, action: "iam:CreateUser", resource: b',
      'resource: Not a valid ARN.',
    ],
  ])('refuses a case with %s', async (_, request, expected) => {
    const { options } = await folderOf(caseFile('decision: allow', request));
    const { err, code } = await runPolicy('test', ...options);
    expect(err).toContain(expected);
    expect(code).toBe(1);
  });

  it.each([
    ['no such decision', 'decision: maybe'],
    ['approvals that cannot be read', 'decision: review, approvals: "two people"'],
    ['a time that is none', 'decision: review, expires: soon'],
    ['substitutes that cannot be read', 'decision: review, substitutes: "approvers -> lawyers"'],
  ])('refuses a case that expects %s', async (_, ruling) => {
    const { options } = await folderOf(caseFile(ruling));
    const { err, code } = await runPolicy('test', ...options);
    expect(err).toMatch(/one\.yaml:4:\d+ cases\.0\.ruling\.\w+: /);
    expect(code).toBe(1);
  });

  it('finds what two policies ask for together and nobody could give', async () => {
    const both = (approvals: string) =>
      `@approvals("${approvals}") permit (principal, action in Action::"privilege-escalation", resource)`;
    const { options } = await folderOf({
      ...caseFile('decision: review', 'agent: etl, action: "iam:CreateUser"'),
      'policies/test.cedar': `@id("a") ${both('approvers: 3')};\n@id("b") ${both('security: 1')} when { context.environment == "prod" };`,
    });
    const { err, code } = await runPolicy('test', ...options);
    expect(err).toContain(
      "decision refuse, not review\n      Refused: the policies that match ask together for approvers: 3, security: 1. Without the agent's owners (data.one@example.com) there are too few such people, so it could never be approved.\n      a (",
    );
    expect(code).toBe(1);
  });

  it('moves the example of the catalog to where a case stands', async () => {
    const { options } = await folderOf({
      'policies/test.cedar': `${starterCedar}@id("secrets") permit (principal, action in Action::"secret-read", resource) when { context.environment == "dev" && resource.account == "777788889999" && context.region == "us-east-1" };`,
      ...caseFile(
        'decision: allow',
        'agent: lawyer, action: "secretsmanager:GetSecretValue", environment: dev, region: us-east-1',
      ),
    });
    expect(await runPolicy('test', ...options)).toMatchObject({ err: '', code: 0 });
  });

  it.each([
    ['cases: []', {}],
    ['no folder of cases', undefined],
  ])('is not content with no case at all: %s', async (content, files) => {
    const { options, path } = await folderOf(files && { 'policies/cases/one.yaml': content });
    expect(await runPolicy('test', ...options)).toMatchObject({
      out: '',
      err: `${path('policies')}/cases holds no case: nothing was tested.\n`,
      code: 1,
    });
  });

  it('rules by account where a case names one', async () => {
    const { options } = await folderOf(
      caseFile('decision: refuse', 'agent: lawyer, action: "iam:CreateUser", account: "777788889999"'),
    );
    expect((await runPolicy('test', ...options)).code).toBe(0);
  });

  it('tells the errors of the policies first', async () => {
    const { options } = await folderOf({ 'policies/test.cedar': 'permit' });
    const { err, code } = await runPolicy('test', ...options);
    expect(err).toContain('test.cedar:1:7 unexpected end of input');
    expect(code).toBe(1);
  });
});
