import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBundle, type PolicyBundle } from '../../../../core/policy/bundle.ts';
import { createRuleOn } from '../../../../core/policy/engine.ts';
import { type Ruling, type RunMode, runOf } from '../../../../core/policy/ruling.ts';
import { parseFile } from '../../../../policy-compiler/read/parse-policies.ts';
import { bundleOf, facts } from '../../../support/compile-context.ts';

const ruleOn = (bundle: PolicyBundle) => createRuleOn(bundle, (_, parameters) => parameters);
const ruling = (cedar: string, changes?: Parameters<typeof facts>[0]) =>
  ruleOn(bundleOf(cedar))(facts(changes));

const allowAll = '@id("allow-all") permit (principal, action, resource);';

describe('a ruling', () => {
  it('refuses what no policy permits', () => {
    const bundle = bundleOf('@id("reads") permit (principal, action in Action::"read", resource);');
    expect(ruleOn(bundle)(facts())).toEqual({
      decision: 'refuse',
      risk: 'high',
      policies: [],
      policyVersion: bundle.version,
      reasons: ['Refused: no policy permits it.'],
    });
    expect(
      ruling('@id("dev") permit (principal, action, resource) when { context.environment == "dev" };'),
    ).toMatchObject({
      decision: 'refuse',
      policies: [],
    });
  });

  it('allows what a permit without approvals permits', () => {
    expect(ruling(allowAll)).toMatchObject({
      decision: 'allow',
      risk: 'low',
      policies: ['allow-all'],
      run: 'countersign',
      reasons: ['Allowed by allow-all (test.cedar:1).', 'Countersign runs it.'],
    });
  });

  it('refuses what a forbid matches, whatever permits it', () => {
    const cedar = `@id("open") @risk("critical") permit (principal, action, resource) when { context.environment == "prod" };
@id("no-exports") forbid (principal, action in Action::"data-export", resource) when { context.environment == "prod" };
@id("no-data") @risk("critical") forbid (principal in AgentGroup::"data", action, resource);`;
    expect(ruling(cedar)).toMatchObject({
      decision: 'refuse',
      risk: 'critical',
      policies: ['no-data', 'no-exports'],
      reasons: ['Refused by no-data (test.cedar:3).', 'Refused by no-exports (test.cedar:2).'],
    });
  });

  it('of several permits takes the strictest of each term, and says which came from which', () => {
    const cedar = `${allowAll}
@id("exports") @approvals("security: 1") @expires("2h") @notify("10m: sre-oncall, 45m: legal")
permit (principal, action in Action::"data-export", resource);
@id("prod") @approvals("security: 2, data-owners: 1") @expires("30m") @notify("10m: sre-oncall") @risk("critical")
permit (principal, action, resource) when { context.environment == "prod" };`;
    expect(ruling(cedar)).toMatchObject({
      decision: 'review',
      risk: 'critical',
      policies: ['allow-all', 'exports', 'prod'],
      terms: {
        approvals: [
          { group: 'data-owners', count: 1 },
          { group: 'security', count: 2 },
        ],
        expiresSeconds: 1_800,
        notifications: [{ afterSeconds: 600, group: 'sre-oncall' }],
        run: 'countersign',
      },
      reasons: [
        'exports (test.cedar:2) asks for security: 1.',
        'prod (test.cedar:4) asks for security: 2, data-owners: 1.',
        'data-owners: 1 must say yes (prod).',
        'security: 2 must say yes (prod).',
        'It expires after 30 minutes (prod).',
        'sre-oncall is told after 10 minutes (exports, prod).',
        'Countersign runs it.',
        'The risk is critical (prod).',
        'allow-all (test.cedar:1) alone would have allowed it.',
      ],
    });
  });

  it('takes the strictest way to run, and orders whom it tells', () => {
    const bundle =
      bundleOf(`@id("a") @approvals("1") @notify("10m: sre-oncall, 10m: legal") permit (principal, action, resource) when { context.environment == "prod" };
@id("b") @approvals("1") @notify("5m: security") permit (principal, action in Action::"data-export", resource);
@id("c") @approvals("1") permit (principal in AgentGroup::"data", action, resource);`);
    const runs = ['countersign', 'agent', 'credentials'] as const;
    const policies = bundle.policies.map((policy, at) => ({ ...policy, run: runs[at] ?? 'agent' }));
    expect(ruleOn({ ...bundle, policies })(facts())).toMatchObject({
      terms: {
        run: 'countersign',
        notifications: [
          { afterSeconds: 300, group: 'security' },
          { afterSeconds: 600, group: 'legal' },
          { afterSeconds: 600, group: 'sre-oncall' },
        ],
      },
    });
  });
});

