import { describe, expect, it } from 'vitest';
import { iamAction, iamService } from '../../../../catalog/iam-reference/iam-action.ts';
import { servicesInScope } from '../../../../catalog/iam-reference/scope.ts';

const known = async (name: string) => {
  const action = await iamAction(name);
  if (action === undefined) throw new Error(`${name} is not there.`);
  return action;
};

describe('an IAM action', () => {
  it('has the access level that AWS gives it; of two, the one beside Write', async () => {
    const levels = {
      'ec2:DescribeInstances': 'List',
      's3:GetObject': 'Read',
      'lambda:TagResource': 'Tagging',
      'iam:PassRole': 'Write',
      'iam:PutGroupPolicy': 'Permissions management',
    };
    for (const [name, level] of Object.entries(levels))
      expect((await known(name)).accessLevel, name).toBe(level);
  });

  it('names the resource types that it requires, with their ARN formats', async () => {
    const { resourceTypes } = await known('ec2:RunInstances');
    expect(resourceTypes.filter(({ required }) => required).map(({ name }) => name)).toEqual([
      'image',
      'instance',
      'network-interface',
      'security-group',
      'subnet',
    ]);
    expect(resourceTypes.find(({ name }) => name === 'instance')?.arn).toBe(
      `arn:$\{Partition}:ec2:$\{Region}:$\{Account}:instance/$\{InstanceId}`,
    );
    expect(resourceTypes.find(({ name }) => name === 'volume')?.required).toBe(false);
  });

  it('names no resource types where IAM checks none', async () => {
    expect((await known('ec2:DescribeInstances')).resourceTypes).toEqual([]);
  });

  it('keeps the names of resource types that have a space in them', async () => {
    const { resourceTypes } = await known('lambda:CheckpointDurableExecution');
    expect(resourceTypes.map(({ name }) => name)).toEqual(['durable execution']);
  });

  it('tells what else a caller needs', async () => {
    expect((await known('lambda:CreateFunction')).dependentActions).toContain('iam:PassRole');
    expect((await known('ec2:RunInstances')).dependentActions).toEqual([
      'ec2:CreateTags',
      'iam:PassRole',
      'ssm:GetParameters',
    ]);
    expect((await known('iam:PassRole')).dependentActions).toEqual([]);
  });

  it.each([
    'ec2:runInstances',
    'ec2:RunInstance',
    'EC2:RunInstances',
    'ec2',
    'ec2:constructor',
    'rekognition:DetectFaces',
    '../scope:RunInstances',
    '',
  ])('is not found as %s', async (name) => {
    expect(await iamAction(name)).toBeUndefined();
  });
});

describe('a service', () => {
  it('is read once', async () => {
    expect(await iamService('sts')).toBe(await iamService('sts'));
  });

  it('has actions whose resource types all have an ARN, and whose dependent actions are actions', async () => {
    let withDependents = 0;
    for (const prefix of servicesInScope)
      for (const { name, resourceTypes, dependentActions } of (await iamService(prefix))?.values() ?? []) {
        expect(
          resourceTypes.filter(({ arn }) => !arn.startsWith('arn:')),
          name,
        ).toEqual([]);
        withDependents += Number(dependentActions.length > 0);
        for (const dependent of dependentActions) expect(dependent).toMatch(/^[a-z0-9-]+:[A-Z]\w+$/);
      }
    expect(withDependents).toBeGreaterThan(700);
  });
});
