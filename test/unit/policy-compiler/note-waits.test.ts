import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { type UnkeptPart, unkeptOf } from '../../../catalog/unkept-of.ts';
import { compilePolicies } from '../../../policy-compiler/compile.ts';
import { compileContext, filesOf } from '../../support/compile-context.ts';
import { folderOf, runPolicy } from '../../support/policy-cli.ts';

const unkept: Readonly<Record<string, readonly UnkeptPart[]>> = {
  'rds:StartExportTask': ['parameters'],
  's3:PutBucketPolicy': ['parameters', 'answer'],
};

function notesOf(...policies: string[]): string[] {
  const compiled = compilePolicies(filesOf(policies.join('\n')), {
    ...compileContext,
    unkept: (action) => unkept[action] ?? [],
  });
  if (!compiled.ok) throw new Error(compiled.errors.map(({ message }) => message).join('\n'));
  return compiled.notes.map(({ severity, code, line, message }) => `${severity} ${code} ${line}: ${message}`);
}
const exports = 'action == Action::"rds:StartExportTask"';
const asks = (id: string, action: string, annotations = '') =>
  `@id("${id}") @approvals("1") ${annotations} permit (principal, ${action}, resource);`;
const waitsFor = (count: string, ...lines: string[]) =>
  [
    `Countersign waits for the agent's /run, also after people have approved, for ${count} of which it keeps something nowhere`,
    ...lines,
  ].join('\n');
const exportsWait = waitsFor('1 action', '  may hide parameters: rds: StartExportTask');

describe('what waits for its agent though people have approved it', () => {
  it('is told once for all policies, by what is not kept', () => {
    const both = waitsFor(
      '2 actions',
      '  may hide parameters: rds: StartExportTask',
      '  answer with a secret: s3: PutBucketPolicy',
    );
    expect(
      notesOf(
        asks('reads', 'action == Action::"rds:DescribeDBInstances"'),
        asks('exports', 'action in Action::"data-export"'),
        asks('exposes', 'action in Action::"exposure"', '@risk("high")'),
      ),
    ).toEqual([`note waits-for-agent 2: ${both}`]);
  });

  it('is nothing where everything is kept, and nothing where nobody is asked: that waits for /run in any case', () => {
    expect(notesOf(asks('reads', 'action == Action::"rds:DescribeDBInstances"'))).toEqual([]);
    expect(notesOf(`@id("a") permit (principal, ${exports}, resource);`)).toEqual([]);
  });

  it.each(['agent', 'credentials'])('is nothing where it is run by %s', (run) => {
    expect(notesOf(asks('a', exports, `@run("${run}")`))).toEqual([]);
  });

  it('is told where another policy has Countersign run it', () => {
    const ran = asks('a', exports, '@run("agent")');
    const permit = (action: string) =>
      `@id("b") @run("countersign") permit (principal, ${action}, resource);`;
    expect(notesOf(ran, permit('action in Action::"data-export"'))).toEqual([
      `note waits-for-agent 1: ${exportsWait}`,
    ]);
    expect(notesOf(ran, permit('action in Action::"read"'))).toEqual([]);
  });

  it('is nothing where no agent gets past a refusal, and is told where one may', () => {
    const asked = asks('a', 'action in Action::"data-export"');
    const either = waitsFor(
      '2 actions',
      '  may hide parameters: rds: StartExportTask',
      '  answer with a secret: s3: PutBucketPolicy',
    );
    const other = waitsFor('1 action', '  answer with a secret: s3: PutBucketPolicy');
    const told = (said: string) => [`note waits-for-agent 1: ${said}`];
    const forbid = (principal: string, rest: string) =>
      `@id("b") forbid (${principal}, ${exports}, resource)${rest};`;
    expect(notesOf(asked, forbid('principal', ''))).toEqual(told(other));
    expect(notesOf(asked, forbid('principal == Agent::"etl"', ''))).toEqual(told(either));
    expect(notesOf(asked, forbid('principal', ' unless { context.environment == "dev" }'))).toEqual(
      told(either),
    );
  });
});

describe('what is not kept of an action', () => {
  const catalog = catalogWith();
  it.each([
    ['iam:AttachRolePolicy', []],
    ['iam:CreateLoginProfile', ['parameters']],
    ['iam:CreateAccessKey', ['answer']],
    ['sts:AssumeRole', ['parameters', 'answer']],
    // It answers with a stream: Countersign never runs it.
    ['s3:GetObject', []],
    ['terraform:apply', []],
  ])('of %s: %j', (action, expected) => {
    const entry = catalog.find(action);
    expect(entry && unkeptOf(entry)).toEqual(expected);
  });
});

describe('countersign policy check', () => {
  const secrets =
    '@id("secrets") @approvals("1")\npermit (principal, action in Action::"secret-write", resource);\n';

  it('tells it, and passes', async () => {
    const { options } = await folderOf({ 'policies/test.cedar': secrets });
    const { out, err, code } = await runPolicy('check', ...options);
    expect(err).toMatch(
      /test\.cedar:1:1 note: Countersign waits for the agent's \/run, .* \[waits-for-agent\]\n {2}may hide parameters: .*secretsmanager: CreateSecret, PutSecretValue/,
    );
    expect(err.trim().split('\n')).toHaveLength(2);
    expect(out).toContain(': good.');
    expect(code).toBe(0);
  });

  it('tells it to GitHub as a notice', async () => {
    const { options } = await folderOf({ 'policies/test.cedar': secrets });
    const { out } = await runPolicy('check', '--format', 'github', ...options);
    expect(out).toMatch(
      /^::notice file=.*test\.cedar,line=1,col=1,title=waits-for-agent::Countersign waits/m,
    );
  });
});
