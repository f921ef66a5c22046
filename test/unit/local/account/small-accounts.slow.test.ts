import { EC2 } from '@aws-sdk/client-ec2';
import { IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { Lambda } from '@aws-sdk/client-lambda';
import { RDS } from '@aws-sdk/client-rds';
import { S3 } from '@aws-sdk/client-s3';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { SQS } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GivenAccounts, givenAccounts, home, other, region, type Settings } from './given-accounts.ts';

let accounts: GivenAccounts;
let settings: Settings;
beforeEach(async () => {
  accounts = await givenAccounts();
  settings = await accounts.session();
});
afterEach(async () => {
  await accounts.emulator.close();
  expect(accounts.bugs).toEqual([]);
});

const RoleName = 'etl-runner';
const admin = 'arn:aws:iam::aws:policy/AdministratorAccess';
const document = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const allow = (Action: string | string[], Resource = '*') => ({ Effect: 'Allow', Action, Resource });

describe('a small account', () => {
  it('attaches policies to roles', async () => {
    const iam = new IAM(settings);
    const attached = async () =>
      (await iam.listAttachedRolePolicies({ RoleName, MaxItems: 1_000 })).AttachedPolicies?.map(
        ({ PolicyArn }) => PolicyArn,
      );
    const deploy = `arn:aws:iam::${home}:policy/deploy`;
    expect(await attached()).toEqual([deploy]);
    await iam.attachRolePolicy({ RoleName, PolicyArn: admin });
    expect(await attached()).toEqual([deploy, admin]);
    await iam.detachRolePolicy({ RoleName, PolicyArn: deploy });
    expect(await attached()).toEqual([admin]);
    await expect(iam.detachRolePolicy({ RoleName, PolicyArn: deploy })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('writes policies into roles, and says who may assume them', async () => {
    const iam = new IAM(settings);
    const policy = { RoleName, PolicyName: 'buckets' };
    await expect(iam.getRolePolicy(policy)).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    await iam.putRolePolicy({ ...policy, PolicyDocument: document('s3:*') });
    const { PolicyDocument = '' } = await iam.getRolePolicy(policy);
    expect(decodeURIComponent(PolicyDocument)).toBe(document('s3:*'));
    expect((await iam.listRolePolicies({ RoleName })).PolicyNames).toEqual(['deny-billing', 'buckets']);
    await iam.deleteRolePolicy(policy);
    await expect(iam.getRolePolicy(policy)).rejects.toMatchObject({ name: 'NoSuchEntityException' });

    await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: document('sts:AssumeRole') });
    const { Role } = await iam.getRole({ RoleName });
    expect(Role).toMatchObject({ RoleName, Arn: `arn:aws:iam::${home}:role/${RoleName}` });
    expect(Role?.CreateDate).toEqual(new Date('2026-01-01'));
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(document('sts:AssumeRole'));
    const broken = iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: '{' });
    await expect(broken).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  });

  it('makes two access keys for a user, and no more', async () => {
    const iam = new IAM(settings);
    const make = async () => (await iam.createAccessKey({ UserName: 'build-bot' })).AccessKey;
    const [first, second] = [await make(), await make()];
    expect(first).toMatchObject({ UserName: 'build-bot', Status: 'Active' });
    expect(first?.AccessKeyId).toMatch(/^AKIA[0-9A-F]{16}$/);
    expect(second?.AccessKeyId).not.toBe(first?.AccessKeyId);
    await expect(make()).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  it('opens a security group and closes it again', async () => {
    const ec2 = new EC2(settings);
    const GroupId = 'sg-0123456789abcdef0';
    const traffic = { GroupId, IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: '0.0.0.0/0' };
    const rules = async () => {
      const Filters = [{ Name: 'group-id', Values: [GroupId] }];
      return (await ec2.describeSecurityGroupRules({ Filters, MaxResults: 1_000 })).SecurityGroupRules;
    };
    expect(await rules()).toEqual([]);
    const { Return, SecurityGroupRules: made = [] } = await ec2.authorizeSecurityGroupIngress(traffic);
    expect(Return).toBe(true);
    expect(made).toMatchObject([
      { GroupId, IsEgress: false, IpProtocol: 'tcp', FromPort: 5432, CidrIpv4: '0.0.0.0/0' },
    ]);
    expect(await rules()).toEqual(made);
    const { SecurityGroups } = await ec2.describeSecurityGroups({ GroupIds: [GroupId] });
    expect(SecurityGroups).toMatchObject([
      { GroupId, IpPermissions: [{ FromPort: 5432, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] },
    ]);
    await expect(ec2.authorizeSecurityGroupIngress(traffic)).rejects.toMatchObject({
      name: 'InvalidPermission.Duplicate',
    });
    const SecurityGroupRuleIds = made.map(({ SecurityGroupRuleId = '' }) => SecurityGroupRuleId);
    const { RevokedSecurityGroupRules } = await ec2.revokeSecurityGroupIngress({
      GroupId,
      SecurityGroupRuleIds,
    });
    expect(RevokedSecurityGroupRules).toMatchObject([{ SecurityGroupRuleId: SecurityGroupRuleIds[0] }]);
    expect(await rules()).toEqual([]);
    await expect(ec2.revokeSecurityGroupIngress({ GroupId, SecurityGroupRuleIds })).rejects.toMatchObject({
      name: 'InvalidSecurityGroupRuleId.NotFound',
    });
    await expect(ec2.revokeSecurityGroupIngress(traffic)).rejects.toMatchObject({
      name: 'InvalidPermission.NotFound',
    });
  });

  it('opens and closes buckets', async () => {
    const s3 = new S3({ ...settings, forcePathStyle: true });
    const Bucket = 'shop-receipts';
    await expect(s3.getBucketPolicy({ Bucket })).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
    await s3.putBucketPolicy({ Bucket, Policy: document('s3:GetObject') });
    expect((await s3.getBucketPolicy({ Bucket })).Policy).toBe(document('s3:GetObject'));
    await s3.deleteBucketPolicy({ Bucket });
    await expect(s3.getBucketPolicy({ Bucket })).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });

    const grantees = async () =>
      (await s3.getBucketAcl({ Bucket })).Grants?.map(({ Grantee, Permission }) => [
        Grantee?.Type,
        Grantee?.URI?.split('/').at(-1),
        Permission,
      ]);
    const owner = ['CanonicalUser', undefined, 'FULL_CONTROL'];
    expect(await grantees()).toEqual([owner]);
    await s3.putBucketAcl({ Bucket, ACL: 'public-read' });
    expect(await grantees()).toEqual([owner, ['Group', 'AllUsers', 'READ']]);

    await expect(s3.getPublicAccessBlock({ Bucket })).rejects.toMatchObject({
      name: 'NoSuchPublicAccessBlockConfiguration',
    });
    await s3.putPublicAccessBlock({
      Bucket,
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true },
    });
    expect((await s3.getPublicAccessBlock({ Bucket })).PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    });
    await s3.deletePublicAccessBlock({ Bucket });
    await expect(s3.getPublicAccessBlock({ Bucket })).rejects.toMatchObject({
      name: 'NoSuchPublicAccessBlockConfiguration',
    });
    await expect(s3.getBucketPolicy({ Bucket: 'none' })).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('marks a key for deletion, keeps it, and enables it', async () => {
    const kms = new KMS(settings);
    const KeyId = '1234abcd-12ab-34cd-56ef-1234567890ab';
    const state = async () => (await kms.describeKey({ KeyId })).KeyMetadata?.KeyState;
    expect((await kms.getKeyPolicy({ KeyId })).Policy).toContain('Enable IAM User Permissions');
    await kms.putKeyPolicy({ KeyId, Policy: document('kms:*') });
    expect((await kms.getKeyPolicy({ KeyId })).Policy).toBe(document('kms:*'));
    const { DeletionDate, KeyId: arn } = await kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays: 7 });
    expect(arn).toBe(`arn:aws:kms:${region}:${home}:key/${KeyId}`);
    const days = ((DeletionDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(7);
    expect(await state()).toBe('PendingDeletion');
    await expect(kms.enableKey({ KeyId })).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
    await kms.cancelKeyDeletion({ KeyId });
    expect(await state()).toBe('Disabled');
    await kms.enableKey({ KeyId });
    expect(await state()).toBe('Enabled');
    await kms.disableKey({ KeyId: arn });
    expect(await state()).toBe('Disabled');
    await expect(kms.cancelKeyDeletion({ KeyId })).rejects.toMatchObject({
      name: 'KMSInvalidStateException',
    });
    await expect(kms.describeKey({ KeyId: 'none' })).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('copies a database, shares the copy and exports it', async () => {
    const rds = new RDS(settings);
    const DBSnapshotIdentifier = 'orders-now';
    const from = { DBSnapshotIdentifier, DBInstanceIdentifier: 'orders' };
    const { DBInstances } = await rds.describeDBInstances({ DBInstanceIdentifier: 'orders' });
    expect(DBInstances).toMatchObject([{ DBInstanceIdentifier: 'orders', AllocatedStorage: 20 }]);
    const { DBSnapshot } = await rds.createDBSnapshot(from);
    expect(DBSnapshot).toMatchObject({ DBSnapshotIdentifier, SnapshotCreateTime: expect.any(Date) });
    await expect(rds.createDBSnapshot(from)).rejects.toMatchObject({ name: 'DBSnapshotAlreadyExistsFault' });
    const share = { DBSnapshotIdentifier, AttributeName: 'restore' };
    await rds.modifyDBSnapshotAttribute({ ...share, ValuesToAdd: [other] });
    const shared = async () =>
      (await rds.describeDBSnapshotAttributes({ DBSnapshotIdentifier })).DBSnapshotAttributesResult
        ?.DBSnapshotAttributes?.[0]?.AttributeValues;
    expect(await shared()).toEqual([other]);
    await rds.modifyDBSnapshotAttribute({ ...share, ValuesToRemove: [other] });
    expect(await shared()).toEqual([]);
    const { DBSnapshot: deleted } = await rds.deleteDBSnapshot({ DBSnapshotIdentifier });
    expect(deleted).toMatchObject({ DBSnapshotIdentifier, Status: 'deleted' });
    await expect(rds.deleteDBSnapshot({ DBSnapshotIdentifier })).rejects.toMatchObject({
      name: 'DBSnapshotNotFoundFault',
    });
    await rds.createDBSnapshot(from);
    const task = {
      ExportTaskIdentifier: 'orders-1',
      SourceArn: `arn:aws:rds:${region}:${home}:snapshot:${DBSnapshotIdentifier}`,
      S3BucketName: 'analytics-exports',
      IamRoleArn: `arn:aws:iam::${home}:role/rds-export`,
      KmsKeyId: `arn:aws:kms:${region}:${home}:key/1234abcd-12ab-34cd-56ef-1234567890ab`,
      ExportOnly: ['shop.orders'],
    };
    expect(await rds.startExportTask(task)).toMatchObject({
      Status: 'STARTING',
      S3Bucket: 'analytics-exports',
      ExportOnly: ['shop.orders'],
    });
    await expect(rds.startExportTask(task)).rejects.toMatchObject({ name: 'ExportTaskAlreadyExistsFault' });
    await expect(rds.describeDBInstances({ DBInstanceIdentifier: 'none' })).rejects.toMatchObject({
      name: 'DBInstanceNotFoundFault',
    });
  });

  it('reads a secret, deletes it and brings it back, unless it was forced', async () => {
    const secrets = new SecretsManager(settings);
    const SecretId = `arn:aws:secretsmanager:${region}:${home}:secret:shop/database-AbCdEf`;
    expect(await secrets.getSecretValue({ SecretId })).toMatchObject({
      ARN: SecretId,
      Name: 'shop/database',
      SecretString: '{"username":"shop","password":"example"}',
      CreatedDate: new Date('2026-01-01'),
    });
    await secrets.deleteSecret({ SecretId, RecoveryWindowInDays: 7 });
    const deleted = async () => (await secrets.describeSecret({ SecretId })).DeletedDate;
    expect(await deleted()).toBeInstanceOf(Date);
    await expect(secrets.getSecretValue({ SecretId })).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
    await secrets.restoreSecret({ SecretId });
    expect(await deleted()).toBeUndefined();
    await secrets.deleteSecret({ SecretId: 'shop/database', ForceDeleteWithoutRecovery: true });
    await expect(secrets.restoreSecret({ SecretId })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('configures functions', async () => {
    const lambda = new Lambda(settings);
    const Environment = { Variables: { LOG_LEVEL: 'debug' } };
    const changed = await lambda.updateFunctionConfiguration({
      ...{ FunctionName: 'checkout', MemorySize: 512, Environment },
    });
    const now = await lambda.getFunctionConfiguration({ FunctionName: 'checkout' });
    for (const one of [changed, now])
      expect(one).toMatchObject({ FunctionName: 'checkout', MemorySize: 512, Timeout: 3, Environment });
    await expect(lambda.getFunctionConfiguration({ FunctionName: 'none' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      $metadata: { httpStatusCode: 404 },
    });
  });

  it('has nothing of another account', async () => {
    await new IAM(settings).attachRolePolicy({ RoleName, PolicyArn: admin });
    const elsewhere = new IAM(await accounts.session({ of: other }));
    const { AttachedPolicies } = await elsewhere.listAttachedRolePolicies({ RoleName });
    expect(AttachedPolicies?.map(({ PolicyArn }) => PolicyArn)).toEqual([
      `arn:aws:iam::${other}:policy/deploy`,
    ]);
    expect((await elsewhere.getRole({ RoleName })).Role?.Arn).toContain(other);
  });
});

describe('a session that is narrowed to one action on one resource', () => {
  const one = { statements: [allow('iam:AttachRolePolicy', `arn:aws:iam::${home}:role/${RoleName}`)] };

  it('may do that, and tells who did it', async () => {
    await new IAM(await accounts.session(one)).attachRolePolicy({ RoleName, PolicyArn: admin });
    expect(accounts.calls.at(-1)).toEqual({
      ...{ service: 'iam', operation: 'AttachRolePolicy' },
      roleArn: `arn:aws:iam::${home}:role/executor`,
      assumedBy: `arn:aws:iam::${home}:role/execute`,
    });
  });

  it('is refused everything else, in the words of each service, and nothing happens', async () => {
    const narrowed = await accounts.session(one);
    const iam = new IAM(narrowed);
    const who = `User: arn:aws:sts::${home}:assumed-role/executor/countersign-1 is not authorized to perform`;
    const because = (action: string) => `because no session policy allows the ${action} action`;
    const refused = (name: string, action: string, httpStatusCode: number) => ({
      name,
      message: expect.stringMatching(new RegExp(`${who}: ${action} on resource: .*${because(action)}`)),
      $metadata: { httpStatusCode },
    });
    const other = { RoleName: 'rds-export', PolicyArn: admin };
    await expect(iam.attachRolePolicy(other)).rejects.toMatchObject(
      refused('AccessDenied', 'iam:AttachRolePolicy', 403),
    );
    await expect(iam.detachRolePolicy({ RoleName, PolicyArn: admin })).rejects.toMatchObject(
      refused('AccessDenied', 'iam:DetachRolePolicy', 403),
    );
    const s3 = new S3({ ...narrowed, forcePathStyle: true });
    await expect(s3.deleteBucketPolicy({ Bucket: 'shop-receipts' })).rejects.toMatchObject(
      refused('AccessDenied', 's3:DeleteBucketPolicy', 403),
    );
    const kms = new KMS(narrowed).enableKey({ KeyId: '1234abcd-12ab-34cd-56ef-1234567890ab' });
    await expect(kms).rejects.toMatchObject(refused('AccessDeniedException', 'kms:EnableKey', 400));
    const fn = new Lambda(narrowed).getFunctionConfiguration({ FunctionName: 'checkout' });
    await expect(fn).rejects.toMatchObject(
      refused('AccessDeniedException', 'lambda:GetFunctionConfiguration', 403),
    );
    const groups = new EC2(narrowed).describeSecurityGroups({});
    await expect(groups).rejects.toMatchObject({
      ...refused('UnauthorizedOperation', 'ec2:DescribeSecurityGroups', 403),
      message: expect.stringContaining('You are not authorized to perform this operation. User: '),
    });
    expect((await new IAM(settings).listAttachedRolePolicies(other)).AttachedPolicies).toEqual([]);
  });

  it('needs each resource of its action', async () => {
    const databases = [allow('rds:CreateDBSnapshot', `arn:aws:rds:${region}:${home}:db:*`)];
    const rds = new RDS(await accounts.session({ statements: databases }));
    const snapshot = rds.createDBSnapshot({ DBSnapshotIdentifier: 's', DBInstanceIdentifier: 'orders' });
    await expect(snapshot).rejects.toThrow(`on resource: arn:aws:rds:${region}:${home}:snapshot:s`);
  });

  it('needs the roles that it hands over', async () => {
    const Role = `arn:aws:iam::${home}:role/etl-runner`;
    const change = async (...statements: object[]) =>
      new Lambda(await accounts.session({ statements })).updateFunctionConfiguration({
        ...{ FunctionName: 'checkout', Role },
      });
    const update = allow('lambda:UpdateFunctionConfiguration');
    const pass = (service: string) => ({
      ...allow('iam:PassRole', Role),
      Condition: { StringEquals: { 'iam:PassedToService': service } },
    });
    await expect(change(update)).rejects.toThrow('iam:PassRole');
    await expect(change(update, pass('ec2.amazonaws.com'))).rejects.toThrow('iam:PassRole');
    expect(await change(update, pass('lambda.amazonaws.com'))).toMatchObject({ Role });
  });
});

describe('what the small account does not know', () => {
  it.each<[string, (settings: Settings) => Promise<unknown>]>([
    ['iam:ListRoles', (s) => new IAM(s).listRoles({})],
    ['ec2:DescribeVpcs', (s) => new EC2(s).describeVpcs({})],
    ['s3:GetBucketLifecycleConfiguration', (s) => s3(s).getBucketLifecycleConfiguration({ Bucket: 'b' })],
    ['s3:GetObject', (s) => s3(s).getObject({ Bucket: 'b', Key: 'a/b c' })],
    ['s3:ListObjectsV2', (s) => s3(s).listObjectsV2({ Bucket: 'b' })],
    ['kms:ListKeys', (s) => new KMS(s).listKeys({})],
    ['lambda:Invoke', (s) => new Lambda(s).invoke({ FunctionName: 'checkout' })],
    ['sqs', (s) => new SQS(s).listQueues({})],
    ['s3:PutBucketAcl with GrantRead', (s) => s3(s).putBucketAcl({ Bucket: 'b', GrantRead: 'id=1' })],
  ])('%s stops the call by name', async (named, call) => {
    await expect(call(settings)).rejects.toMatchObject({
      name: 'NotImplementedLocally',
      message: expect.stringContaining(`NotImplementedLocally: ${named}`),
      $metadata: { httpStatusCode: 501 },
    });
  });
  const s3 = (s: Settings) => new S3({ ...s, forcePathStyle: true });
});

describe('a policy that is written into a role of the account', () => {
  it('denies a session at once, and no other', async () => {
    const [first, second] = [
      await accounts.session({ as: 'grant', id: 'countersign-1' }),
      await accounts.session({ as: 'grant', id: 'countersign-2' }),
    ];
    expect(first).not.toEqual(second);
    const look = (one: Settings) => new IAM(one).getRole({ RoleName });
    await look(first);
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          ...allow('*'),
          Effect: 'Deny',
          Condition: { StringEquals: { 'aws:SourceIdentity': 'countersign-1' } },
        },
      ],
    });
    const revoked = { RoleName: 'grant', PolicyName: 'revoked' };
    await new IAM(settings).putRolePolicy({ ...revoked, PolicyDocument });
    await expect(look(first)).rejects.toThrow('with an explicit deny in an identity-based policy');
    await look(second);
    await new IAM(settings).deleteRolePolicy(revoked);
    await look(first);
  });
});
