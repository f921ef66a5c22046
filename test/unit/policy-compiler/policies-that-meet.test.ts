import { isAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DirectoryAgent } from '../../../core/directory/directory.ts';
import { canBeTrue } from '../../../policy-compiler/analysis/partial-evaluation.ts';
import { policiesThatMeet } from '../../../policy-compiler/analysis/policies-that-meet.ts';
import { type ParsedPolicy, parseFile } from '../../../policy-compiler/read/parse-policies.ts';
import { runs } from '../../support/all.ts';
import { compileContext } from '../../support/compile-context.ts';

const agent = (id: string, groups: string[]): DirectoryAgent => ({
  id,
  roles: [`arn:aws:iam::*:role/${id}`],
  owners: ['owner@example.com'],
  groups,
});
const agents = [agent('etl', ['data']), agent('lawyer', ['papers', 'data']), agent('deployer', [])];
const actions = compileContext.knownActions;
const environments = ['prod', 'dev'];
const resources = ['arn:aws:s3:::a', 'arn:aws:s3:::b', 'arn:aws:s3:::nobody-names-this'];

const parse = (texts: readonly string[]): ParsedPolicy[] =>
  parseFile({ path: 'policies/test.cedar', text: texts.join('\n') }).policies;

/** The sets of policies that meet, for each agent, by their ids. */
function meetingsOf(texts: readonly string[]): Map<string, Set<string>> {
  const sets = new Map(agents.map(({ id }) => [id, new Set<string>()]));
  for (const meeting of policiesThatMeet(parse(texts), { agents, actions }, environments)) {
    const ids = meeting.candidates.map(({ parsed }) => parsed.policy.id).toSorted();
    for (const { id } of meeting.agents) sets.get(id)?.add(ids.join(' '));
  }
  return sets;
}

describe('policies that meet', () => {
  const any = (id: string, condition = '') =>
    `@id("${id}") permit (principal, action, resource) ${condition};`;
  const setsOf = (id: string, ...texts: string[]) => [...(meetingsOf(texts).get(id) ?? [])].toSorted();

  it('are told apart by agent and by its groups', () => {
    const texts = [
      any('all'),
      '@id("one") permit (principal == Agent::"etl", action, resource);',
      '@id("group") permit (principal in AgentGroup::"data", action, resource);',
      '@id("papers") permit (principal in AgentGroup::"papers", action, resource);',
    ];
    expect(setsOf('etl', ...texts)).toEqual(['all group one']);
    expect(setsOf('lawyer', ...texts)).toEqual(['all group papers']);
    expect(setsOf('deployer', ...texts)).toEqual(['all']);
  });

  it('are told apart by action and by its groups', () => {
    const texts = [
      any('all'),
      '@id("export") permit (principal, action in Action::"data-export", resource);',
      '@id("exposure") permit (principal, action in Action::"exposure", resource);',
      '@id("start") permit (principal, action == Action::"rds:StartExportTask", resource);',
    ];
    expect(setsOf('etl', ...texts)).toEqual(['all', 'all export exposure', 'all export start']);
  });

  it('are told apart by resource: two about two things never meet', () => {
    const about = (id: string, resource: string) =>
      `@id("${id}") permit (principal, action, resource == Resource::"${resource}");`;
    expect(setsOf('etl', any('all'), about('a', 'arn:aws:s3:::a'), about('b', 'arn:aws:s3:::b'))).toEqual(
      ['all', 'a all', 'all b'].toSorted(),
    );
  });

  it('are told apart by environment, as far as conditions say', () => {
    const texts = [
      any('all'),
      any('prod', 'when { context.environment == "prod" }'),
      any('elsewhere', 'unless { context.environment == "prod" }'),
      any('perhaps', 'when { context.account == "1" }'),
    ];
    expect(setsOf('etl', ...texts)).toEqual(['all elsewhere perhaps', 'all perhaps prod']);
  });

  it('name every agent that they are the same for', () => {
    const [meeting, ...more] = policiesThatMeet(parse([any('all')]), { agents, actions }, ['prod']);
    expect(more).toEqual([]);
    expect(meeting?.agents.map(({ id }) => id)).toEqual(['etl', 'lawyer', 'deployer']);
  });

  it('carry what is known of their conditions', () => {
    const texts = [any('all', 'when { context.stated has ticket }')];
    const [meeting] = policiesThatMeet(parse(texts), { agents, actions }, ['prod']);
    expect(meeting?.candidates).toMatchObject([{ value: { byStated: true } }]);
  });
});

