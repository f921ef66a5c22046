import { describe, expect, it } from 'vitest';
import { compilePolicies } from '../../../policy-compiler/compile.ts';
import { formatFinding } from '../../../policy-compiler/finding.ts';
import {
  bundleOf,
  compile,
  compileContext,
  directoryYaml,
  filesOf,
  findingsOf,
} from '../../support/compile-context.ts';

const policy = (head: string, rest = 'permit (principal, action in Action::"data-export", resource);') =>
  `${head}\n${rest}`;

describe('a good policy set', () => {
  it('becomes a bundle that says what each policy means and where it stands', () => {
    const bundle = bundleOf(`// Exports need the data's owners.
@id("prod-export") @risk("high")
@approvals("security: 1, data-owners: 1") @expires("30m") @notify("10m: sre-oncall") @run("agent")
permit (principal, action in Action::"data-export", resource)
when { context.environment == "prod" };`);
    expect(bundle.policies).toEqual([
      {
        id: 'prod-export',
        file: 'test.cedar',
        line: 2,
        column: 1,
        effect: 'permit',
        text: expect.stringMatching(/^@id\("prod-export"\)[\s\S]*;$/),
        scope: { principal: null, actions: ['data-export'], resource: null },
        risk: 'high',
        terms: {
          approvals: [
            { group: 'security', count: 1 },
            { group: 'data-owners', count: 1 },
          ],
          expiresSeconds: 1_800,
          notifications: [{ afterSeconds: 600, group: 'sre-oncall' }],
        },
        run: 'agent',
      },
    ]);
    expect(bundle.environments).toEqual(compileContext.environments);
    expect(bundle.directory.agents.map(({ id }) => id)).toEqual(['etl', 'deployer', 'lawyer']);
  });

  it('fills in what a policy leaves out', () => {
    const [allow, review, forbid] = bundleOf(`
      @id("a") permit (principal, action == Action::"rds:DescribeDBInstances", resource);
      @id("b") @approvals("2") permit (principal, action == Action::"rds:StartExportTask", resource);
      @id("c") forbid (principal, action == Action::"s3:PutBucketPolicy", resource);`).policies;
    expect(allow).toMatchObject({ risk: 'low' });
    expect(allow).not.toHaveProperty('terms');
    expect(review).toMatchObject({
      risk: 'medium',
      terms: {
        approvals: [{ group: 'approvers', count: 2 }],
        expiresSeconds: 3_600,
        notifications: [],
      },
    });
    expect(review).not.toHaveProperty('run');
    expect(forbid).toMatchObject({ risk: 'high' });
  });

  it('has one version whatever order its files come in, and another for any change', () => {
    const files = filesOf(policy('@id("a")'));
    const versionOf = (given: typeof files) => {
      const compiled = compilePolicies(given, compileContext);
      return compiled.ok ? compiled.bundle.version : undefined;
    };
    expect(versionOf(files)).toMatch(/^[0-9a-f]{64}$/);
    expect(versionOf(files.toReversed())).toBe(versionOf(files));
    expect(versionOf(filesOf(policy('@id("b")')))).not.toBe(versionOf(files));
    expect(
      versionOf(filesOf(policy('@id("a")'), directoryYaml.replace('Legal One', 'Legal First'))),
    ).not.toBe(versionOf(files));
  });
});

