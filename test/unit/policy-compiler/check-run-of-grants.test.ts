import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { waysToRun } from '../../../catalog/who-runs-it.ts';
import { checkRun } from '../../../policy-compiler/checks/check-run.ts';
import { parseFile } from '../../../policy-compiler/read/parse-policies.ts';

const { entries, find } = catalogWith();
const actions = Object.fromEntries(entries.map(({ action, groups }) => [action, groups]));

function findingsOf(action: string, run: string): string[] {
  const text = `@id("x") @run("${run}") permit (principal, action == Action::"${action}", resource);`;
  const { policies } = parseFile({ path: 'policies/x.cedar', text });
  return checkRun(policies, { actions }, (name) => {
    const entry = find(name);
    return entry ? waysToRun(entry) : ['agent'];
  }).map(({ code, message }) => `${code}: ${message}`);
}

describe('@run("credentials")', () => {
  it.each(entries.filter(({ grant }) => grant).map(({ action }) => action))(
    'is possible for %s',
    (action) => {
      expect(findingsOf(action, 'credentials')).toEqual([]);
    },
  );

  it('is an error for anything whose entry does not grant it', () => {
    const others = entries.filter(({ grant }) => !grant).map(({ action }) => action);
    expect(others.length).toBeGreaterThan(400);
    for (const action of [
      'iam:AttachRolePolicy',
      'iam:GetRole',
      'rds:DeleteDBInstance',
      ...others.slice(0, 20),
    ])
      expect(findingsOf(action, 'credentials')).toEqual([
        expect.stringContaining(`cannot-run-so: @run("credentials") is not possible for ${action}`),
      ]);
  });
});
