import {
  type Context,
  type EntityUid,
  isAuthorized,
  isAuthorizedPartial,
  type Policy,
  type PolicyJson,
  policyToJson,
} from '@cedar-policy/cedar-wasm/nodejs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canBeTrue,
  dependsOnStated,
  evaluatePartially,
  isSurelyTrue,
} from '../../../policy-compiler/analysis/partial-evaluation.ts';
import { runs } from '../../support/all.ts';
import { anyConditions } from '../../support/given/any-condition.ts';

const policyWith = (conditions: string): string => `permit (principal, action, resource) ${conditions};`;

function jsonOf(policy: string): PolicyJson {
  const answer = policyToJson(policy);
  if (answer.type === 'success') return answer.json;
  throw new Error(`${policy}: ${answer.errors.map(({ message }) => message).join('; ')}`);
}

/** In one word, for tables. */
function verdictOn(conditions: string, environment = 'prod') {
  const value = evaluatePartially(jsonOf(policyWith(conditions)), environment);
  if (isSurelyTrue(value)) return 'always';
  if (!canBeTrue(value)) return 'never';
  return dependsOnStated(value) ? 'by what is stated' : 'perhaps';
}

const said = 'context.stated has ticket';
const elsewhere = 'context.account == "111122223333"';

describe('conditions, before there is a request', () => {
  it.each([
    ['', 'always'],
    ['when { true }', 'always'],
    ['unless { true }', 'never'],
    ['when { context.environment == "prod" }', 'always'],
    ['when { "dev" == context["environment"] }', 'never'],
    ['unless { context.environment == "prod" }', 'never'],
    ['when { context.environment != "prod" }', 'never'],
    ['when { ["dev", "prod"].contains(context.environment) }', 'always'],
    ['when { ["dev"].contains(context.environment) }', 'never'],
    ['when { if context.environment == "prod" then true else false }', 'always'],
    [`when { ${elsewhere} }`, 'perhaps'],
    ['when { principal in AgentGroup::"data" }', 'perhaps'],
    ['when { context.parameters.Rows > 5 }', 'perhaps'],
    ['when { context has environment }', 'perhaps'],
    [`when { ${said} }`, 'by what is stated'],
    [`unless { ${said} }`, 'by what is stated'],
    [`when { ${said} && ${elsewhere} }`, 'by what is stated'],
    [`when { ${elsewhere} || ${said} }`, 'by what is stated'],
    ['when { context has stated.ticket }', 'by what is stated'],
    ['when { context == context }', 'by what is stated'],
    ['when { {a: context.stated}.a has ticket }', 'by what is stated'],
    [
      `when { (if ${said} then decimal("1.0") else decimal("2.0")).lessThan(decimal("1.5")) }`,
      'by what is stated',
    ],
  ])('%s match: %s', (conditions, verdict) => {
    expect(verdictOn(conditions)).toBe(verdict);
  });

  it.each([
    [`when { ${said} && context.environment == "dev" }`, 'never'],
    [`when { context.environment == "dev" && ${said} }`, 'never'],
    [`when { ${said} && context.environment == "prod" }`, 'by what is stated'],
    [`when { ${said} || context.environment == "prod" }`, 'always'],
    [`when { ${said} || context.environment == "dev" }`, 'by what is stated'],
    [`when { ${said} } when { context.environment == "dev" }`, 'never'],
    [`when { ${elsewhere} } unless { ${said} }`, 'by what is stated'],
    [`when { if ${said} then true else true }`, 'always'],
    [`when { if ${said} then false else false }`, 'never'],
    [`when { if context.environment == "dev" then ${said} else ${elsewhere} }`, 'perhaps'],
    [`when { if ${said} then ${elsewhere} else true }`, 'by what is stated'],
    [`when { if ${elsewhere} then ${said} else true }`, 'by what is stated'],
    [`when { [${said}, false].contains(true) }`, 'by what is stated'],
  ])('%s match: %s, whatever the rest of them', (conditions, verdict) => {
    expect(verdictOn(conditions)).toBe(verdict);
  });

  it('are told apart by the environment that they are asked for', () => {
    const conditions = 'when { context.environment == "dev" }';
    expect(['dev', 'prod', 'unknown'].map((environment) => verdictOn(conditions, environment))).toEqual([
      'always',
      'never',
      'never',
    ]);
  });

  it('never take two numbers for one, though JavaScript cannot tell them apart', () => {
    expect(verdictOn('when { 9007199254740993 == 9007199254740992 }')).toBe('perhaps');
    expect(verdictOn('unless { 9007199254740993 == 9007199254740992 }')).toBe('perhaps');
    expect(verdictOn('when { [9007199254740993].contains(9007199254740992) }')).toBe('perhaps');
  });
});

