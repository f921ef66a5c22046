import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { customActionsSchema } from '../../../catalog/custom/custom-action.ts';
import { waysToRun } from '../../../catalog/who-runs-it.ts';
import type { RunMode } from '../../../core/policy/ruling.ts';
import { compilePolicies } from '../../../policy-compiler/compile.ts';
import { compileContext as contextOf } from '../../../policy-compiler/compile-context.ts';
import { compileContext, filesOf } from '../../support/compile-context.ts';

/** Of the three actions of the little deployment, exports may be granted, and reads are the agent's alone. */
const ways: Readonly<Record<string, readonly RunMode[]>> = {
  'rds:StartExportTask': ['agent', 'credentials', 'countersign'],
  's3:PutBucketPolicy': ['agent', 'countersign'],
  'rds:DescribeDBInstances': ['agent'],
};

function found(cedar: string) {
  const compiled = compilePolicies(filesOf(cedar), {
    ...compileContext,
    waysToRun: (action) => ways[action] ?? [],
  });
  const errors = compiled.ok ? [] : compiled.errors;
  return errors.map(({ code, line, column, message }) => `${line}:${column} ${message} [${code}]`);
}
const policy = (run: string, action: string, rest = '') =>
  `@id("a") @run("${run}") ${rest} permit (principal, ${action}, resource);`;

const noGrant =
  'its catalog entry does not say that credentials for it need no guarding; write @run("countersign"), or leave it out';
const noClient =
  'it is no call of AWS that Countersign has a client for; write @run("agent"), or leave it out';

describe('how a policy says that something runs', () => {
  it.each([
    ['agent', 'action'],
    ['countersign', 'action in Action::"data-export"'],
    ['credentials', 'action == Action::"rds:StartExportTask"'],
    ['agent', 'action == Action::"rds:DescribeDBInstances"'],
  ])('may be what is possible for all that it is about: %s, %s', (run, action) => {
    expect(found(policy(run, action))).toEqual([]);
    expect(found(policy(run, action, '@approvals("1")'))).toEqual([]);
  });

  it.each([
    ['countersign', 'action == Action::"rds:DescribeDBInstances"', `rds:DescribeDBInstances: ${noClient}`],
    ['countersign', 'action', `rds:DescribeDBInstances: ${noClient}`],
    ['credentials', 'action == Action::"s3:PutBucketPolicy"', `s3:PutBucketPolicy: ${noGrant}`],
    ['credentials', 'action in Action::"data-export"', `s3:PutBucketPolicy: ${noGrant}`],
    ['credentials', 'action', `s3:PutBucketPolicy (and 1 more that it matches): ${noGrant}`],
  ])('is an error at its place where one cannot: %s, %s', (run, action, why) => {
    const said = `1:10 @run("${run}") is not possible for ${why} [cannot-run-so]`;
    expect(found(policy(run, action))).toEqual([said]);
    expect(found(policy(run, action, '@approvals("1")'))).toEqual([said]);
  });
});

describe('the catalog', () => {
  const custom = {
    action: 'acme:release',
    sentence: 'Release {service}',
    parameters: { service: { type: 'string', maxLength: 100 } },
    resource: '{service}',
    groups: ['release'],
    reversible: true,
    example: { service: 'web' },
  };
  const catalog = catalogWith(customActionsSchema.parse({ actions: [custom] }));
  const place = { environments: compileContext.environments, doors: compileContext.doors };
  const check = (run: string, action: string) => {
    const written = `@id("a") @run("${run}") @approvals("1") permit (principal, action == Action::"${action}", resource);`;
    const compiled = compilePolicies(filesOf(written), contextOf(catalog, place));
    return compiled.ok ? [] : compiled.errors.map(({ code }) => code);
  };

  it.each(['countersign', 'credentials'])('leaves an action of your own to the agent, never to %s', (run) => {
    expect(check(run, 'acme:release')).toEqual(['cannot-run-so']);
    expect(check('agent', 'acme:release')).toEqual([]);
  });

  it('hands out no credentials for what has no grant', () => {
    expect(check('credentials', 'iam:AttachRolePolicy')).toEqual(['cannot-run-so']);
    expect(check('countersign', 'iam:AttachRolePolicy')).toEqual([]);
  });

  it('says it of every action', () => {
    const grant = { actions: ['x:Y'], why: 'x' } as never;
    expect(waysToRun({ action: 'acme:release' })).toEqual(['agent']);
    expect(waysToRun({ action: 'acme:release', grant })).toEqual(['agent']);
    expect(waysToRun({ action: 'rds:StartExportTask' })).toEqual(['agent', 'countersign']);
    expect(waysToRun({ action: 'rds:StartExportTask', grant })).toEqual([
      'agent',
      'credentials',
      'countersign',
    ]);
  });
});