describe('what does not parse', () => {
  it.each([
    ['a missing semicolon', 'permit (principal, action, resource)', '2:37 unexpected end of input'],
    [
      'a broken head',
      'permit (principal, action == "x", resource);',
      '2:30 expected an entity uid, found literal `"x"`',
    ],
    [
      'an unknown variable',
      'permit (principal, action, resource) when { foo };',
      '2:45 invalid variable: foo',
    ],
    ['a template', 'permit (principal == ?principal, action, resource);', '2:22 expected a static policy'],
  ])('%s is told at its place', (_, rest, expected) => {
    expect(findingsOf(policy('@id("a")', rest))).toEqual([expect.stringContaining(expected)]);
  });

  it('tells every error of a file, in reading order', () => {
    const findings = findingsOf(`@id("a") @id("a") permit (principal, action, resource) when { foo };
@id("b") permit (principal, action, resource) when { bar };`);
    expect(findings).toEqual([
      '1:10 duplicate annotation: @id',
      expect.stringContaining('1:63 invalid variable: foo'),
      expect.stringContaining('2:54 invalid variable: bar'),
    ]);
  });

  it('counts columns in letters, not in bytes', () => {
    const findings = findingsOf(`/* */ @id("a") permit (principal, action, resource);`);
    expect(findings).toHaveLength(1);
    expect(findingsOf('@id("a") permit (principal, action, resource) when { "ééé" == foo };')[0]).toMatch(
      /^1:63 /,
    );
  });
});

describe('the schema', () => {
  it('knows the parameters by name, and suggests', () => {
    const findings = findingsOf(
      policy(
        '@id("a")',
        'permit (principal, action == Action::"rds:StartExportTask", resource) when { context.parameters.S3BuketName == "é" };',
      ),
    );
    expect(findings).toEqual([
      expect.stringMatching(
        /^2:78 attribute `parameters.S3BuketName` .* not found; did you mean `S3BucketName`\?$/,
      ),
    ]);
  });

  it('knows the actions, and suggests', () => {
    expect(
      findingsOf(policy('@id("a")', 'permit (principal, action == Action::"rds:StartExportTsk", resource);')),
    ).toEqual([
      '2:30 unrecognized action `Action::"rds:StartExportTsk"`; did you mean `Action::"rds:StartExportTask"`?',
    ]);
  });

  it('knows what is meant by a name that the letters do not tell', () => {
    const rest = 'permit (principal, action == Action::"s3:SetPolicy", resource);';
    const nearestAction = (name: string) => (name === 's3:SetPolicy' ? 's3:PutBucketPolicy' : undefined);
    const compiled = compilePolicies(filesOf(policy('@id("a")', rest)), { ...compileContext, nearestAction });
    expect(!compiled.ok && compiled.errors.map(formatFinding)).toEqual([
      'policies/test.cedar:2:30 unrecognized action `Action::"s3:SetPolicy"`; did you mean `Action::"s3:PutBucketPolicy"`? [not-in-schema]',
    ]);
  });

  it('asks for optional parameters to be tested for', () => {
    const rest =
      'permit (principal, action == Action::"rds:StartExportTask", resource) when { context.parameters.Rows > 3 };';
    expect(findingsOf(policy('@id("a")', rest))[0]).toContain('optional attribute `parameters.Rows`');
  });

  it('finds a policy that no request can match', () => {
    const rest = 'permit (principal, action in Action::"read", resource) when { false };';
    expect(findingsOf(policy('@id("a")', rest))).toEqual(['1:1 a can never decide: no request can match it']);
  });

  it('warns of letters that look like others', () => {
    const rest =
      'permit (principal, action in Action::"read", resource) when { context.region == "pr\u043ed" };';
    expect(findingsOf(policy('@id("a")', rest))).toEqual([expect.stringContaining('2:81 warning: string')]);
  });

  it('must itself be whole', () => {
    expect(() => compilePolicies(filesOf(''), { ...compileContext, cedarSchema: () => 'entity X' })).toThrow(
      /The Cedar schema is broken: .*unexpected end/,
    );
  });
});