// ---- held against Cedar itself: its own partial evaluation, and what its residuals come to in full ----

type Requests = { principal: EntityUid; action: EntityUid; resource: EntityUid; context: Context };

const entities = [
  {
    uid: { type: 'Agent', id: 'etl' },
    attrs: { role: 'arn:aws:iam::111122223333:role/agent-etl' },
    parents: [{ type: 'AgentGroup', id: 'data' }],
  },
  { uid: { type: 'Agent', id: 'lawyer' }, attrs: { role: 'arn:aws:iam::111122223333:role/l' }, parents: [] },
  {
    uid: { type: 'Action', id: 'rds:StartExportTask' },
    attrs: {},
    parents: [{ type: 'Action', id: 'data-export' }],
  },
  { uid: { type: 'Action', id: 'rds:DescribeDBInstances' }, attrs: {}, parents: [] },
  {
    uid: { type: 'Resource', id: 'x' },
    attrs: { arn: 'arn:aws:rds:eu-west-1:111122223333:snapshot:x' },
    parents: [],
  },
  { uid: { type: 'Resource', id: 'y' }, attrs: { arn: 'arn:aws:s3:::y' }, parents: [] },
];

const anyStated = fc.constantFrom(
  { reason: 'please' },
  { reason: 'prod' },
  { reason: 'now', ticket: 'OPS-1' },
  { reason: 'please', ticket: 'OPS-2' },
);

/** All that is not known before: but for the environment, anything. */
const anyRest = fc.record({
  principal: fc.constantFrom({ type: 'Agent', id: 'etl' }, { type: 'Agent', id: 'lawyer' }),
  action: fc.constantFrom(
    { type: 'Action', id: 'rds:StartExportTask' },
    { type: 'Action', id: 'rds:DescribeDBInstances' },
  ),
  resource: fc.constantFrom({ type: 'Resource', id: 'x' }, { type: 'Resource', id: 'y' }),
  account: fc.constantFrom('111122223333', 'prod'),
  region: fc.constantFrom('eu-west-1', 'eu-central-1'),
  parameters: fc.constantFrom(
    { S3BucketName: 'exports' },
    { S3BucketName: 'b', Rows: 1 },
    { S3BucketName: 'b', Rows: -1 },
  ),
});

const requestOf = (
  { principal, action, resource, ...rest }: typeof anyRest extends fc.Arbitrary<infer R> ? R : never,
  stated: typeof anyStated extends fc.Arbitrary<infer S> ? S : never,
  environment: string,
): Requests => ({ principal, action, resource, context: { ...rest, environment, stated } });

type Outcome = 'match' | 'no match' | 'error';

function outcomeOf(policy: Policy, request: Requests): Outcome {
  const answer = isAuthorized({ ...request, policies: { staticPolicies: { p: policy } }, entities });
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
  const { reason, errors } = answer.response.diagnostics;
  if (errors.length > 0) return 'error';
  return reason.length > 0 ? 'match' : 'no match';
}

const unknown = (name: string) => ({ __extn: { fn: 'unknown', arg: name } });

