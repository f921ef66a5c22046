import { describe, expect, it } from 'vitest';
import {
  bucketArn,
  functionArn,
  instanceProfileArn,
  kmsKeyArn,
  layerVersionArn,
  organizationArn,
  organizationalUnitArn,
  policyArn,
  roleArn,
  secretArn,
} from '../../../../catalog/values/arn.ts';
import { complaint } from './spellings.ts';

const key = '1234abcd-12ab-34cd-56ef-1234567890ab';

describe('an ARN', () => {
  it.each([
    ['role', roleArn, 'arn:aws:iam::111122223333:role/service-role/etl.runner@x'],
    ['role elsewhere', roleArn, 'arn:aws-us-gov:iam::111122223333:role/x'],
    ['policy of a customer', policyArn, 'arn:aws:iam::111122223333:policy/deploy'],
    ['policy of AWS', policyArn, 'arn:aws:iam::aws:policy/job-function/Billing'],
    ['profile', instanceProfileArn, 'arn:aws:iam::111122223333:instance-profile/web'],
    ['key', kmsKeyArn, `arn:aws:kms:us-gov-west-1:111122223333:key/${key}`],
    ['key of several regions', kmsKeyArn, `arn:aws:kms:eu-central-1:111122223333:key/mrk-${'0'.repeat(32)}`],
    ['function', functionArn, 'arn:aws:lambda:ap-southeast-2:111122223333:function:checkout'],
    ['layer', layerVersionArn, 'arn:aws:lambda:eu-central-1:111122223333:layer:tools:3'],
    ['secret', secretArn, 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database-AbCdEf'],
    ['bucket', bucketArn, 'arn:aws:s3:::shop-receipts'],
    ['organization', organizationArn, 'arn:aws:organizations::111122223333:organization/o-exampleorgid'],
    ['unit', organizationalUnitArn, 'arn:aws:organizations::111122223333:ou/o-exampleorgid/ou-abcd-12345678'],
  ])('is taken in its one form: %s', (_, schema, text) => {
    expect(complaint(schema, text)).toBeUndefined();
  });

  it.each([
    ['a region where there is none', roleArn, 'arn:aws:iam:eu-central-1:111122223333:role/x'],
    ['no account', roleArn, 'arn:aws:iam:::role/x'],
    ['an account of AWS, for a role', roleArn, 'arn:aws:iam::aws:role/x'],
    ['a path without a name', roleArn, 'arn:aws:iam::111122223333:role/service/'],
    ['an empty part of a path', roleArn, 'arn:aws:iam::111122223333:role/service//x'],
    ['a wildcard', roleArn, 'arn:aws:iam::111122223333:role/*'],
    ['capitals', roleArn, 'ARN:aws:iam::111122223333:role/x'],
    ['another kind', roleArn, 'arn:aws:iam::111122223333:user/x'],
    ['a partition that is not ours', roleArn, 'arn:aws-other:iam::111122223333:role/x'],
    ['a name alone', roleArn, 'etl-runner'],
    ['a line break', roleArn, 'arn:aws:iam::111122223333:role/x\n'],
    ['an alias, which can be moved', kmsKeyArn, 'arn:aws:kms:eu-central-1:111122223333:alias/orders'],
    ['a key by its id', kmsKeyArn, key],
    ['a key in capitals', kmsKeyArn, `arn:aws:kms:eu-central-1:111122223333:key/${key.toUpperCase()}`],
    ['no region where there is one', kmsKeyArn, `arn:aws:kms::111122223333:key/${key}`],
    [
      'a version with a zero in front',
      layerVersionArn,
      'arn:aws:lambda:eu-central-1:111122223333:layer:tools:03',
    ],
    ['a layer without its version', layerVersionArn, 'arn:aws:lambda:eu-central-1:111122223333:layer:tools'],
    [
      'a function with a qualifier',
      functionArn,
      'arn:aws:lambda:eu-central-1:111122223333:function:checkout:$LATEST',
    ],
    [
      'a secret without its suffix',
      secretArn,
      'arn:aws:secretsmanager:eu-central-1:111122223333:secret:shop/database',
    ],
    ['a bucket with an account', bucketArn, 'arn:aws:s3::111122223333:shop-receipts'],
  ])('is refused with %s', (_, schema, text) => {
    expect(complaint(schema, text)).toMatch(/^must be a full ARN of [a-z0-9]+, such as arn:aws:/);
  });
});
