import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { gatedActions } from '../../../../catalog/generate/gated-actions.ts';
import { type PolicyFile, parseFile } from '../../../../policy-compiler/read/parse-policies.ts';

const catalog = catalogWith();
const gatedBy = (...texts: string[]): string[] => {
  const files: PolicyFile[] = texts.map((text, index) => ({
    path: `p${index}.cedar`,
    text: `@id("p${index}") ${text}`,
  }));
  const policies = files.flatMap((file) => parseFile(file).policies.map(({ policy }) => policy));
  expect(policies).toHaveLength(texts.length);
  return gatedActions(catalog, policies).map(({ action }) => action);
};
const bucket = 's3:DeleteBucket';
const permitAll = 'permit (principal, action, resource);';

describe('an action is behind the gate', () => {
  it('where no policy permits it', () => {
    expect(gatedBy()).toHaveLength(catalog.entries.length);
  });

  it('not where it is permitted to everyone without a condition', () => {
    expect(gatedBy(permitAll)).toEqual([]);
    expect(gatedBy('permit (principal, action in Action::"destruction", resource);')).not.toContain(bucket);
  });

  it.each([
    'permit (principal, action == Action::"s3:DeleteBucket", resource) when { context.environment == "dev" };',
    'permit (principal, action == Action::"s3:DeleteBucket", resource) unless { context.environment == "prod" };',
    'permit (principal == Agent::"etl", action == Action::"s3:DeleteBucket", resource);',
    'permit (principal in AgentGroup::"batch", action == Action::"s3:DeleteBucket", resource);',
    'permit (principal, action == Action::"s3:DeleteBucket", resource == Resource::"arn:aws:s3:::tmp");',
    '@approvals("1") permit (principal, action == Action::"s3:DeleteBucket", resource);',
  ])('where it is permitted to some, for some, or after a question: %s', (policy) => {
    expect(gatedBy(policy)).toContain(bucket);
  });

  it.each([
    '@approvals("1") permit (principal, action in Action::"destruction", resource) when { context.environment == "prod" };',
    'forbid (principal, action == Action::"s3:DeleteBucket", resource) when { context.environment == "prod" };',
    'forbid (principal == Agent::"etl", action in [Action::"s3:DeleteBucket", Action::"read"], resource);',
    '@approvals("1") permit (principal, action, resource);',
    'forbid (principal, action, resource);',
  ])('where a stricter policy stands beside a plain permit: %s', (policy) => {
    expect(gatedBy(permitAll, policy)).toContain(bucket);
  });

  it('not because of a policy on all actions that is about who and when', () => {
    expect(gatedBy(permitAll, 'forbid (principal in AgentGroup::"quarantine", action, resource);')).toEqual(
      [],
    );
    expect(
      gatedBy(permitAll, 'forbid (principal, action, resource) when { context.region == "us-east-1" };'),
    ).toEqual([]);
  });
});
