import { expect, it } from 'vitest';
import { agentsRoles } from '../../../../../functions/shared/detection/agents-roles.ts';

it('the roles of agents are those that they come with and those that they may become, without paths', () => {
  const patterns = 'arn:aws:iam::*:role/agent-*,arn:aws:iam::111122223333:role/etl';
  expect(agentsRoles({ AGENT_ROLE_PATTERNS: patterns, ASSUMABLE_ROLES: '' })).toEqual(patterns.split(','));
  const assumable = 'arn:aws:iam::444455556666:role/team/of/reader';
  expect(agentsRoles({ AGENT_ROLE_PATTERNS: patterns, ASSUMABLE_ROLES: assumable })).toEqual([
    ...patterns.split(','),
    'arn:aws:iam::444455556666:role/reader',
  ]);
});
