import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doors } from '../../adapters/doors.ts';
import { catalogWith } from '../../catalog/catalog.ts';
import { toCedar } from '../../catalog/generate/cedar-schema.ts';
import { createCallOf } from '../../clients/cli/policy/trail/call-of.ts';
import { factsOf } from '../../clients/cli/policy/written-request.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import { withOwnIds } from '../../core/policy/bundle.ts';
import { createRuleOn } from '../../core/policy/engine.ts';
import { ownNames } from '../../infra/own-names.ts';
import { compilePolicies } from '../../policy-compiler/compile.ts';
import { compileContext } from '../../policy-compiler/compile-context.ts';
import { memorySystem } from '../support/memory-system.ts';

/** Whatever policies say and whoever would sign. Here they allow everything. */
const account = '111122223333';
const role = `arn:aws:iam::${account}:role/etl-agent`;
const catalog = catalogWith();
const compiled = compilePolicies(
  [
    { path: 'policies/all.cedar', text: '@id("all") permit (principal, action, resource);' },
    {
      path: 'policies/directory.yaml',
      text: `people: [{ id: owner.one@example.com, name: Owner One, handles: {}, groups: [] }]
agents: [{ id: etl, roles: ["${role}"], owners: [owner.one@example.com], groups: [] }]`,
    },
  ],
  compileContext(catalog, {
    environments: { [account]: 'dev' },
    doors,
    own: ownNames({ stage: 'trial', account, slack: { secretName: 'countersign/trial/slack' } }),
  }),
);
if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
const bundle = withOwnIds(compiled.bundle, ['a1b2c3d4e5']);
const ruleOn = createRuleOn(bundle, (...call) => toCedar(catalog, ...call));

const ours: [action: string, parameters: JsonObject][] = [
  ['dynamodb:DeleteTable', { TableName: 'countersign-trial-requests' }],
  [
    'secretsmanager:GetSecretValue',
    { SecretId: `arn:aws:secretsmanager:eu-west-1:${account}:secret:countersign/trial/slack-AbCdEf` },
  ],
  [
    'lambda:UpdateFunctionConfiguration',
    { FunctionName: 'orders', Environment: { Variables: { TABLE: 'countersign-trial-requests' } } },
  ],
  [
    'iam:AttachRolePolicy',
    { RoleName: 'countersign-trial-seal-eu-west-1', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
  ],
  [
    'iam:PutRolePolicy',
    {
      RoleName: 'etl-runner',
      PolicyName: 'any',
      PolicyDocument: `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:${account}:a1b2c3d4e5/*"}]}`,
    },
  ],
];

const factsBy = (action: string, parameters: JsonObject) => {
  const answer = factsOf(
    { agent: 'etl', action, parameters, account, region: 'eu-west-1' },
    { bundle, catalog },
  );
  if (!answer.ok) throw new Error(answer.problem);
  return answer.facts;
};

describe.each(ours)('%s on what is ours', (action, parameters) => {
  it('is refused, and says what and where, though policies allow everything', () => {
    const ruling = ruleOn(factsBy(action, parameters));
    expect(ruling).toMatchObject({ decision: 'refuse', risk: 'critical', policies: [] });
    expect(ruling.reasons).toEqual([
      expect.stringMatching(
        /^Refused: \/(resource|parameters\/\S+) names \S+, or could mean it, which is Countersign's own\./,
      ),
    ]);
  });

  it('is refused by the API, and recorded as any refusal; evaluated, it says the same', async () => {
    const system = memorySystem({ ruleOn, directory: bundle.directory });
    const { resource } = factsBy(action, parameters);
    const sent = { action, parameters, resource, reason: 'A clean-up.' };
    const evaluated = await system.call({ route: 'POST /v1/evaluate', body: sent });
    expect(evaluated).toMatchObject({ status: 200, body: { decision: 'refuse', risk: 'critical' } });
    const { status, body } = await system.call({ route: 'POST /v1/requests', body: sent });
    expect(status).toBe(403);
    expect(body).toMatchObject({ type: 'urn:countersign:problem:refused', risk: 'critical' });
    expect(system.recordsOf(body.id)).toMatchObject([{ state: 'refused' }]);
  });
});

it('stands nowhere in what is allowed: the same, on what is not ours', () => {
  for (const [action] of ours) {
    const entry = catalog.find(action);
    if (!entry) throw new Error(`The catalog has lost ${action}.`);
    expect(ruleOn(factsBy(action, entry.example.parameters)).decision).toBe('allow');
  }
});

it('no secret that names it is told', () => {
  const secret = 'countersign-trial-requests and a password of many words';
  const { reasons } = ruleOn(
    factsBy('secretsmanager:PutSecretValue', {
      SecretId: `arn:aws:secretsmanager:eu-west-1:${account}:secret:mail-AbCdEf`,
      SecretString: secret,
    }),
  );
  expect(reasons.join()).not.toContain('password');
});

describe('a backtest', () => {
  const callOf = createCallOf({ bundle, catalog });
  const deleted = (tableName: string) =>
    callOf({
      eventTime: '2026-01-05T12:00:00Z',
      eventSource: 'dynamodb.amazonaws.com',
      eventName: 'DeleteTable',
      awsRegion: 'eu-west-1',
      recipientAccountId: account,
      userIdentity: { arn: `arn:aws:sts::${account}:assumed-role/etl-agent/nightly-run` },
      requestParameters: { tableName },
    });

  it('rules so on each call that names it, and counts it with no other', () => {
    const [mine, other] = [deleted('countersign-trial-requests'), deleted('orders')];
    if (mine.kind !== 'call' || other.kind !== 'call') throw new Error('They should be read.');
    expect([ruleOn(mine.facts).decision, ruleOn(other.facts).decision]).toEqual(['refuse', 'allow']);
    expect(mine.rulingKey).not.toBe(other.rulingKey);
  });
});

it('no policy more or less changes it', () => {
  fc.assert(
    fc.property(fc.subarray([...bundle.policies]), (policies) => {
      const rule = createRuleOn({ ...bundle, policies }, (...call) => toCedar(catalog, ...call));
      for (const [action, parameters] of ours)
        expect(rule(factsBy(action, parameters)).risk).toBe('critical');
    }),
  );
});