describe('annotations', () => {
  it.each([
    ['@aprovals("1")', '1:10 unknown annotation @aprovals; did you mean "approvals"?'],
    ['@owner("me")', '1:10 unknown annotation @owner'],
    [
      '@approvals("securty: 1")',
      '1:10 @approvals names the group "securty", which nobody is in; did you mean "security"?',
    ],
    [
      '@approvals("security 1")',
      '1:10 @approvals cannot be read at "security 1": write "group: people", such as "security: 1"',
    ],
    [
      '@approvals("security: 0")',
      '1:10 @approvals cannot be read at "security: 0": write "group: people", such as "security: 1"',
    ],
    [
      '@approvals("SECURITY: 1")',
      '1:10 @approvals cannot be read at "SECURITY: 1": write "group: people", such as "security: 1"',
    ],
    [
      '@approvals("security: 1,")',
      '1:10 @approvals cannot be read at "": write "group: people", such as "security: 1"',
    ],
    ['@approvals', '1:10 @approvals cannot be read at "": write "group: people", such as "security: 1"'],
    ['@approvals("1, approvers: 1")', '1:10 @approvals names the group "approvers" twice'],
    [
      '@approvals("1") @expires("30")',
      '1:26 @expires "30" is not a duration: write a whole number and its unit, such as "45s", "30m", "4h" or "2d"',
    ],
    ['@approvals("1") @expires("31d")', '1:26 @expires "31d" is too long: 30d at the most'],
    [
      '@approvals("1") @notify("soon: sre-oncall")',
      '1:26 @notify "soon" is not a duration: write a whole number and its unit, such as "45s", "30m", "4h" or "2d"',
    ],
    [
      '@approvals("1") @notify("10m")',
      '1:26 @notify cannot be read at "10m": write "time: group", such as "10m: sre-oncall"',
    ],
    ['@approvals("1") @notify("10m: sre")', '1:26 @notify names the group "sre", which nobody is in'],
    [
      '@approvals("1") @expires("5m") @notify("10m: sre-oncall")',
      '1:41 @notify "10m: sre-oncall" comes too late: the request has expired by then',
    ],
    ['@risk("hihg")', '1:10 @risk "hihg" is not one of low, medium, high, critical; did you mean "high"?'],
    [
      '@approvals("1") @run("agnet")',
      '1:26 @run "agnet" is not one of agent, credentials, countersign; did you mean "agent"?',
    ],
    ['@expires("5m")', '1:10 @expires means nothing without @approvals: nobody is asked'],
  ])('%s is an error at its place', (written, expected) => {
    expect(findingsOf(policy(`@id("a") ${written}`))).toEqual([expected]);
  });

  it('on a forbid ask nobody', () => {
    const rest = 'forbid (principal, action in Action::"data-export", resource);';
    expect(findingsOf(policy('@id("a") @approvals("1")', rest))).toEqual([
      '1:10 @approvals means nothing on a forbid: it asks nobody',
    ]);
  });

  it('name every policy, once', () => {
    expect(findingsOf(policy('// nameless'))).toEqual([
      '2:1 a policy needs an @id("...") to be named by in records',
    ]);
    expect(findingsOf(policy('@id("No Name")'))[0]).toContain('1:1 @id "No Name" is not an id');
    const twice = findingsOf(`@id("a") permit (principal, action in Action::"read", resource);
  @id("a") permit (principal, action in Action::"exposure", resource);`);
    expect(twice).toEqual(['2:3 the id a stands at policies/test.cedar:1:1 too']);
  });
});

describe('agents', () => {
  it('that nobody knows are errors, in the head and in conditions', () => {
    expect(
      findingsOf(`@id("a") permit (principal == Agent::"elt", action in Action::"read", resource);
@id("b") permit (principal in AgentGroup::"dta", action in Action::"read", resource);
@id("c") permit (principal, action in Action::"exposure", resource) when { principal == Agent::"nobody-we-know" };`),
    ).toEqual([
      '1:31 the directory has no agent "elt"; did you mean "etl"?',
      '2:31 the directory has no group of agents "dta"; did you mean "data"?',
      '3:89 the directory has no agent "nobody-we-know"',
    ]);
  });
});

