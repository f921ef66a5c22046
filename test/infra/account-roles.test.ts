import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareText } from '../../core/lib/compare-text.ts';
import type { Json, JsonObject } from '../../core/lib/json.ts';
import type { FunctionSpec } from '../../functions/shared/function-spec.ts';
import { type FunctionSpecs, functionSpecs } from '../../functions/specs.ts';
import { statementsByRole, statementsIn } from './statements.ts';
import { config, ofType, type Resource, synthesize } from './synthesized.ts';

const settings = { ...config('trial'), account: '777788889999' };
const specOf = (name: string, more: Partial<FunctionSpec> = {}): FunctionSpec => ({
  name,
  description: `Stands for ${name}`,
  memoryMegabytes: 256,
  timeoutSeconds: 20,
  bundled: [],
  environment: {},
  ...more,
});
/** And one that calls another. */
const specs: FunctionSpecs = {
  ...functionSpecs,
  'test/infra/fixtures/calls-execute': specOf('calls-execute', { invokes: ['execute'] }),
};
const resources = synthesize(settings, specs);
const roles = statementsByRole(resources);

/** Who may assume what, from both sides: a function's own policy, and the trust of the role. */
const assuming = Object.entries(roles).flatMap(([role, statements]) =>
  statements
    .filter(({ actions }) => actions.some((action) => /^sts:|^\*$/.test(action)))
    .map(({ actions, resources: on }) => ({ role, actions, on })),
);

describe('what a function may assume', () => {
  it('is one role in each account that the settings list, and nothing for any other function', () => {
    const accounts = ['111122223333', '444455556666', '777788889999'];
    const in3 = (name: string) =>
      accounts.map((account) => `arn:aws:iam::${account}:role/countersign-trial-${name}-eu-west-1`);
    const actions = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];
    const told = assuming.map(({ on, ...rest }) => ({ ...rest, on: [...on].sort() }));
    expect(told.sort((one, other) => compareText(one.role, other.role))).toEqual([
      { role: 'contain', actions, on: in3('contain-only') },
      { role: 'credentials', actions, on: in3('grant') },
      { role: 'execute', actions, on: in3('executor') },
      { role: 'heartbeat', actions, on: in3('look-only') },
      { role: 'look', actions, on: in3('look-only') },
      { role: 'reconcile', actions, on: in3('reconcile-only') },
      { role: 'revoke', actions, on: in3('revoke-only') },
    ]);
  });

  it.each(['submit', 'slack', 'ask', 'relay'])(
    'is nothing for %s, which meets agents, people or both',
    (name) => {
      expect(roles[name]?.length).toBeGreaterThan(0);
      expect(assuming.filter(({ role }) => role === name)).toEqual([]);
    },
  );

  it('is refused at synth where the role would not let it in', () => {
    const greedy = { 'functions/api/submit': specOf('submit', { assumes: 'executor' }) };
    expect(() => synthesize(settings, { ...functionSpecs, ...greedy })).toThrow(
      'submit must not assume the role executor: it lets in execute alone.',
    );
  });

  it.each([
    ['execute', { EXECUTOR_ROLE: 'countersign-trial-executor-eu-west-1' }],
    ['credentials', { GRANT_ROLE: 'countersign-trial-grant-eu-west-1' }],
    [
      'revoke',
      {
        REVOKE_ROLE: 'countersign-trial-revoke-only-eu-west-1',
        GRANT_ROLE: 'countersign-trial-grant-eu-west-1',
        ACCOUNTS: '777788889999,111122223333,444455556666',
      },
    ],
  ])('is told to %s by name', (name, variables) => {
    const deployed = ofType(resources, 'AWS::Lambda::Function').find(
      ({ properties }) => properties.FunctionName === `countersign-trial-${name}`,
    );
    expect(deployed?.properties.Environment).toMatchObject({ Variables: variables });
  });
});

describe('what a function may invoke', () => {
  it('is the functions that its spec names', () => {
    const invokes = roles['calls-execute']?.filter(({ actions }) =>
      actions.includes('lambda:InvokeFunction'),
    );
    expect(invokes?.flatMap((one) => one.resources)).toEqual([
      expect.stringMatching(/FunctionsExecute[0-9A-F]{8}/),
    ]);
  });

  it('is refused at synth where there is none of that name', () => {
    const lost = { 'functions/x': specOf('calls-none', { invokes: ['nobody'] }) };
    expect(() => synthesize(settings, { ...functionSpecs, ...lost })).toThrow(
      'calls-none invokes nobody, and no function is called so.',
    );
  });
});

describe('docs/roles.md', () => {
  const lines = readFileSync(new URL('../../docs/roles.md', import.meta.url), 'utf8').split('\n');

  it('has the table of who may assume what, as the templates say it', () => {
    const rows = [...new Set(ofType(resources, 'AWS::IAM::Role').map(rowOf))].sort();
    expect(lines.filter((line) => line.startsWith('| `')).sort()).toEqual(rows);
  });
});

/** Roles of functions are alike: one row for those that may assume nothing. */
function rowOf({ properties }: Resource): string {
  const name = /^countersign-trial-(.+)-eu-west-1$/.exec(String(properties.RoleName))?.[1] ?? '';
  const own = assuming.filter(({ role }) => role === name).flatMap(({ on }) => on);
  const assumes = [...new Set(own.map((arn) => /trial-(.+)-eu-west-1/.exec(arn)?.[1]))].map(
    (one) => `\`${one}\``,
  );
  const trusted = trustedBy(properties.AssumeRolePolicyDocument);
  const isPlain = trusted === 'AWS Lambda' && assumes.length === 0;
  const shown = isPlain ? '`…` of every other function' : `\`${name}\``;
  return `| ${shown} | ${trusted} | ${assumes.join(', ') || 'nothing'} |`;
}

const services: Record<string, string> = {
  'lambda.amazonaws.com': 'AWS Lambda',
  'states.amazonaws.com': 'AWS Step Functions',
  'events.amazonaws.com': 'Amazon EventBridge',
  'scheduler.amazonaws.com': 'Amazon EventBridge Scheduler',
};

function trustedBy(document: Json | undefined): string {
  const said = statementsIn(document).map(({ principal, conditions }) => {
    const { Service, AWS } = principal as JsonObject;
    if (typeof Service === 'string') return services[Service] ?? Service;
    const arns = [(conditions.ArnEquals as JsonObject | undefined)?.['aws:PrincipalArn'] ?? ''].flat();
    const callers = arns.map(
      (arn) => /^arn:aws:iam::777788889999:role\/countersign-trial-(.+)-eu-west-1$/.exec(String(arn))?.[1],
    );
    return callers.every((caller) => caller) && AWS === 'arn:aws:iam::777788889999:root'
      ? `${callers.map((caller) => `\`${caller}\``).join(' and ')} of the home account`
      : 'anybody';
  });
  return [...new Set(said)].join(', ');
}
