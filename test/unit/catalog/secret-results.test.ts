import { NormalizedSchema } from '@smithy/core/schema';
import { describe, expect, it } from 'vitest';
import { loadClient } from '../../../adapters/aws/wire/load-client.ts';
import { awsActions } from '../../../catalog/aws/aws-actions.ts';
import { catalogWith } from '../../../catalog/catalog.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import { hasSecretResult, secretsOfResult, unmarked } from '../../../catalog/secret-results.ts';
import { redact } from '../../../core/lib/redact.ts';
import { givenOperation } from './shapes/given-operation.ts';

const { find } = catalogWith();
const entryOf = (action: string): CatalogEntry => {
  const entry = find(action);
  if (!entry) throw new Error(`Nothing is found for ${action}.`);
  return entry;
};
const isForSecrets = ({ groups }: CatalogEntry) =>
  groups.includes('secret-read') || groups.includes('credential-issue');

describe('an answer of AWS', () => {
  it('shows none of its secrets', () => {
    const created = { AccessKey: { UserName: 'one', AccessKeyId: 'AKIA', SecretAccessKey: 'hunter2' } };
    expect(redact(created, secretsOfResult(entryOf('iam:CreateAccessKey')))).toEqual({
      AccessKey: {
        UserName: 'one',
        AccessKeyId: 'AKIA',
        SecretAccessKey: '[hidden: a secret in the answer of AWS]',
      },
    });
    const updated = { FunctionName: 'one', Environment: { Variables: { TOKEN: 'hunter2' } } };
    const shown = redact(updated, secretsOfResult(entryOf('lambda:UpdateFunctionConfiguration')));
    expect(JSON.stringify(shown)).not.toContain('hunter2');
  });

  it('shows neither half of what lets somebody in', () => {
    const secrets = Object.keys(secretsOfResult(entryOf('sts:AssumeRole')));
    expect(secrets).toEqual(['/Credentials/SecretAccessKey', '/Credentials/SessionToken']);
  });

  it('of what is no call of AWS is none', () => {
    expect(secretsOfResult({ action: 'terraform:apply', operation: 'apply' })).toEqual({});
  });
});

describe('a secret answer goes to who asked for it', () => {
  // Read by eye: each is asked for because of what it answers, and nothing else in the catalog is.
  const secretResults = `
    acm:ExportCertificate appsync:CreateApiKey bedrock:InvokeModel bedrock:InvokeModelWithResponseStream
    codepipeline:PollForJobs cognito-identity:GetOpenIdTokenForDeveloperIdentity connect:GetFederationToken
    ebs:GetSnapshotBlock ec2:DescribeInstanceAttribute ec2:GetPasswordData ecs:ExecuteCommand
    elasticmapreduce:GetClusterSessionCredentials gamelift:GetComputeAccess gamelift:GetComputeAuthToken
    gamelift:GetInstanceAccess gamelift:RequestUploadCredentials glue:GetConnection
    grafana:CreateWorkspaceApiKey iam:CreateAccessKey iam:CreateServiceSpecificCredential
    iam:CreateVirtualMFADevice iam:ResetServiceSpecificCredential lambda:InvokeFunction
    license-manager:GetAccessToken lightsail:CreateBucketAccessKey lightsail:DownloadDefaultKeyPair
    lightsail:GetInstanceAccessDetails lightsail:GetRelationalDatabaseMasterUserPassword
    mediapackage:RotateChannelCredentials mediapackage:RotateIngestEndpointCredentials
    rds:DownloadDBLogFilePortion redshift-serverless:GetCredentials redshift:GetClusterCredentials
    redshift:GetClusterCredentialsWithIAM route53domains:TransferDomainToAnotherAwsAccount s3:GetObject
    sagemaker:CreatePresignedDomainUrl sagemaker:CreatePresignedNotebookInstanceUrl
    secretsmanager:BatchGetSecretValue secretsmanager:GetSecretValue ssm:CreateActivation ssm:GetParameter
    ssm:GetParameters ssm:GetParametersByPath ssm:ResumeSession ssm:StartSession sts:AssumeRole
    sts:AssumeRoot sts:GetFederationToken sts:GetSessionToken
  `;

  it('for each of the catalog that has one', () => {
    const found = awsActions.filter(hasSecretResult).map(({ action }) => action);
    expect(found.sort()).toEqual(secretResults.trim().split(/\s+/));
  });

  it('and the others that are about secrets are told a secret, or let somebody in, and answer with none', () => {
    const others = awsActions.filter((entry) => isForSecrets(entry) && !hasSecretResult(entry));
    expect(others.map(({ action }) => action).sort()).toEqual(
      `
        acm-pca:CreatePermission acm-pca:IssueCertificate acm-pca:PutPolicy
        cognito-identity:SetIdentityPoolRoles cognito-idp:AdminSetUserPassword iam:CreateLoginProfile
        iam:EnableMFADevice iam:UpdateAccessKey iam:UpdateLoginProfile iam:UploadSSHPublicKey
        iam:UploadSigningCertificate identitystore:CreateUser rolesanywhere:CreateProfile
        rolesanywhere:CreateTrustAnchor rolesanywhere:EnableTrustAnchor rolesanywhere:UpdateProfile
        rolesanywhere:UpdateTrustAnchor transfer:CreateUser
      `
        .trim()
        .split(/\s+/),
    );
    for (const entry of others) expect([entry.action, secretsOfResult(entry)]).toEqual([entry.action, {}]);
  });

  it.each([
    ['reads what AWS marks', 'kms:Decrypt', true],
    ['makes a key', 'ec2:CreateKeyPair', true],
    ['reads a token', 'ecr:GetAuthorizationToken', true],
    ['answers with what it was told', 'cognito-idp:AdminUpdateUserAttributes', false],
    ['reads no secret', 'kms:DescribeKey', false],
  ])('of an operation that nobody has described: it %s', (_, action, expected) => {
    expect(hasSecretResult(entryOf(action))).toBe(expected);
  });

  it('and not what AWS has masked itself', () => {
    expect(hasSecretResult(entryOf('rds:DescribeDBInstances'))).toBe(false);
  });
});

describe('a pointer that was written by hand', () => {
  const each = Object.entries(unmarked).flatMap(([name, pointers]) =>
    pointers.map((pointer) => [name, pointer] as const),
  );
  it.each(each)('of %s names something that AWS answers: %s', async (name, pointer) => {
    const operation = await givenOperation(name);
    const [, , , , , output] = (await loadClient(operation.client)).schemaOf(operation.name);
    const found = pointer
      .split('/')
      .slice(1)
      .reduce(
        (schema, segment) => (segment === '*' ? schema.getValueSchema() : schema.getMemberSchema(segment)),
        NormalizedSchema.of(output),
      );
    expect(found.getSchema()).toBeDefined();
    expect(operation.secretResults).not.toContain(pointer);
  });
});
