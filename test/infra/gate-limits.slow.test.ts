import { describe, expect, it } from 'vitest';
import { awsActions } from '../../catalog/aws/aws-actions.ts';
import { defineCatalog } from '../../catalog/define-catalog.ts';
import type { CatalogEntry } from '../../catalog/entry.ts';
import { patternLimit } from '../../catalog/generate/event-patterns.ts';
import { agentGate } from '../../infra/agent-gate.ts';
import type { Config } from '../../infra/settings-schema.ts';
import { config, gateOf, policySet, published } from './synthesized.ts';

const trial = config('trial');
const { policy } = policySet(trial);

describe('a gate that AWS would not take', () => {
  const [sample] = awsActions as [CatalogEntry, ...CatalogEntry[]];
  const many = (count: number): CatalogEntry[] =>
    Array.from({ length: count }, (_, index) => ({
      ...sample,
      action: `service:Operation${index}`,
      denial: { actions: [`service:AnOperationWithQuiteALongName${index}`] },
    }));
  /** Without a policy that permits them, all entries are behind the gate. */
  const problemsWith = (entries: CatalogEntry[], settings: Partial<Config> = {}): string[] => {
    const made = agentGate(
      { catalog: defineCatalog(entries), policy: { ...policy, policies: [] } },
      { ...trial, ...settings },
      published,
    );
    return made.ok ? [] : made.problems;
  };

  const agentRolePatterns = Array.from(
    { length: 100 },
    (_, n) => `arn:aws:iam::*:role/agent-of-department-${n}-*`,
  );

  /** Such as an entry would be written for next, out of those that nobody has described. */
  const nextActions = (count: number): CatalogEntry[] => {
    const services = new Set(awsActions.map(({ action }) => action.split(':')[0]));
    const writes = [...gateOf(trial).limits.verdicts]
      .filter(([, { kind }]) => kind === 'left-to-the-role')
      .map(([name]) => name)
      .filter(
        (name) => services.has(name.split(':')[0]) && /:(Create|Update|Delete|Put|Modify|Start)/.test(name),
      );
    const step = Math.floor(writes.length / count);
    return writes
      .filter((_, index) => index % step === 0)
      .slice(0, count)
      .map((action) => ({ ...sample, action, iamActions: [action], denial: { actions: [action] } }));
  };

  it('is none with a hundred actions more than there are today', () => {
    const more = nextActions(100);
    expect(more).toHaveLength(100);
    expect(problemsWith([...awsActions, ...more])).toEqual([]);
  });

  it('stops the synth where the boundary is too long', () => {
    const problems = problemsWith(many(200));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^The second policy has \d+ characters and IAM takes 6144: \d+ actions have no room in the boundary, in \d+ patterns\. Permit some of them plainly by a policy, or set agentBoundary: closed\.$/,
    );
  });

  it('stops the synth where the service control policies are too long', () => {
    const [problem] = problemsWith([...awsActions], { agentRolePatterns });
    expect(problem).toMatch(
      /^The service control policies do not fit [^\n]+ fewer or shorter patterns, [^\n]+\.$/,
    );
  });

  it('stops the synth where the rules are too long, for so many roles', () => {
    expect(problemsWith([...awsActions], { agentRolePatterns }).at(-1)).toMatch(
      /^An event rule has \d+ characters and EventBridge takes 2048: name the agents' roles by fewer or shorter patterns\.$/,
    );
  });

  it('stops the synth where the rule for one call is too long, and says which', () => {
    const where = { path: ['requestParameters', 'name'], oneOf: ['x'.repeat(patternLimit)] };
    const cloudTrail = { source: 'rds.amazonaws.com', names: ['DescribeExportTasks'], where };
    expect(problemsWith([{ ...sample, cloudTrail }])).toEqual([
      expect.stringMatching(
        /^An event rule has \d{4} characters and EventBridge takes 2048: shorten `where` of the catalog entry whose CloudTrail event is DescribeExportTasks\.$/,
      ),
    ]);
  });

  it('tells all that is wrong with it, a line each', () => {
    expect(problemsWith(many(200), { agentRolePatterns })).toHaveLength(3);
  });
});