describe('how it runs', () => {
  const asks = '@id("asks") @approvals("1") permit (principal, action, resource) when { true };';

  it('is by Countersign where no policy says, and by the agent where nobody else could', () => {
    for (const cedar of [allowAll, asks]) {
      expect(runIn(ruling(cedar))).toBe('countersign');
      expect(runIn(ruling(cedar, { onlyAgentRuns: true }))).toBe('agent');
    }
    expect(ruling(allowAll, { onlyAgentRuns: true }).reasons.at(-1)).toBe('The agent runs it and reports.');
  });

  it.each<[written: string[], run: RunMode, by: string]>([
    [['agent'], 'agent', 'p0'],
    [['agent', ''], 'agent', 'p0'],
    [['', 'agent'], 'agent', 'p1'],
    [['agent', 'credentials'], 'credentials', 'p1'],
    [['credentials', 'countersign', 'agent'], 'countersign', 'p1'],
    [['agent', 'agent'], 'agent', 'p0, p1'],
  ])('of %j is the tightest that any says, whoever asks people: %s', (written, run, by) => {
    for (const approvals of ['', '@approvals("1")']) {
      const cedar = written.map(
        (says, at) =>
          `@id("p${at}") ${at === 0 ? approvals : ''} ${says && `@run("${says}")`} permit (principal, action, resource) when { ${at} == ${at} };`,
      );
      const ruled = ruling(cedar.join('\n'));
      expect(runIn(ruled)).toBe(run);
      expect(
        ruled.reasons.filter((reason) => reason.includes(`(${by}).`) && /runs it|gets/.test(reason)),
      ).toHaveLength(1);
    }
  });
});

const runIn = (ruled: Ruling) => (ruled.decision === 'refuse' ? undefined : runOf(ruled));

describe('who and what a policy is about', () => {
  const only = (head: string, changes?: Parameters<typeof facts>[0]) =>
    ruling(`@id("a") permit (${head});`, changes).decision;
  const etl = { id: 'etl', role: 'arn:aws:iam::111122223333:role/agent-etl', groups: ['data'] };

  it.each([
    ['principal == Agent::"etl", action, resource', 'allow'],
    ['principal == Agent::"lawyer", action, resource', 'refuse'],
    ['principal in AgentGroup::"data", action, resource', 'allow'],
    ['principal in AgentGroup::"papers", action, resource', 'refuse'],
    ['principal is Agent in AgentGroup::"data", action, resource', 'allow'],
    ['principal is Agent, action, resource is Resource', 'allow'],
    ['principal, action in [Action::"read", Action::"data-export"], resource', 'allow'],
    ['principal, action in [Action::"read"], resource', 'refuse'],
    [
      'principal, action, resource == Resource::"arn:aws:rds:eu-west-1:111122223333:snapshot:orders"',
      'allow',
    ],
    [
      'principal, action, resource == Resource::"arn:aws:rds:eu-west-1:111122223333:snapshot:other"',
      'refuse',
    ],
  ])('%s: %s', (head, decision) => {
    expect(only(head)).toBe(decision);
  });

  it('agent groups come from the facts, which come from the directory', () => {
    expect(only('principal in AgentGroup::"data", action, resource', { agent: { ...etl, groups: [] } })).toBe(
      'refuse',
    );
  });

  it.each([
    ['context.account == "111122223333" && context.region == "eu-west-1"'],
    ['context.parameters.S3BucketName like "exp*"'],
    ['principal.role like "*:role/agent-etl"'],
    [
      'resource.service == "rds" && resource.account == "111122223333" && resource.region == "eu-west-1" && resource.arn like "*:orders"',
    ],
    ['context.stated has reason && context.stated.reason like "*report*" && !(context.stated has ticket)'],
  ])('%s can be asked', (condition) => {
    const cedar = `@id("a") permit (principal, action == Action::"rds:StartExportTask", resource) when { ${condition} };`;
    expect(ruling(cedar).decision).toBe('allow');
  });

  it('a resource without account or region stands in those of the request', () => {
    const cedar =
      '@id("a") permit (principal, action, resource) when { resource.account == "111122223333" && resource.region == "eu-west-1" };';
    expect(ruling(cedar, { resource: 'arn:aws:s3:::exports' }).decision).toBe('allow');
    expect(ruling(cedar, { resource: 'no arn at all' }).decision).toBe('allow');
  });
});