describe('people', () => {
  it('that a group does not have cannot be asked for', () => {
    expect(findingsOf(policy('@id("a") @approvals("security: 3")'))).toEqual([
      '1:10 @approvals needs 3 of security, which has 2: it could never be met',
    ]);
  });

  it('fill one place only', () => {
    expect(findingsOf(policy('@id("a") @approvals("approvers: 3, security: 1")'))).toEqual([
      '1:10 @approvals could never be met: one person fills one place only, and its groups share too many people',
    ]);
  });

  it('who own every agent in question make it fatal', () => {
    const rest = 'permit (principal == Agent::"lawyer", action in Action::"data-export", resource);';
    expect(findingsOf(policy('@id("a") @approvals("legal: 1")', rest))).toEqual([
      '1:10 @approvals has too few people once owners are left out, for lawyer (owned by legal.one@example.com): it could never be met',
    ]);
    const group = 'permit (principal in AgentGroup::"data", action in Action::"data-export", resource);';
    expect(findingsOf(policy('@id("a") @approvals("data-owners: 2")', group))).toEqual([
      expect.stringContaining('for etl (owned by data.one@example.com): it could never be met'),
    ]);
  });

  it('who own some of the agents are worth a warning', () => {
    expect(findingsOf(policy('@id("a") @approvals("legal: 1")'))).toEqual([
      '1:10 warning: @approvals has too few people once owners are left out, for lawyer (owned by legal.one@example.com): their requests are refused',
    ]);
  });
});

describe('a group that a room keeps', () => {
  const kept = `${directoryYaml}groups:
  - { name: data-owners, usergroup: { slack: S0DATA } }
  - { name: on-call, usergroup: { slack: S0CALL } }
`;
  const cannotBeProved = (group: string) =>
    `1:10 warning: @approvals cannot be proved to be met: who is in ${group} is known only when they vote, by the user group that a room keeps. Have \`npx countersign doctor\` see who is there`;

  it('is worth a warning where it has to fill a place', () => {
    expect(findingsOf(policy('@id("a") @approvals("on-call: 1")'), kept)).toEqual([
      cannotBeProved('on-call'),
    ]);
    expect(findingsOf(policy('@id("a") @approvals("security: 1, data-owners: 3")'), kept)).toEqual([
      cannotBeProved('data-owners'),
    ]);
  });

  it('is worth one where it stands in for another', () => {
    const substitute = '@substitute("20m: security -> on-call")';
    expect(findingsOf(policy(`@id("a") @approvals("security: 3") ${substitute}`), kept)).toEqual([
      cannotBeProved('on-call'),
    ]);
    expect(findingsOf(policy(`@id("a") @approvals("security: 2") ${substitute}`), kept)).toEqual([]);
  });

  it('is fine where those whom the directory puts there are enough', () => {
    expect(findingsOf(policy('@id("a") @approvals("data-owners: 1")'), kept)).toEqual([]);
  });

  it('has no more people than the directory has', () => {
    expect(findingsOf(policy('@id("a") @approvals("on-call: 7")'), kept)).toEqual([
      '1:10 @approvals needs 7 of on-call, which has 0, and 6 more in its place: it could never be met',
    ]);
  });

  it('fills no place of what is critical', () => {
    expect(findingsOf(policy('@id("a") @risk("critical") @approvals("data-owners: 3")'), kept)).toEqual([
      '1:28 @approvals needs 3 of data-owners for what is critical, where a user group fills no place because its members can edit it: the directory itself puts 2 there. List the group at more people',
    ]);
    expect(findingsOf(policy('@id("a") @risk("critical") @approvals("security: 2")'), kept)).toEqual([]);
  });

  it('fills none where another policy makes the same request critical', () => {
    const rest = 'permit (principal == Agent::"etl", action in Action::"data-export", resource);';
    const grave = policy('@id("a") @risk("critical") @approvals("security: 1")', rest);
    const other = policy('@id("b") @approvals("on-call: 1")', rest);
    expect(findingsOf(`${grave}\n${other}`, kept)).toEqual([
      expect.stringContaining('known only when they vote'),
      expect.stringContaining('ask together for on-call: 1, security: 1: too many once owners are left out'),
    ]);
  });
});

