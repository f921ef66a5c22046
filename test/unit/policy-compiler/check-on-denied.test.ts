import { describe, expect, it } from 'vitest';
import { checkOnDenied } from '../../../policy-compiler/checks/check-on-denied.ts';
import { parseFile } from '../../../policy-compiler/read/parse-policies.ts';
import { bundleOf, findingsOf } from '../../support/compile-context.ts';

const asking = (more = '', action = 'action in Action::"data-export"') =>
  `@id("a") @approvals("security: 1") @onDenied("ask") ${more} permit (principal, ${action}, resource);`;

describe('@onDenied and @contain', () => {
  it('are kept with their policy', () => {
    const { policies } = bundleOf(`${asking('@contain("sessions")')}
      @id("b") @onDenied("ignore") @contain("boundary") forbid (principal, action in Action::"exposure", resource);`);
    expect(policies).toMatchObject([
      { id: 'a', onDenied: 'ask', contain: 'sessions' },
      { id: 'b', onDenied: 'ignore', contain: 'boundary' },
    ]);
  });

  it.each([
    ['@onDenied("aks")', '@onDenied "aks" is not one of ignore, ask, tell'],
    ['@contain("session")', '@contain "session" is not one of identity, boundary, sessions'],
  ])('%s is none', (annotation, said) => {
    const text = `@id("a") @approvals("security: 1") ${annotation} permit (principal, action, resource);`;
    expect(findingsOf(text)).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    ['@onDenied("ask") forbid', '@onDenied means nothing as "ask" on a forbid'],
    ['@onDenied("ask") permit', '@onDenied means nothing as "ask" without @approvals'],
    ['@contain("identity") permit', '@contain means nothing where nobody is asked'],
  ])('mean nothing where nobody is asked: %s', (head, said) => {
    expect(findingsOf(`@id("a") ${head} (principal, action in Action::"read", resource);`)).toContainEqual(
      expect.stringContaining(said),
    );
  });
});

describe('a request without anybody’s press', () => {
  const refused = (text: string) => findingsOf(text).filter((finding) => finding.includes('is not possible'));

  it('may be made of what is described, with low or medium risk', () => {
    expect(refused(asking())).toEqual([]);
    expect(refused(asking('@risk("low")'))).toEqual([]);
  });

  it.each([
    ['with high risk', asking('@risk("high")'), 'with high risk'],
    ['with critical risk', asking('@risk("critical")'), 'with critical risk'],
    ['for the agent to run', asking('@run("agent")'), 'no session of the agent waits for it'],
  ])('may not be made %s', (_, text, why) => {
    expect(refused(text)).toEqual([expect.stringContaining(why)]);
  });

  it('may not be made of what nobody has described, named or within all there is', () => {
    const known = {
      actions: { 'glue:CreateClassifier': ['uncurated-write', 'uncurated'], 'rds:StartExportTask': [] },
    };
    const codes = (action: string) =>
      checkOnDenied(parseFile({ path: 'a.cedar', text: asking('', action) }).policies, known).map(
        ({ code }) => code,
      );
    expect(codes('action == Action::"glue:CreateClassifier"')).toEqual(['cannot-ask-so']);
    expect(codes('action in Action::"uncurated"')).toEqual(['cannot-ask-so']);
    expect(codes('action')).toEqual(['cannot-ask-so']);
    expect(codes('action == Action::"rds:StartExportTask"')).toEqual([]);
  });
});