/** What Cedar makes of a policy of which it knows the environment alone. */
function cedarOn(policy: string, environment: string): { decided?: Outcome; residual: PolicyJson } {
  const [account, region, parameters, stated] = ['account', 'region', 'parameters', 'stated'].map(unknown);
  const answer = isAuthorizedPartial({
    principal: null,
    action: null,
    resource: null,
    context: { environment, account, region, parameters, stated } as Context,
    policies: { staticPolicies: { p: policy } },
    entities,
  });
  if (answer.type === 'failure') throw new Error(answer.errors.map(({ message }) => message).join('; '));
  const { satisfied, errored, nontrivialResiduals, residuals } = answer.response;
  const { p } = residuals;
  if (!p) throw new Error(`Cedar left no residual of ${policy}`);
  if (satisfied.includes('p')) return { decided: 'match', residual: p };
  if (errored.includes('p')) return { decided: 'error', residual: p };
  return nontrivialResiduals.includes('p')
    ? { residual: known(p) as PolicyJson }
    : { decided: 'no match', residual: p };
}

/** A residual speaks of `unknown("account")`; in full evaluation that is `context.account` again. */
function known(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(known);
  if ('unknown' in value) {
    const [{ Value: name }] = value.unknown as [{ Value: string }];
    return ['principal', 'action', 'resource'].includes(name)
      ? { Var: name }
      : { '.': { left: { Var: 'context' }, attr: name } };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, known(inner)]));
}

const anyCase = fc.record({
  conditions: anyConditions,
  environment: fc.constantFrom('prod', 'dev'),
  rests: fc.array(anyRest, { minLength: 2, maxLength: 2 }),
  stated: fc.tuple(anyStated, anyStated),
});

describe('whatever the conditions', () => {
  it('what is sure here is sure in Cedar, decided or left as a residual; an error refuses the request', () => {
    const seen = { always: 0, never: 0, 'by what is stated': 0, perhaps: 0, decided: 0, error: 0 };
    fc.assert(
      fc.property(anyCase, ({ conditions, environment, rests, stated: [stated] }) => {
        const policy = policyWith(conditions);
        const verdict = verdictOn(conditions, environment);
        const { decided, residual } = cedarOn(policy, environment);
        seen[verdict] += 1;
        if (decided) seen.decided += 1;
        if (decided === 'match') expect(verdict).not.toBe('never');
        if (decided === 'no match') expect(verdict).not.toBe('always');
        for (const rest of rests) {
          const request = requestOf(rest, stated, environment);
          const outcome = outcomeOf(policy, request);
          // Cedar calls its partial evaluation experimental: it is worth something where it is right itself.
          if (!decided) expect(outcomeOf(residual, request)).toBe(outcome);
          else expect(outcome).toBe(decided);
          if (outcome === 'error') seen.error += 1;
          if (verdict === 'always') expect(outcome).not.toBe('no match');
          if (verdict === 'never') expect(outcome).not.toBe('match');
        }
      }),
      runs(300, 20_000),
    );
    for (const [kind, count] of Object.entries(seen)) expect(count, kind).toBeGreaterThan(20);
  });

  it('what does not hang on what is stated stays as it is, whatever the agent states', () => {
    let free = 0;
    let bound = 0;
    fc.assert(
      fc.property(anyCase, ({ conditions, environment, rests, stated: [one, other] }) => {
        const policy = policyWith(conditions);
        const hangs = verdictOn(conditions, environment) === 'by what is stated';
        for (const rest of rests) {
          const outcomes = [one, other].map((stated) =>
            outcomeOf(policy, requestOf(rest, stated, environment)),
          );
          const changes = outcomes.includes('match') && outcomes.includes('no match');
          if (!hangs) expect(changes).toBe(false);
          if (hangs && changes) bound += 1;
          if (!hangs) free += 1;
        }
      }),
      runs(200, 10_000),
    );
    expect(free).toBeGreaterThan(150);
    expect(bound).toBeGreaterThan(7);
  });
});