describe('a group whose people all wish to hear nothing', () => {
  const silent = (...ids: readonly string[]) =>
    ids.reduce(
      (yaml, id) => yaml.replace(`{ id: ${id}@example.com,`, `{ id: ${id}@example.com, notify: none,`),
      directoryYaml,
    );
  const warningsOf = (annotations: string, yaml: string) =>
    findingsOf(policy(`@id("a") ${annotations}`), yaml).filter((each) => each.includes('notify: none'));

  it('is worth a warning where it is asked, told or stands in for others', () => {
    const yaml = silent('security.one', 'security.two', 'platform.one');
    expect(warningsOf('@approvals("security: 1") @notify("10m: sre-oncall")', yaml)).toEqual([
      expect.stringMatching(/^1:\d+ warning: @approvals names the group "security", and all of its people/),
      expect.stringMatching(/^1:\d+ warning: @notify names the group "sre-oncall", and all of its people/),
    ]);
    const substitute = '@approvals("legal: 1") @substitute("20m: legal -> security")';
    expect(warningsOf(substitute, yaml)).toEqual([
      expect.stringContaining('@substitute names the group "security"'),
    ]);
  });

  it('is none where one of them hears of it, by whichever way', () => {
    expect(warningsOf('@approvals("security: 1")', silent('security.one'))).toEqual([]);
    const direct = silent('security.one', 'security.two').replace('notify: none', 'notify: dm');
    expect(warningsOf('@approvals("security: 1")', direct)).toEqual([]);
  });
});

describe('people whom two policies ask for together', () => {
  const review = (id: string, approvals: string, condition = '') =>
    `@id("${id}") @approvals("${approvals}") permit (principal == Agent::"lawyer", action in Action::"data-export", resource)${condition};`;

  it('are missed before a request meets both', () => {
    expect(
      findingsOf(`${review('a', 'approvers: 3')}
${review('b', 'security: 1', ' when { context.parameters has S3BucketName }')}`).filter((each) =>
        each.includes('together'),
      ),
    ).toEqual([
      '2:10 warning: b and a (policies/test.cedar:1:1) ask together for approvers: 3, security: 1: too many once owners are left out, for lawyer (owned by legal.one@example.com); where both match, the request is refused',
    ]);
  });

  it.each([
    [
      'where the two never meet',
      ' when { context.environment == "prod" }',
      ' when { context.environment == "dev" }',
    ],
    ['where they can all be found', '', ''],
  ])('are not %s', (_, one, other) => {
    const people = one === '' ? 'approvers: 2' : 'approvers: 3';
    expect(
      findingsOf(
        `${review('a', people, one)}\n${review('b', one === '' ? 'data-owners: 1' : 'security: 1', other)}`,
      ),
    ).toEqual([]);
  });

  it('are not where something forbids it anyway', () => {
    const forbid =
      '@id("c") forbid (principal, action in Action::"data-export", resource) unless { context.environment == "dev" };';
    expect(
      findingsOf(
        `${review('a', 'approvers: 3', ' when { context.environment == "prod" }')}\n${review('b', 'security: 1', ' when { context.environment == "prod" && context.region == "eu-west-1" }')}\n${forbid}`,
      ),
    ).toEqual([]);
  });

  it('are told of once where one policy already asks too much', () => {
    const tooMany =
      '@id("a") @approvals("legal: 1") permit (principal, action in Action::"data-export", resource);';
    const other =
      '@id("b") @approvals("security: 1") permit (principal, action in Action::"data-export", resource);';
    expect(findingsOf(`${tooMany}\n${other}`)).toEqual([
      expect.stringMatching(/^1:10 warning: @approvals has too few/),
    ]);
  });

  it('are left to the ruling where only three policies together ask too much', () => {
    const three = ['security: 1', 'approvers: 2', 'sre-oncall: 1'].map((people, at) =>
      review(`p${at}`, people),
    );
    expect(findingsOf(three.join('\n'))).toEqual([]);
  });
});

