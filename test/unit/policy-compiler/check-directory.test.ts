import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesRole } from '../../../core/directory/directory.ts';
import { rolesOverlap } from '../../../policy-compiler/analysis/role-overlap.ts';
import { compilePolicies } from '../../../policy-compiler/compile.ts';
import { compileContext, directoryYaml, filesOf, findingsOf } from '../../support/compile-context.ts';

const cedar = '@id("a") permit (principal, action in Action::"read", resource);';
const directoryRoles = [...directoryYaml.matchAll(/arn:[^"]+role[^"]+/g)].map(([role]) => role);
const findings = (directory: string) => findingsOf(cedar, directory);

describe('the directory', () => {
  it.each([
    [
      'two people with one Slack id',
      ['U0SECTWO', 'U0SECONE'],
      '3:75 two people have the Slack id U0SECONE: security.one@example.com has it too, so a click would have no one author',
    ],
    [
      'a mention for a handle',
      ['slack: U0SECTWO', 'slack: "!channel"'],
      '3:75 !channel is not a handle of Slack: a Slack user id looks like U012AB3CD',
    ],
    [
      'a room that nobody has',
      ['slack: U0SECTWO', 'slakc: U0SECTWO'],
      '3:75 people cannot decide in slakc; did you mean "slack"?',
    ],
    [
      'two people with one id',
      ['security.two@', 'security.one@'],
      '3:11 two people have the id security.one@example.com: this one and person 1',
    ],
    [
      'two agents with one id',
      ['id: deployer', 'id: etl'],
      '10:11 two agents have the id etl: this one and agent 1',
    ],
    [
      'an owner who is nobody',
      ['owners: [data.one@', 'owners: [data.oen@'],
      '9:67 data.oen@example.com owns etl and is not among the people; did you mean "data.one@example.com"?',
    ],
    [
      'a pattern of two agents',
      ['agent-deployer-*', 'agent-*'],
      "10:29 arn:aws:iam::*:role/agent-* of deployer can match the same role as arn:aws:iam::*:role/agent-etl of etl: such a role would be neither's",
    ],
    [
      'a role with a path',
      ['role/agent-etl', 'role/agents/etl'],
      '9:24 arn:aws:iam::*:role/agents/etl is not a role ARN without a path: write arn:aws:iam::111122223333:role/name, with * where it varies',
    ],
    ['an unknown field', ['name: Security One', 'nmae: Security One'], '2:5 people.0.name: is missing'],
    [
      'a bad group',
      ['groups: [legal]', 'groups: [Legal]'],
      '6:90 people.4.groups.0: a group is lower case letters, digits and dashes',
    ],
    [
      'an agent without owners',
      ['owners: [legal.one@example.com]', 'owners: []'],
      '11:72 agents.2.owners: an agent needs an owner: who answers for it?',
    ],
  ] as const)('with %s is refused at its place', (_, [from, to], expected) => {
    expect(findings(directoryYaml.replace(from, to))).toContain(expected);
  });

  it.each([
    [
      'what is no user group',
      '{ name: legal, usergroup: { slack: U0SECONE } }',
      '13:40 U0SECONE is no user group of Slack: the id of a Slack user group looks like S012AB3CD',
    ],
    [
      'a room that keeps none',
      '{ name: legal, usergroup: { slakc: S0LEGAL } }',
      '13:40 no groups are kept in slakc; did you mean "slack"?',
    ],
    [
      'no user group at all',
      '{ name: legal, usergroup: {} }',
      '13:31 legal names no user group: leave it out where the directory alone says who is in it',
    ],
    [
      'one group twice',
      '{ name: legal, usergroup: { slack: S0LEGAL } }\n  - { name: legal, usergroup: { slack: S0OTHER } }',
      '14:13 the group legal stands here twice: as group 1 too',
    ],
  ])('with %s is refused at its place', (_, group, expected) => {
    expect(findings(`${directoryYaml}groups:\n  - ${group}\n`)).toEqual([expected]);
  });

  it('that is not YAML is refused where it breaks', () => {
    expect(findings('people: [\nagents: }')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^2:\d+ [^\n]+$/)]),
    );
  });

  it('that is something else altogether is refused', () => {
    expect(findings('just words')).toEqual(['1:1 must be an object, not a text']);
    expect(findings('')).toEqual(['1:1 people: is missing', '1:1 agents: is missing']);
  });
});

