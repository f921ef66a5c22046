import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketsOf } from '../../../../../emulator/services/s3/buckets.ts';
import { resourceTypes } from '../../../../../emulator/services/s3/resource-types.ts';
import {
  adminRole,
  allowAll,
  type Running,
  runEndpoint,
  account as visitors,
} from '../../wire/running-endpoint.ts';
import { templateOf } from '../given-template.ts';

const home = '777788889999';
const writer = `arn:aws:iam::${visitors}:role/writer`;
const owner = `arn:aws:iam::${home}:role/owner`;

const given = (statements: object[], Properties: object = {}) =>
  bucketsOf(
    templateOf({
      Copies: {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: 'copies', VersioningConfiguration: { Status: 'Enabled' }, ...Properties },
      },
      CopiesPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'Copies' },
          PolicyDocument: { Version: '2012-10-17', Statement: statements },
        },
      },
    }).resourcesOf(resourceTypes),
    home,
    () => ({}),
  );

const statements = [
  {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${visitors}:root` },
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::copies/digests/*',
    Condition: { ArnEquals: { 'aws:PrincipalArn': writer }, StringEquals: { 'aws:ResourceAccount': home } },
  },
  {
    Effect: 'Allow',
    Principal: { AWS: visitors },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::copies/*',
  },
  {
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::copies/*',
    Condition: { Null: { 's3:if-none-match': 'true' } },
  },
  { Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::copies/*' },
  // A service's own: no call of the SDK is decided by it.
  {
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::copies/*',
    Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
  },
];

let running: Running;
beforeAll(async () => {
  const roles = [writer, owner].map((arn) => ({ arn, policies: [allowAll] }));
  running = await runEndpoint({ buckets: given(statements), roles });
});
afterAll(() => running.close());

const by = (role: string) => new S3Client(running.as(role));
const put = (role: string, Key: string, more: object = { IfNoneMatch: '*' }) =>
  by(role).send(new PutObjectCommand({ Bucket: 'copies', Key, Body: 'one', ...more }));
const denied = (message: string) => ({
  name: 'AccessDenied',
  message: expect.stringContaining(message),
  $metadata: { httpStatusCode: 403 },
});

describe('the policy of a bucket', () => {
  it('lets in a role of another account that its own account lets call, there and in no other way', async () => {
    await put(writer, 'digests/1');
    const silent = 'because no resource-based policy allows the s3:PutObject action';
    await expect(put(writer, 'records/1')).rejects.toMatchObject(denied(silent));
    await expect(put(adminRole, 'digests/2')).rejects.toMatchObject(denied(silent));
    await expect(put(writer, 'digests/2', {})).rejects.toMatchObject(
      denied('with an explicit deny in a resource-based policy'),
    );
  });

  it('denies to everyone, at home too, where roles need not be let in', async () => {
    await put(owner, 'anything');
    const remove = new DeleteObjectCommand({ Bucket: 'copies', Key: 'anything' });
    await expect(by(owner).send(remove)).rejects.toMatchObject(denied('explicit deny'));
  });

  it('says who may list, and so who is told that a key is not there', async () => {
    const get = new GetObjectCommand({ Bucket: 'copies', Key: 'none' });
    await expect(by(writer).send(get)).rejects.toMatchObject(denied('Access Denied'));
    await expect(by(owner).send(get)).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(by(writer).send(new ListObjectsV2Command({ Bucket: 'copies' }))).rejects.toMatchObject(
      denied('s3:ListBucket'),
    );
  });

  it('that cannot be judged stops the start by name', () => {
    const [one = {}] = statements;
    expect(() => given([{ ...one, Condition: { StringEquals: { 's3:prefix': 'a' } } }])).toThrow(
      'S/CopiesPolicy[0]: condition key s3:prefix',
    );
    expect(() => given([{ ...one, Principal: { AWS: writer } }])).toThrow(`principal ${writer}`);
  });
});

it('whoever says whose bucket it must be is refused where it is another one’s', async () => {
  await expect(
    put(owner, 'digests/9', { IfNoneMatch: '*', ExpectedBucketOwner: visitors }),
  ).rejects.toMatchObject(denied('Access Denied'));
  await put(owner, 'digests/9', { IfNoneMatch: '*', ExpectedBucketOwner: home });
});
