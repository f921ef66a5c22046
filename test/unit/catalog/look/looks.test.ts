import { describe, expect, it } from 'vitest';
import { awsActions } from '../../../../catalog/aws/aws-actions.ts';
import { iamAction } from '../../../../catalog/iam-reference/iam-action.ts';
import { checkInput } from '../../../../catalog/shapes/check-input.ts';
import { notRunnable } from '../../../../catalog/shapes/not-runnable.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { givenOperation } from '../shapes/given-operation.ts';
import { fullAnswer, secret } from './answers.ts';

const looking = awsActions.flatMap((entry) => (entry.look ? [{ ...entry, look: entry.look }] : []));

/** Of S3, EC2 and others, which publish no class for them. */
const errorsWithoutClass = [
  ...['NoSuchBucketPolicy', 'NoSuchPublicAccessBlockConfiguration', 'ReplicationConfigurationNotFoundError'],
  ...['ServerSideEncryptionConfigurationNotFoundError', 'OwnershipControlsNotFoundError'],
  ...['ObjectLockConfigurationNotFoundError', 'NoSuchLifecycleConfiguration', 'NoSuchConfiguration'],
  ...['NoSuchWebsiteConfiguration', 'NoSuchCORSConfiguration', 'NoSuchAccessPointPolicy'],
  'InvalidInstanceID.NotFound',
];

/** S3 calls the ARN of a key sensitive, and people see whose key it is. */
const showKey = ['s3:PutEncryptionConfiguration', 's3:PutInventoryConfiguration'];

describe('the target of an action', () => {
  it('is looked at before at least 180 actions', () => {
    expect(looking.length).toBeGreaterThanOrEqual(180);
  });
});

describe.each(looking)('before $action', ({ action, look, example }) => {
  const [service = ''] = action.split(':');

  it('reads of the same service, as IAM sees it', () => {
    expect(look.action.split(':')[0]).toBe(service);
    expect(['Read', 'List']).toContain(iamAction(look.action)?.accessLevel);
  });

  it('asks by an operation that can be run, with an input that arrives', async () => {
    const operation = await givenOperation(`${service}:${look.operation}`);
    expect(notRunnable.get(`${service}:${look.operation}`)).toBeUndefined();
    expect(checkInput(operation, look.input(example.parameters))).toEqual([]);
  });

  it('keeps no secret of the answer, nothing that is no JSON, and the same of the same', async () => {
    const answer = await fullAnswer(await givenOperation(`${service}:${look.operation}`));
    for (const name of ['IsTruncated', 'Marker', 'NextToken', 'nextToken']) delete answer[name];
    const kept = look.keep(answer, example.parameters);
    const text = canonicalJson(kept);
    if (!showKey.includes(action)) expect(text).not.toContain(secret);
    expect(text).not.toContain('$metadata');
    expect(text.length).toBeLessThan(20_000);
    expect(canonicalJson(look.keep(answer, example.parameters))).toBe(text);
  });

  it('knows by which error AWS says that there is none', async () => {
    const { client } = await givenOperation(`${service}:${look.operation}`);
    const known = Object.keys((await import(`@aws-sdk/client-${client}`)) as object);
    expect(look.none.filter((name) => !known.includes(name) && !errorsWithoutClass.includes(name))).toEqual(
      [],
    );
  });
});

describe('a page of several', () => {
  it.each([
    ['iam:AttachRolePolicy', { AttachedPolicies: [], IsTruncated: true, Marker: 'more' }],
    ['ec2:AuthorizeSecurityGroupIngress', { SecurityGroupRules: [], NextToken: 'more' }],
    ['logs:PutResourcePolicy', { resourcePolicies: [], nextToken: 'more' }],
  ])('decides nothing: %s', (action, page) => {
    const { look, example } = looking.find((entry) => entry.action === action) ?? {};
    expect(() => look?.keep(page, example?.parameters ?? {})).toThrow(
      'answered with a part of what there is',
    );
  });
});

describe('what is kept', () => {
  const keep = (action: string, answer: object, parameters?: object) => {
    const entry = looking.find((one) => one.action === action);
    return entry?.look.keep(answer as never, { ...entry.example.parameters, ...parameters });
  };

  it('of a document of IAM is its text', () => {
    expect(keep('iam:PutRolePolicy', { PolicyDocument: '%7B%22Version%22%3A%222012-10-17%22%7D' })).toEqual({
      PolicyDocument: '{"Version":"2012-10-17"}',
    });
  });

  it('does not change with the date of last use', () => {
    const role = { RoleName: 'etl-runner', AssumeRolePolicyDocument: '%7B%7D' };
    const used = { ...role, RoleLastUsed: { LastUsedDate: '2026-01-01T00:00:00Z', Region: 'eu-central-1' } };
    expect(keep('iam:UpdateAssumeRolePolicy', { Role: used })).toEqual(
      keep('iam:UpdateAssumeRolePolicy', { Role: role }),
    );
  });

  it('does not change while an instance is on its way', () => {
    const at = (Name: string) =>
      keep('ec2:StopInstances', { Reservations: [{ Instances: [{ InstanceId: 'i-1', State: { Name } }] }] });
    expect(at('stopping')).toEqual(at('stopped'));
    expect(at('pending')).toEqual(at('running'));
    expect(at('stopped')).not.toEqual(at('running'));
  });

  it('of variables is that they changed, and nothing of them', () => {
    const of = (PASSWORD: string, FunctionArn = 'arn:one') =>
      keep('lambda:UpdateFunctionConfiguration', { FunctionArn, Environment: { Variables: { PASSWORD } } });
    expect(JSON.stringify(of('hunter2'))).not.toMatch(/hunter2|PASSWORD/);
    expect(JSON.stringify(of('hunter2'))).toContain('[hidden: variables, sha256 ');
    expect(of('hunter2')).toEqual(of('hunter2'));
    expect(of('hunter2')).not.toEqual(of('hunter3'));
    expect(of('hunter2')).not.toEqual(of('hunter2', 'arn:other'));
  });

  it('of settings is what the change names: others can change meanwhile', () => {
    const service = {
      desiredCount: 3,
      taskDefinition: 'arn:aws:ecs:eu-central-1:1:task-definition/checkout:41',
    };
    expect(keep('ecs:UpdateService', { services: [service] })).toEqual({ taskDefinition: 'checkout:41' });
  });

  it('of a security group are its rules of that direction, in one order', () => {
    const rule = (id: string, IsEgress: boolean) => ({
      ...{
        SecurityGroupRuleId: id,
        IsEgress,
        IpProtocol: '-1',
        FromPort: -1,
        ToPort: -1,
        CidrIpv4: '10.0.0.0/8',
      },
    });
    const rules = [rule('sgr-2', false), rule('sgr-1', false), rule('sgr-3', true)];
    const kept = { IpProtocol: '-1', CidrIpv4: '10.0.0.0/8' };
    expect(keep('ec2:AuthorizeSecurityGroupIngress', { SecurityGroupRules: rules })).toEqual({
      Rules: { 'sgr-1': kept, 'sgr-2': kept },
    });
  });
});
