import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import { checkResource, locationOf } from '../../../catalog/location.ts';
import type { JsonObject } from '../../../core/lib/json.ts';

const caller = { partition: 'aws', account: '777788889999', region: 'eu-west-1' };
const catalog = catalogWith();
const check = (action: string, parameters: JsonObject, resource: string) =>
  checkResource(catalog.find(action) as CatalogEntry, parameters, resource, caller);

describe('where an action happens', () => {
  it.each([
    ['arn:aws:rds:eu-central-1:111122223333:db:orders', '111122223333', 'eu-central-1'],
    ['arn:aws:iam::111122223333:role/x', '111122223333', 'eu-west-1'],
    ['arn:aws:s3:::bucket', '777788889999', 'eu-west-1'],
    ['arn:aws:ec2:eu-central-1::image/ami-0123456789abcdef0', '777788889999', 'eu-central-1'],
    ['arn:aws:iam::aws:policy/AdministratorAccess', '777788889999', 'eu-west-1'],
    ['no ARN', '777788889999', 'eu-west-1'],
  ])('is what the ARN names, and else the caller’s: %s', (arn, account, region) => {
    expect(locationOf(arn, caller)).toMatchObject({ account, region });
  });

  it('is the account that the parameters name where the ARN cannot', () => {
    const assignment = catalog.find('sso:CreateAccountAssignment')?.example ?? {
      parameters: {},
      resource: '',
    };
    expect(check('sso:CreateAccountAssignment', assignment.parameters, assignment.resource)).toMatchObject({
      location: { account: '111122223333' },
    });
    expect(
      check('s3:DeleteBucket', { Bucket: 'logs', ExpectedBucketOwner: '444455556666' }, 'arn:aws:s3:::logs'),
    ).toMatchObject({ location: { account: '444455556666' } });
  });
});

describe('the resource of a request', () => {
  it('is refused where it is not an ARN', () => {
    expect(check('s3:DeleteBucket', { Bucket: 'logs' }, 'logs')).toEqual({ ok: false, expected: undefined });
  });

  it.each<[what: string, action: string, parameters: JsonObject, resource: string]>([
    [
      'a name',
      'lambda:AddPermission',
      { FunctionName: 'f' },
      'arn:aws:lambda:eu-central-1:111122223333:function:f',
    ],
    [
      'an ARN that stands for itself',
      'lambda:AddPermission',
      { FunctionName: 'arn:aws:lambda:us-east-1:111122223333:function:f' },
      'arn:aws:lambda:us-east-1:111122223333:function:f',
    ],
    [
      'one of a list',
      'ec2:TerminateInstances',
      { InstanceIds: ['i-01234567'] },
      'arn:aws:ec2:eu-central-1:111122223333:instance/i-01234567',
    ],
    [
      'several of a list',
      'ec2:TerminateInstances',
      { InstanceIds: ['i-01234567', 'i-89abcdef'] },
      'arn:aws:ec2:eu-central-1:111122223333:instance/*',
    ],
    [
      'a machine outside EC2',
      'ssm:StartSession',
      { Target: 'mi-0123456789abcdef0' },
      'arn:aws:ssm:eu-central-1:111122223333:managed-instance/mi-0123456789abcdef0',
    ],
    [
      'a parameter without its slash and version',
      'ssm:GetParameter',
      { Name: '/shop/key:3' },
      'arn:aws:ssm:eu-central-1:111122223333:parameter/shop/key',
    ],
    [
      'all parameters',
      'ssm:GetParametersByPath',
      { Path: '/' },
      'arn:aws:ssm:eu-central-1:111122223333:parameter/*',
    ],
    [
      'a role with its path',
      'iam:CreateRole',
      { RoleName: 'r', Path: '/service/' },
      'arn:aws:iam::111122223333:role/service/r',
    ],
  ])('may be %s', (_, action, parameters, resource) => {
    expect(check(action, parameters, resource)).toMatchObject({ ok: true });
  });

  it.each<[action: string, parameters: JsonObject, resource: string]>([
    ['rds:DeleteDBInstance', { DBInstanceIdentifier: 'orders' }, 'rds:us-gov-west-1:111122223333:db:orders'],
    ['s3:DeleteBucket', { Bucket: 'logs' }, 's3:::logs'],
  ])('cannot lie in another part of AWS than its caller: %s', (action, parameters, resource) => {
    expect(check(action, parameters, `arn:aws-us-gov:${resource}`)).toMatchObject({ ok: false });
    const entry = catalog.find(action) as CatalogEntry;
    expect(
      checkResource(entry, parameters, `arn:aws-us-gov:${resource}`, { ...caller, partition: 'aws-us-gov' }),
    ).toMatchObject({ ok: true, location: { partition: 'aws-us-gov' } });
  });

  it('cannot be taken from another account than the ARN in the parameters', () => {
    const key = 'key/1234abcd-12ab-34cd-56ef-1234567890ab';
    expect(
      check(
        'kms:DisableKey',
        { KeyId: `arn:aws:kms:eu-central-1:111122223333:${key}` },
        `arn:aws:kms:eu-central-1:777788889999:${key}`,
      ),
    ).toEqual({ ok: false, expected: `arn:aws:kms:eu-central-1:111122223333:${key}` });
  });
});
