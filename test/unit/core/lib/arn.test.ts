import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArn } from '../../../../core/lib/arn.ts';

describe('an ARN', () => {
  it('is read into its five parts', () => {
    expect(parseArn('arn:aws:rds:eu-central-1:111122223333:db:orders')).toEqual({
      partition: 'aws',
      service: 'rds',
      region: 'eu-central-1',
      account: '111122223333',
      resource: 'db:orders',
    });
  });

  it.each([
    'arn:aws:s3:::audit-logs/2026/01',
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'arn:aws-us-gov:iam::111122223333:role/x',
    'arn:aws-cn:ec2:cn-north-1:111122223333:instance/i-0123456789abcdef0',
    `arn:aws:s3:::${'k'.repeat(1_200)}`,
  ])('loses nothing when it is read: %.60s', (text) => {
    expect(['arn', ...Object.values(parseArn(text) ?? {})].join(':')).toBe(text);
  });

  it.each([
    '',
    'orders',
    'arn:aws:rds:eu-central-1:111122223333:',
    'arn:aws:rds:eu-central-1:11112222333:db:orders',
    'arn:aws:rds:eu-central-1:1111222233334:db:orders',
    'arn:aws:rds:eu-central-1:١١١١٢٢٢٢٣٣٣٣:db:orders',
    'arn:other:rds:eu-central-1:111122223333:db:orders',
    'arn:aws:RDS:eu-central-1:111122223333:db:orders',
    'arn:aws:rds:eu-central-1:111122223333:db:orders orders',
    'arn:aws:rds:eu-central-1:111122223333:db:orders\n',
    '\narn:aws:rds:eu-central-1:111122223333:db:orders',
    'arn:aws:rds:eu-central-1:111122223333:db:\u{202E}sredro',
    `arn:aws:s3:::${'k'.repeat(1_201)}`,
  ])('is not: %j', (text) => {
    expect(parseArn(text)).toBeUndefined();
  });

  it('is never made out of arbitrary text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseArn(text) === undefined));
  });
});
