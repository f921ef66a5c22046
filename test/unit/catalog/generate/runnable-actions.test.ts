import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../../catalog/catalog.ts';
import { runnableActions } from '../../../../catalog/generate/runnable-actions.ts';
import { iamReference } from '../../../../catalog/iam-reference/iam-reference.ts';
import type { RunMode } from '../../../../core/policy/ruling.ts';
import { parseFile } from '../../../../policy-compiler/read/parse-policies.ts';

const catalog = catalogWith();
const reference = await iamReference();
interface Written {
  text: string;
  run?: RunMode;
}
const runnableBy = (...written: (string | Written)[]): ReadonlySet<string> => {
  const policies = written.flatMap((one, index) => {
    const { text, ...said } = typeof one === 'string' ? { text: one } : one;
    const file = { path: `p${index}.cedar`, text: `@id("p${index}") ${text}` };
    return parseFile(file).policies.map(({ policy }) => ({ ...policy, ...said }));
  });
  expect(policies).toHaveLength(written.length);
  return runnableActions({ catalog, policies }, reference);
};
const bucket = 's3:DeleteBucket';
const permitOne = `permit (principal, action == Action::"${bucket}", resource);`;
const undescribed = 'permit (principal, action in Action::"uncurated-write", resource);';

describe('an action can be run by Countersign', () => {
  it.each([
    permitOne,
    '@approvals("1") permit (principal, action in Action::"destruction", resource);',
    'permit (principal == Agent::"etl", action == Action::"s3:DeleteBucket", resource);',
    'permit (principal, action == Action::"s3:DeleteBucket", resource) when { context.environment == "dev" };',
    'permit (principal, action, resource);',
  ])('where a policy permits it, to whomever and after whatever: %s', (policy) => {
    expect(runnableBy(policy)).toContain(bucket);
  });

  it('not where no policy permits it', () => {
    expect(runnableBy()).toEqual(new Set());
    expect(runnableBy('permit (principal, action in Action::"read", resource);')).not.toContain(bucket);
  });

  it.each([
    'forbid (principal, action == Action::"s3:DeleteBucket", resource);',
    'forbid (principal, action in Action::"destruction", resource);',
    'forbid (principal, action, resource);',
  ])('not where one is forbidden to everyone: %s', (policy) => {
    expect(runnableBy(permitOne, policy)).not.toContain(bucket);
  });

  it.each([
    'forbid (principal == Agent::"etl", action == Action::"s3:DeleteBucket", resource);',
    'forbid (principal, action == Action::"s3:DeleteBucket", resource) unless { context.environment == "dev" };',
  ])('where it is forbidden to some, or for some: %s', (policy) => {
    expect(runnableBy(permitOne, policy)).toContain(bucket);
  });

  it('not where every policy that permits it leaves it to the agent', () => {
    expect(runnableBy({ text: permitOne, run: 'agent' })).not.toContain(bucket);
    expect(runnableBy({ text: permitOne, run: 'credentials' })).not.toContain(bucket);
    expect(runnableBy({ text: permitOne, run: 'countersign' })).toContain(bucket);
    expect(runnableBy({ text: permitOne, run: 'agent' }, permitOne)).toContain(bucket);
  });
});

describe('what nobody has described', () => {
  it('can be run where a policy permits its level, and it is an operation', () => {
    const runnable = runnableBy(undescribed);
    expect(runnable).toContain('ec2:CreatePlacementGroup');
    expect(runnable).not.toContain('iam:PassRole');
    expect(runnable).not.toContain(bucket);
    // IAM has it, and no client of the SDK: it is a port for logging in to a database.
    expect(runnable).not.toContain('rds-db:connect');
  });

  it('is not what a policy on described actions permits', () => {
    expect(runnableBy('permit (principal, action in Action::"destruction", resource);')).not.toContain(
      'ec2:CreatePlacementGroup',
    );
  });
});

it('takes in the role that an action hands over', () => {
  expect(runnableBy('permit (principal, action == Action::"lambda:CreateFunction", resource);')).toEqual(
    new Set(['lambda:CreateFunction', 'iam:PassRole']),
  );
});
