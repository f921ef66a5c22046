import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPolicies } from '../../infra/policies.ts';
import { config } from './synthesized.ts';

const trial = config('trial');
const good = {
  'all.cedar': '@id("reads")\npermit (principal, action in Action::"read", resource);\n',
  'directory.yaml': `people:
  - { id: security.one@example.com, name: Security One, handles: { slack: U0SECONE }, groups: [approvers] }
agents:
  - { id: etl, roles: ["arn:aws:iam::*:role/agent-etl"], owners: [security.one@example.com] }
`,
};

function problemsWith(changes: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'policies-'));
  for (const [name, text] of Object.entries({ ...good, ...changes })) writeFileSync(join(folder, name), text);
  const loaded = loadPolicies(trial, pathToFileURL(`${folder}/`));
  return loaded.ok ? [] : loaded.problems;
}

describe('the policies of a deployment', () => {
  it('are taken when all is well', () => {
    expect(problemsWith({})).toEqual([]);
  });

  it('are those in policies/', () => {
    expect(loadPolicies(trial)).toMatchObject({
      ok: true,
      value: { policy: { environments: trial.accounts } },
    });
    expect(loadPolicies(config('production')).ok).toBe(true);
  });

  it('stop the synth where one does not parse, with file and line', () => {
    const [problem] = problemsWith({ 'all.cedar': '@id("reads")\npermit (principal, action resource);\n' });
    expect(problem).toMatch(/^policies\/all\.cedar:2:\d+ [^\n]+$/);
  });

  it("stop the synth where an agent's role is none that the settings expect", () => {
    const directory = good['directory.yaml'].replace('role/agent-etl', 'role/Admin');
    expect(problemsWith({ 'directory.yaml': directory })).toEqual([
      'policies/directory.yaml: agent etl has the role arn:aws:iam::*:role/Admin, which agentRolePatterns in infra/settings/trial.yaml does not cover.',
    ]);
  });

  it.each([
    ['is not YAML', 'actions: ['],
    ['has an action of a wrong shape', 'actions: [{ action: Deploy }]'],
    ['has a field nobody knows', 'action: []'],
  ])('stop the synth where actions.yaml %s', (_, text) => {
    const problems = problemsWith({ 'actions.yaml': text });
    expect(problems).not.toEqual([]);
    for (const problem of problems) expect(problem).toMatch(/^policies\/actions\.yaml:\d+:\d+ [^\n]+$/);
  });
});
