import { describe, expect, it } from 'vitest';
import type { DirectoryAgent } from '../../../../core/directory/directory.ts';
import { isAgentRole, roleOf } from '../../../../local/deployment/agent-role.ts';

const agent = (...roles: string[]): DirectoryAgent => ({
  id: 'a',
  roles,
  owners: ['o@example.com'],
  groups: [],
});
const agents = [
  agent('arn:aws:iam::*:role/agent-etl'),
  agent('arn:aws:iam::444455556666:role/agent-release', 'arn:aws:iam::*:role/agent-release-*'),
];

describe('the role of an agent', () => {
  it('is the first of its patterns, in the account of the deployment', () => {
    expect(agents.map((one) => roleOf(one, '123456789012'))).toEqual([
      'arn:aws:iam::123456789012:role/agent-etl',
      'arn:aws:iam::444455556666:role/agent-release',
    ]);
  });

  it.each([
    ['arn:aws:iam::123456789012:role/agent-etl', true],
    ['arn:aws:iam::123456789012:role/agent-release-one', true],
    ['arn:aws:iam::123456789012:role/agent-release', false],
    ['arn:aws:iam::123456789012:role/agent-etl-2', false],
    ['arn:aws:iam::123456789012:role/somebody', false],
  ])('%s is one that the directory knows: %s', (role, known) => {
    expect(isAgentRole({ agents })(role)).toBe(known);
  });
});