describe('whatever cannot be ruled on is refused', () => {
  it('a policy that fails while it is evaluated', () => {
    const cedar = `@id("rest") permit (principal, action, resource) when { context.environment == "prod" };
@id("rows") permit (principal, action == Action::"rds:StartExportTask", resource) when { context.parameters has Rows && context.parameters.Rows + 1 > 0 };
@id("more-rows") forbid (principal, action == Action::"rds:StartExportTask", resource) when { context.parameters has Rows && context.parameters.Rows - 1 > 0 };`;
    expect(ruling(cedar, { parameters: { S3BucketName: 'b', Rows: 'many' } })).toMatchObject({
      decision: 'refuse',
      policies: ['more-rows', 'rows'],
      reasons: [
        expect.stringMatching(/^Refused: more-rows could not be evaluated: .+\.$/),
        expect.stringMatching(/^Refused: rows could not be evaluated: .+\.$/),
      ],
    });
  });

  it('an action that no policy was checked against', () => {
    expect(ruling(allowAll, { action: 'iam:CreateUser' }).reasons).toEqual([
      'Refused: no policy was checked against the action iam:CreateUser.',
    ]);
    expect(ruling(allowAll, { action: 'constructor' }).decision).toBe('refuse');
  });

  it.each([[1.5], [null], [1e30]])('a parameter that Cedar has no value for: %s', (Rows) => {
    expect(ruling(allowAll, { parameters: { S3BucketName: 'b', Rows } })).toMatchObject({
      decision: 'refuse',
      reasons: ['Refused: Cedar could not take the request.', expect.any(String)],
    });
  });

  it.each([
    [{ S3BucketName: { __extn: { fn: 'ip', arg: '10.0.0.1' } } }],
    [{ S3BucketName: [{ __entity: { type: 'Agent', id: 'lawyer' } }] }],
    [{ __expr: 'true' }],
  ])('a parameter that speaks to Cedar itself: %j', (parameters) => {
    const cedar = `${allowAll}
@id("not-there") forbid (principal, action == Action::"rds:StartExportTask", resource) when { context.parameters.S3BucketName == "public" };`;
    expect(ruling(cedar, { parameters })).toMatchObject({
      decision: 'refuse',
      reasons: [expect.stringMatching(/^Refused: the name __\w+ is kept for Cedar itself\.$/)],
    });
  });

  it('and a set that Cedar cannot read is an outage, not a ruling', () => {
    const { version: _, ...contents } = bundleOf(allowAll);
    const broken = createBundle({
      ...contents,
      policies: contents.policies.map((policy) => ({ ...policy, text: 'permit' })),
    });
    expect(() => ruleOn(broken)(facts())).toThrow(/^The policy set holds what Cedar cannot read: /);
  });
});

describe('many policies', () => {
  it('rule the same by the index as all together', () => {
    const head = fc.record({
      effect: fc.constantFrom(
        'permit',
        '@approvals("1") permit',
        '@approvals("security: 2") permit',
        'forbid',
      ),
      principal: fc.constantFrom(
        'principal',
        'principal == Agent::"etl"',
        'principal in AgentGroup::"data"',
        'principal == Agent::"lawyer"',
      ),
      action: fc.constantFrom(
        'action',
        'action in Action::"data-export"',
        'action in [Action::"read", Action::"exposure"]',
        'action == Action::"rds:StartExportTask"',
      ),
      resource: fc.constantFrom(
        'resource',
        'resource == Resource::"arn:aws:rds:eu-west-1:111122223333:snapshot:orders"',
      ),
      environment: fc.constantFrom('prod', 'dev'),
    });
    const requests = [
      facts(),
      facts({ action: 's3:PutBucketPolicy', parameters: { Bucket: 'b' }, resource: 'arn:aws:s3:::b' }),
      facts({ action: 'rds:DescribeDBInstances', parameters: {}, environment: 'dev' }),
      facts({
        agent: { id: 'lawyer', role: 'arn:aws:iam::111122223333:role/agent-lawyer', groups: ['papers'] },
      }),
    ];
    const { version: _, ...contents } = bundleOf(allowAll);
    fc.assert(
      fc.property(
        fc.uniqueArray(head, { minLength: 1, maxLength: 8, selector: (each) => JSON.stringify(each) }),
        (heads) => {
          const policies = heads.flatMap(({ effect, principal, action, resource, environment }, at) => {
            const text = `@id("p${at}") ${effect} (${principal}, ${action}, ${resource}) when { context.environment == "${environment}" };`;
            return parseFile({ path: 'policies/test.cedar', text }).policies.map(({ policy }) => policy);
          });
          const indexed = ruleOn(createBundle({ ...contents, policies }));
          const anywhere = { principal: null, actions: null, resource: null };
          const scanned = ruleOn(
            createBundle({
              ...contents,
              policies: policies.map((policy) => ({ ...policy, scope: anywhere })),
            }),
          );
          for (const request of requests) {
            expect({ ...indexed(request), policyVersion: '' }).toEqual({
              ...scanned(request),
              policyVersion: '',
            });
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('are parsed in sets, of which the oldest makes room', () => {
    const names = Array.from({ length: 600 }, (_, at) => `arn:aws:s3:::b${at}`);
    const { version: _, ...contents } = bundleOf(allowAll);
    const [model] = contents.policies;
    const policies = names.flatMap((arn, at) => {
      if (!model) return [];
      const text = `permit (principal, action, resource == Resource::"${arn}");`;
      return { ...model, id: `p${at}`, text, scope: { ...model.scope, resource: `Resource::"${arn}"` } };
    });
    const rule = ruleOn(createBundle({ ...contents, policies }));
    for (const _round of [1, 2]) {
      for (const [at, resource] of names.entries())
        expect(rule(facts({ resource })).policies).toEqual([`p${at}`]);
    }
  });

  it("of two engines do not get in each other's way", () => {
    const [open, closed] = [
      ruleOn(bundleOf(allowAll)),
      ruleOn(bundleOf('@id("none") forbid (principal, action, resource);')),
    ];
    expect([open(facts()), closed(facts()), open(facts())].map(({ decision }) => decision)).toEqual([
      'allow',
      'refuse',
      'allow',
    ]);
  });
});
