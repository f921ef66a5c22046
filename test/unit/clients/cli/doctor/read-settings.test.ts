import { expect, it } from 'vitest';
import { readSettings } from '../../../../../clients/cli/doctor/read-settings.ts';

it('reads the settings that the stage was deployed with', () => {
  expect(readSettings('trial')).toMatchObject({
    ok: true,
    value: { agentRolePatterns: ['arn:aws:iam::*:role/agent-*'], passableRoles: [], assumableRoles: [] },
  });
});

it('takes no settings of another stage', () => {
  expect(readSettings('production', 'infra/settings/trial.yaml')).toEqual({
    ok: false,
    problems: ['infra/settings/trial.yaml holds the settings of trial, not of production.'],
  });
});

it('says which file it did not find', () => {
  expect(readSettings('staging')).toEqual({
    ok: false,
    problems: [expect.stringContaining('infra/settings/staging.yaml is not there')],
  });
});