describe('policies that can never decide', () => {
  const shadow = (name: string, other: string) =>
    `${name} can never decide: ${other} (policies/test.cedar:1:1) matches wherever it does and is at least as strict`;

  it.each([
    [
      'a permit under a forbid of its group',
      '@id("a") forbid (principal, action in Action::"data-export", resource);',
      '@id("b") @approvals("1") permit (principal, action == Action::"rds:StartExportTask", resource) when { context.environment == "dev" };',
    ],
    [
      'an agent under its group',
      '@id("a") forbid (principal in AgentGroup::"data", action, resource);',
      '@id("b") permit (principal == Agent::"etl", action in [Action::"read", Action::"exposure"], resource);',
    ],
    [
      'a resource under any',
      '@id("a") forbid (principal, action in Action::"read", resource);',
      '@id("b") permit (principal, action in Action::"read", resource == Resource::"arn:aws:s3:::b");',
    ],
    [
      'a weaker review with the same conditions',
      '@id("a") @approvals("security: 2") permit (principal, action, resource) when { context.environment == "prod" };',
      '@id("b") @approvals("security: 1") permit (principal, action, resource) when { context.environment == "prod" };',
    ],
    [
      'the second of two that say the same',
      '@id("a") permit (principal, action in Action::"read", resource);',
      '@id("b") permit (principal, action in Action::"read", resource);',
    ],
    [
      'a forbid under a forbid',
      '@id("a") forbid (principal, action, resource);',
      '@id("b") @risk("critical") forbid (principal, action in Action::"read", resource);',
    ],
  ])('%s is found', (_, first, second) => {
    expect(findingsOf(`${first}\n${second}`)).toEqual([`2:1 ${shadow('b', 'a')}`]);
  });

  it.each([
    [
      'a stricter one',
      '@id("a") permit (principal, action, resource);',
      '@id("b") @approvals("1") permit (principal, action, resource);',
      '1:1 a can never decide: b (policies/test.cedar:2:1)',
    ],
    [
      'one that other people answer',
      '@id("a") @approvals("security: 1") permit (principal, action, resource);',
      '@id("b") @approvals("data-owners: 1") permit (principal, action, resource);',
      undefined,
    ],
    [
      'one that tells more people',
      '@id("a") @approvals("security: 1") permit (principal, action, resource);',
      '@id("b") @approvals("security: 1") @notify("5m: sre-oncall") permit (principal, action, resource);',
      '1:1 a can never decide: b',
    ],
    [
      'one that is wider',
      '@id("a") forbid (principal == Agent::"etl", action in Action::"read", resource);',
      '@id("b") permit (principal, action in Action::"read", resource);',
      undefined,
    ],
    [
      'one with other conditions',
      '@id("a") forbid (principal, action, resource) when { context.environment == "prod" };',
      '@id("b") permit (principal, action, resource);',
      undefined,
    ],
    [
      'one for any action',
      '@id("a") forbid (principal, action in Action::"read", resource);',
      '@id("b") permit (principal, action, resource);',
      undefined,
    ],
    [
      'one for another resource',
      '@id("a") forbid (principal, action, resource == Resource::"arn:aws:s3:::a");',
      '@id("b") permit (principal, action, resource == Resource::"arn:aws:s3:::b");',
      undefined,
    ],
  ])('%s is kept', (_, first, second, expected) => {
    expect(findingsOf(`${first}\n${second}`)).toEqual(expected ? [expect.stringContaining(expected)] : []);
  });
});

