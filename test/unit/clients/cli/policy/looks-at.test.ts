import { describe, expect, it } from 'vitest';
import { looksAt } from '../../../../../clients/cli/policy/trail/looks-at.ts';
import type { PolicyBundle } from '../../../../../core/policy/bundle.ts';

const action = 'iam:CreateRole';

function lookedAt(condition: string, head = 'principal, action, resource') {
  const scope = { principal: null, actions: [action], resource: null };
  const policy = { scope, text: `permit (${head}) when { ${condition} };` };
  const { resource, members } = looksAt(
    { actions: {}, policies: [policy] as unknown as PolicyBundle['policies'] },
    action,
  );
  return { resource, members: members === 'all' ? 'all' : [...members].sort() };
}

describe('what policies look at', () => {
  it.each([
    ['context.environment == "prod"', []],
    ['context.parameters.Path == "/"', ['Path']],
    ['context.parameters has Path', ['Path']],
    ['context has parameters.Path', ['Path']],
    ['context has parameters.Tags.Key && context.parameters.Tags.Key == "a"', ['Tags']],
    ['context["parameters"]["RoleName"] like "a*" || context.parameters.Path == "/"', ['Path', 'RoleName']],
    ['[context.parameters.Path].contains("/")', ['Path']],
    [
      '(if context.parameters.A == 1 then context.parameters.B else context.parameters.C) == 2',
      ['A', 'B', 'C'],
    ],
  ])('%s: these parameters', (condition, members) => {
    expect(lookedAt(condition)).toEqual({ resource: false, members });
  });

  it.each([
    'context == context',
    '[context.parameters].isEmpty()',
    'context has parameters',
    '{parameters: context} has parameters.Path',
    'context.parameters == {Path: "/"}',
  ])('%s: all parameters', (condition) => {
    expect(lookedAt(condition).members).toBe('all');
  });

  it('is the resource, in the head or in a condition', () => {
    expect(lookedAt('resource.arn like "a*"').resource).toBe(true);
    expect(lookedAt('true', 'principal, action, resource == Resource::"a"').resource).toBe(true);
  });

  it('is everything where a policy cannot be read', () => {
    expect(lookedAt('???')).toEqual({ resource: true, members: 'all' });
  });

  it('is nothing where no policy is about the action', () => {
    expect(looksAt({ actions: {}, policies: [] }, action)).toEqual({ resource: false, members: new Set() });
  });
});
