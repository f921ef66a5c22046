import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPolicies } from '../../infra/policies.ts';
import { config, policySet } from './synthesized.ts';

const trial = config('trial');
const good = {
  'all.cedar': '@id("reads")\npermit (principal, action in Action::"read", resource);\n',
  'directory.yaml': `people:
  - { id: security.one@example.com, name: Security One, handles: { slack: U0SECONE }, groups: [approvers] }
agents:
  - { id: etl, roles: ["arn:aws:iam::*:role/agent-etl"], owners: [security.one@example.com] }
`,
};

/** What is wrong with a folder of these files, whose name people gave as `folder`. */
function problemsWith(changes: Record<string, string>, folder = mkdtempSync(join(tmpdir(), 'rules-'))) {
  for (const [name, text] of Object.entries({ ...good, ...changes })) writeFileSync(join(folder, name), text);
  const loaded = loadPolicies(trial, { policies: folder, settings: '../ours/trial.yaml' });
  return { folder, problems: loaded.ok ? [] : loaded.problems };
}

describe('the policies of a deployment', () => {
  it('are taken when all is well', () => {
    expect(problemsWith({}).problems).toEqual([]);
  });

  it.each(['trial', 'production'])('are those in policies/ where nobody says otherwise: %s', (stage) => {
    expect(policySet(config(stage))).toMatchObject({ policy: { environments: config(stage).accounts } });
  });

  it('are the same set, of the same version, wherever their folder lies', () => {
    const versions = ['one', 'two'].map((name) => {
      const { folder } = problemsWith({}, mkdtempSync(join(tmpdir(), `${name}-`)));
      const loaded = loadPolicies(trial, { policies: folder, settings: 'trial.yaml' });
      if (!loaded.ok) throw new Error(loaded.problems.join());
      expect(loaded.value.policy.policies.map(({ file }) => file)).toEqual(['all.cedar']);
      return loaded.value.policy.version;
    });
    expect(versions[0]).toBe(versions[1]);
  });

  it('stop the synth where one does not parse, with file and line', () => {
    const { folder, problems } = problemsWith({
      'all.cedar': '@id("reads")\npermit (principal, action resource);\n',
    });
    expect(problems[0]?.startsWith(`${folder}/all.cedar:2:`)).toBe(true);
  });

  it("stop the synth where an agent's role is not one that the settings expect", () => {
    const directory = good['directory.yaml'].replace('role/agent-etl', 'role/Admin');
    const { folder, problems } = problemsWith({ 'directory.yaml': directory });
    expect(problems).toEqual([
      expect.stringMatching(
        /directory\.yaml:\d+:\d+ agent etl has the role arn:aws:iam::\*:role\/Admin, which agentRolePatterns in the settings does not cover \[uncovered-role\]$/,
      ),
    ]);
    expect(problems[0]?.startsWith(folder)).toBe(true);
  });

  it.each([
    ['is not YAML', 'actions: ['],
    ['has an action of a wrong shape', 'actions: [{ action: Deploy }]'],
    ['has a field nobody knows', 'action: []'],
  ])('stop the synth where actions.yaml %s', (_, text) => {
    const { folder, problems } = problemsWith({ 'actions.yaml': text });
    expect(problems).not.toEqual([]);
    for (const problem of problems) {
      expect(problem.startsWith(`${folder}/actions.yaml:`)).toBe(true);
      expect(problem.slice(folder.length)).toMatch(/^\/actions\.yaml:\d+:\d+ [^\n]+$/);
    }
  });

  it('stop the synth where their folder is not there, or holds nothing', () => {
    const problemsOf = (policies: string) => loadPolicies(trial, { policies, settings: 'trial.yaml' });
    expect(problemsOf('../nowhere')).toEqual({
      ok: false,
      problems: [`../nowhere is not there, as seen from ${process.cwd()}: give the path of the policies.`],
    });
    const empty = mkdtempSync(join(tmpdir(), 'empty-'));
    expect(problemsOf(empty)).toEqual({
      ok: false,
      problems: [`${empty} is empty: give the folder of the policies.`],
    });
  });
});