describe('two role patterns', () => {
  const role = 'arn:aws:iam::111122223333:role/';

  it.each([
    ['agent-*', 'agent-etl', true],
    ['agent-*', '*-etl', true],
    ['*', '*', true],
    ['a*c', 'ab*', true],
    ['agent-etl', 'agent-etl', true],
    ['agent-a*', 'agent-b*', false],
    ['agent-etl', 'agent-etl-2', false],
    ['*a', '*b', false],
    ['', 'a', false],
    ['a', '', false],
  ])('%s and %s', (a, b, expected) => {
    expect(rolesOverlap(role + a, role + b)).toBe(expected);
    expect(rolesOverlap(role + b, role + a)).toBe(expected);
  });

  it('stay within their part of the ARN', () => {
    expect(rolesOverlap('arn:aws:iam::*', 'arn:aws:iam::1:role/a')).toBe(false);
    expect(rolesOverlap('arn:aws:iam::1:role/*', 'arn:aws:iam::1:role/a/b')).toBe(false);
  });

  it('overlap wherever one role matches both', () => {
    const pattern = fc
      .array(fc.constantFrom('a', 'b', '*', '/'), { maxLength: 6 })
      .map((parts) => parts.join(''));
    const name = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, pattern, name, (a, b, candidate) => {
        if (matchesRole(a, candidate) && matchesRole(b, candidate)) expect(rolesOverlap(a, b)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('overlap only where such a role can be found', () => {
    const letters = ['', 'a', 'b'];
    const names = letters.flatMap((x) =>
      letters.flatMap((y) => letters.flatMap((z) => letters.map((w) => x + y + z + w))),
    );
    const pattern = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 2 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        expect(rolesOverlap(a, b)).toBe(names.some((name) => matchesRole(a, name) && matchesRole(b, name)));
      }),
    );
  });
});

describe('people who could be one', () => {
  const withTwo = (second: string) =>
    findings(`people:
  - { id: security.one@example.com, name: Security One, handles: { slack: U0SECONE }, groups: [security, approvers] }
  - { ${second}, handles: { slack: U0SECTWO }, groups: [security, approvers] }
  - { id: legal.one@example.com, name: Legal One, handles: { slack: U0LEGONE }, groups: [legal] }
agents:
  - { id: etl, roles: ["arn:aws:iam::*:role/agent-etl"], owners: [legal.one@example.com], groups: [data] }`);

  it('are one: the same id in other letters is an error', () => {
    expect(withTwo('id: Security.One@example.com, name: Somebody Else')).toContain(
      '3:11 two people have the id security.one@example.com: this one and person 1',
    );
  });

  it.each([
    ['id: security.one@sso.example.net, name: Somebody Else', '3:11', 'the same name before the @'],
    ['id: second@example.com, name: SECURITY ONE', '3:37', 'the same name'],
  ])('are told of: %s', (second, at, what) => {
    const [found] = withTwo(second).filter((finding) => finding.includes('could sign twice'));
    expect(found).toMatch(new RegExp(`^${at} warning: .*have ${what}:`));
  });

  it('are not told of where nothing is alike', () => {
    expect(withTwo('id: second@example.com, name: Second')).toEqual([]);
  });
});

describe('the roles of agents', () => {
  it('must be covered by what the settings expect', () => {
    const known = { ...compileContext, agentRolePatterns: ['arn:aws:iam::*:role/agent-e*'] };
    const compiled = compilePolicies(filesOf(cedar), known);
    expect(compiled.ok ? [] : compiled.errors.map(({ message }) => message)).toEqual(
      directoryRoles
        .filter((role) => !role.includes('role/agent-e'))
        .map((role) =>
          expect.stringContaining(`${role}, which agentRolePatterns in the settings does not cover`),
        ),
    );
  });
});