describe('what the agent claims', () => {
  it('is a warning where it opens a door', () => {
    expect(
      findingsOf(
        policy(
          '@id("a")',
          'permit (principal, action in Action::"data-export", resource) when { context.stated has ticket };',
        ),
      ),
    ).toEqual([
      '2:70 warning: a allows by what the agent says about itself (context.stated), which nobody has checked',
    ]);
  });

  it.each([
    ['review', '@approvals("1") permit'],
    ['refusal', 'forbid'],
  ])('is a warning where it closes a %s above a permit', (barrier, head) => {
    const text = `@id("a") permit (principal, action == Action::"rds:StartExportTask", resource);
@id("b") ${head} (principal, action in Action::"data-export", resource) unless { context.stated has ticket };`;
    expect(findingsOf(text)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^2:\\d+ warning: an agent can talk its way past the ${barrier} of b \\(context.stated\\): a \\(policies/test.cedar:1:1\\) allows the same$`,
        ),
      ),
    ]);
  });

  it('is none where nothing beneath allows', () => {
    const text = `@id("a") permit (principal == Agent::"lawyer", action, resource == Resource::"arn:aws:s3:::a");
@id("b") @approvals("1") permit (principal in AgentGroup::"data", action, resource) when { context.stated has ticket };
@id("c") @approvals("1") permit (principal == Agent::"lawyer", action, resource == Resource::"arn:aws:s3:::c") when { context has stated.ticket };`;
    expect(findingsOf(text)).toEqual([]);
  });

  it('is seen through the whole context, and only there', () => {
    const whole = 'permit (principal, action in Action::"read", resource) when { context == context };';
    expect(findingsOf(policy('@id("a")', whole))).toEqual([expect.stringContaining('warning: a allows by')]);
    const other =
      'permit (principal, action in Action::"read", resource) when { context has environment && principal == Agent::"etl" };';
    expect(findingsOf(policy('@id("a")', other))).toEqual([]);
  });
});

describe('one thing that goes by several names', () => {
  const aliasParameterFor = (action: string, arn: string) =>
    action === 'rds:StartExportTask' && arn.includes(':snapshot:') ? 'S3BucketName' : undefined;
  const arn = 'arn:aws:rds:eu-west-1:111122223333:snapshot:orders';
  const open = '@id("open") @approvals("1") permit (principal, action in Action::"data-export", resource);';
  const checked = (...texts: string[]) => {
    const compiled = compilePolicies(filesOf(texts.join('\n')), { ...compileContext, aliasParameterFor });
    return (compiled.ok ? compiled.warnings : compiled.errors).map(formatFinding);
  };
  const head = `resource == Resource::"${arn}"`;
  const anyExport = 'principal, action in Action::"data-export", resource';

  it.each([
    ['by its head', `forbid (principal, action in Action::"data-export", ${head});`],
    ['by a condition', `forbid (${anyExport}) when { ${head} && context.environment == "prod" };`],
    [
      'by its ARN',
      `forbid (${anyExport}) when { context.environment == "dev" || resource.arn == "${arn}" };`,
    ],
    ['among others', `forbid (${anyExport}) when { ["${arn}", "arn:aws:s3:::b"].contains(resource.arn) };`],
    ['for review', `@approvals("security: 1") permit (${anyExport}) when { ${head} };`],
  ])('is told of where a policy guards it %s', (_, guard) => {
    expect(checked(open, `@id("guard") ${guard}`)).toEqual([
      expect.stringMatching(
        /^policies\/test.cedar:2:\d+ warning: guard does not see arn:aws:rds:eu-west-1:111122223333:snapshot:orders where another resource stands for it, as in a list: look at the parameters too, for rds:StartExportTask \(context\.parameters\.S3BucketName\) \[unseen-alias\]$/,
      ),
    ]);
  });

  it.each([
    [
      'nothing laxer lets it through',
      [`@id("guard") forbid (principal, action in Action::"data-export", ${head});`],
    ],
    [
      'only its own ARN is let through',
      [
        `@id("a") @approvals("1") permit (principal, action == Action::"rds:StartExportTask", ${head}) when { context.environment == "dev" };`,
        `@id("guard") forbid (principal, action in Action::"data-export", ${head}) when { context.environment == "prod" };`,
      ],
    ],
    [
      'it is let through by its ARN',
      [open, `@id("guard") forbid (${anyExport}) unless { resource.arn == "${arn}" };`],
    ],
    [
      'only what is allowed depends on it',
      [open, `@id("a") permit (principal, action in Action::"read", ${head});`],
    ],
    [
      'it is another kind of thing',
      [open, '@id("guard") forbid (principal, action, resource == Resource::"arn:aws:s3:::b");'],
    ],
    [
      'another policy looks there',
      [
        open,
        `@id("guard") forbid (principal, action in Action::"data-export", ${head});`,
        `@id("too") forbid (principal, action == Action::"rds:StartExportTask", resource) when { 1 < 2 && context.parameters.S3BucketName == "orders" };`,
      ],
    ],
    [
      'it looks there itself',
      [
        open,
        `@id("guard") forbid (principal, action == Action::"rds:StartExportTask", resource) when { ${head} || context.parameters.S3BucketName == "${arn}" };`,
      ],
    ],
  ])('is no concern where %s', (_, texts) => {
    expect(checked(...texts)).toEqual([]);
  });
});

describe('the folder', () => {
  it('needs a directory and a policy', () => {
    const compiled = compilePolicies([], compileContext);
    expect(!compiled.ok && compiled.errors.map(formatFinding)).toEqual([
      'directory.yaml:1:1 is missing: who are the people, and which agents are there? [no-directory]',
      'policies.cedar:1:1 there is no policy: every request would be refused [no-policy]',
    ]);
    expect(findingsOf('// nothing yet')).toEqual(['1:1 there is no policy: every request would be refused']);
  });

  it.each([
    ['policies/never.ceder'],
    ['policies/directory.yml'],
    ['policies/sub/directory.yaml'],
    ['policies/a/actions.yaml'],
    ['policies/case/one.yaml'],
    ['elsewhere.yaml'],
  ])('holds nothing that nobody reads: %s', (path) => {
    const compiled = compilePolicies([{ path, text: '' }, ...filesOf(policy('@id("a")'))], compileContext);
    expect(!compiled.ok && compiled.errors.map(formatFinding)).toEqual([
      `${path}:1:1 is read by nobody: policies end in .cedar, beside them stand directory.yaml, actions.yaml, cases/*.yaml and *.md [stray-file]`,
    ]);
  });

  it('takes no case for what it is named after', () => {
    const files = ['directory.yaml', 'actions.yaml', 'deep/one.yaml'].map((name) => ({
      path: `policies/cases/${name}`,
      text: 'cases: []',
    }));
    const notes = ['README.md', '.gitkeep'].map((name) => ({ path: `policies/${name}`, text: 'Notes.' }));
    expect(
      compilePolicies([...files, ...notes, ...filesOf(policy('@id("a")'))], compileContext),
    ).toMatchObject({
      ok: true,
    });
  });

  it('may have any name, or none', () => {
    for (const folder of ['', 'a/b/policies/']) {
      const files = filesOf(policy('@id("a")')).map(({ path, text }) => ({
        path: path.replace('policies/', folder),
        text,
      }));
      expect(compilePolicies(files, compileContext)).toMatchObject({ ok: true });
      const alone = files.filter(({ path }) => path.endsWith('.cedar'));
      const compiled = compilePolicies(alone, compileContext);
      expect(!compiled.ok && compiled.errors[0]?.file).toBe(`${folder}directory.yaml`);
    }
  });

  it('tells errors and warnings apart', () => {
    const compiled = compile(
      '@id("a") permit (principal, action, resource) when { context.stated has ticket };\n@id("a") forbid (principal, action in Action::"read", resource);',
    );
    expect(compiled).toMatchObject({ ok: false, errors: [{ line: 2 }], warnings: [{ line: 1 }] });
    expect(compiled.warnings.map(formatFinding)[0]).toMatch(/^policies\/test.cedar:1:54 warning: a allows/);
  });
});