const anyHead = fc.tuple(
  fc.constantFrom(
    'principal',
    'principal',
    'principal == Agent::"etl"',
    'principal == Agent::"lawyer"',
    'principal in AgentGroup::"data"',
    'principal in AgentGroup::"papers"',
    'principal is Agent',
    'principal is Agent in AgentGroup::"data"',
    'principal == Agent::"nobody"',
  ),
  fc.constantFrom(
    'action',
    'action',
    'action == Action::"rds:StartExportTask"',
    'action in Action::"data-export"',
    'action in [Action::"exposure", Action::"read"]',
    'action in [Action::"s3:PutBucketPolicy", Action::"data-export"]',
  ),
  fc.constantFrom(
    'resource',
    'resource',
    'resource == Resource::"arn:aws:s3:::a"',
    'resource == Resource::"arn:aws:s3:::b"',
    'resource is Resource',
  ),
);
const sure = fc.constantFrom(
  '',
  '',
  'when { context.environment == "prod" }',
  'unless { ["prod"].contains(context.environment) }',
  'when { context.environment != "prod" || true }',
);
const unsure = fc.constantFrom(
  'when { context.stated has ticket }',
  'unless { context.stated has ticket && context.environment == "dev" }',
  'when { resource.arn like "*:a" }',
);

const anyPolicies = (condition: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(anyHead, condition), { minLength: 1, maxLength: 7 })
    .map((all) => all.map(([head, when], at) => `@id("p${at}") permit (${head.join(', ')}) ${when};`));

/** The sets that match together in any of all the requests that there can be, for each agent, as Cedar has it. */
function matchesOf(texts: readonly string[], stated: { ticket?: string }): Map<string, Set<string>> {
  const staticPolicies = Object.fromEntries(texts.map((text, at) => [`p${at}`, text]));
  const sets = new Map(agents.map(({ id }) => [id, new Set<string>()]));
  for (const { id, groups } of agents)
    for (const [action, actionGroups] of Object.entries(actions))
      for (const environment of environments)
        for (const resource of resources) {
          const answer = isAuthorized({
            principal: { type: 'Agent', id },
            action: { type: 'Action', id: action },
            resource: { type: 'Resource', id: resource },
            context: { environment, stated },
            policies: { staticPolicies },
            entities: [
              {
                uid: { type: 'Agent', id },
                attrs: {},
                parents: groups.map((group) => ({ type: 'AgentGroup', id: group })),
              },
              {
                uid: { type: 'Action', id: action },
                attrs: {},
                parents: actionGroups.map((group) => ({ type: 'Action', id: group })),
              },
              { uid: { type: 'Resource', id: resource }, attrs: { arn: resource }, parents: [] },
            ],
          });
          if (answer.type === 'failure') throw new Error(answer.errors[0]?.message);
          sets.get(id)?.add(answer.response.diagnostics.reason.toSorted().join(' '));
        }
  return sets;
}

const idsIn = (set: string): string[] => set.split(' ').filter((id) => id !== '');

describe('of any policies', () => {
  it('those meet that match together in some request, and no others, where the environment decides', () => {
    let sizes = 0;
    fc.assert(
      fc.property(anyPolicies(sure), (texts) => {
        const [met, matched] = [meetingsOf(texts), matchesOf(texts, {})];
        for (const { id } of agents) {
          expect(met.get(id), id).toEqual(matched.get(id));
          sizes = Math.max(sizes, ...[...(matched.get(id) ?? [])].map((set) => idsIn(set).length));
        }
      }),
      runs(20, 1_000),
    );
    expect(sizes).toBeGreaterThan(3);
  });

  it('more may seem to meet than do, never fewer, where more than the environment decides', () => {
    let more = 0;
    fc.assert(
      fc.property(
        anyPolicies(fc.oneof(sure, unsure)),
        fc.constantFrom({}, { ticket: 'OPS-1' }),
        (texts, stated) => {
          const [met, matched] = [meetingsOf(texts), matchesOf(texts, stated)];
          for (const { id } of agents) {
            const meetings = [...(met.get(id) ?? [])].map(idsIn);
            for (const set of [...(matched.get(id) ?? [])].map(idsIn)) {
              const covering = meetings.filter((ids) => set.every((one) => ids.includes(one)));
              expect(covering, `${id}: ${set}`).not.toEqual([]);
              if (covering.every((ids) => ids.length > set.length)) more += 1;
            }
          }
        },
      ),
      runs(20, 1_000),
    );
    expect(more).toBeGreaterThan(10);
  });

  it('none is among them that its conditions keep from matching', () => {
    fc.assert(
      fc.property(anyPolicies(fc.oneof(sure, unsure)), (texts) => {
        for (const { candidates } of policiesThatMeet(parse(texts), { agents, actions }, environments))
          for (const { value } of candidates) expect(canBeTrue(value)).toBe(true);
      }),
      runs(50, 500),
    );
  });
});
