import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import { describe, expect, it } from 'vitest';
import { cedarFindings } from '../../../policy-compiler/read/parse-policies.ts';
import { readsContext, readsResource, scopeOf } from '../../../policy-compiler/read/scope.ts';
import { findingsOf } from '../../support/compile-context.ts';

function json(text: string) {
  const answer = policyToJson(text);
  if (answer.type === 'failure') throw new Error(text);
  return answer.json;
}

describe('what a policy looks at', () => {
  it.each([
    ['permit (principal, action, resource);', false, false],
    ['permit (principal, action, resource) when { context.parameters.n == 1 };', true, false],
    ['permit (principal, action, resource) when { context.environment == "parameters" };', false, false],
    ['permit (principal, action, resource) unless { context has parameters.n };', true, false],
    ['permit (principal, action, resource) when { context == context };', true, false],
    ['permit (principal, action, resource) when { resource.service == "rds" };', false, true],
    ['permit (principal, action, resource == Resource::"arn:aws:s3:::b");', false, true],
  ])('%s', (text, parameters, resource) => {
    expect(readsContext(json(text), 'parameters')).toBe(parameters);
    expect(readsResource(json(text))).toBe(resource);
  });

  it('names from the prototype of objects are only names', () => {
    expect(
      findingsOf('@id("a") permit (principal, action == Action::"constructor", resource);'),
    ).toContainEqual(expect.stringContaining('unrecognized action `Action::"constructor"`'));
    expect(findingsOf('@id("a") permit (principal == constructor::"x", action, resource);')).toContainEqual(
      expect.stringContaining('unrecognized entity type `constructor`'),
    );
  });
});

describe('a scope', () => {
  it('is open where a template would leave it open', () => {
    const template = {
      ...json('permit (principal, action, resource);'),
      principal: { op: '==', slot: '?principal' } as const,
    };
    expect(scopeOf({ ...template, action: { op: '==', slot: '?action' } })).toEqual({
      principal: null,
      actions: null,
      resource: null,
    });
  });

  it('reads entities however Cedar writes them', () => {
    const entity = { __entity: { type: 'Agent', id: 'etl' } };
    expect(
      scopeOf({ ...json('permit (principal, action, resource);'), principal: { op: '==', entity } })
        .principal,
    ).toBe('Agent::"etl"');
  });
});

describe('an error of Cedar', () => {
  it('without a place stands where its policy begins', () => {
    const at = (column: number) => ({ file: 'a.cedar', line: 1, column: column + 1 });
    expect(
      cedarFindings([{ message: 'odd', help: null, code: null, url: null, severity: null }], at),
    ).toEqual([
      { code: 'not-cedar', severity: 'error', file: 'a.cedar', line: 1, column: 1, message: 'odd' },
    ]);
  });
});
