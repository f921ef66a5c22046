import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { listed, nameIn, sentence } from '../sentence.ts';
import {
  account,
  arnOf,
  bucket,
  keyRef,
  matching,
  nameOrArn,
  roleArn,
  securityGroupId,
  text,
} from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'lambda' });

const name = '[a-zA-Z0-9_-]{1,64}';
const functionName = nameOrArn(name, 'lambda', `function:${name}`);
const resource = 'arn:{partition}:lambda:{region}:{account}:function:{FunctionName}';
const revision = matching('[0-9a-f-]{36}', 36).optional();
const example = { resource: 'arn:aws:lambda:eu-central-1:111122223333:function:checkout' };

/** Code that can be looked at and cannot be swapped after people have signed: no upload, no moving tag. */
const code = z
  .strictObject({
    FunctionName: functionName,
    S3Bucket: bucket.optional(),
    S3Key: text(1_024).optional(),
    S3ObjectVersion: text(1_024).optional(),
    ImageUri: matching(
      '[!-~]+@sha256:[0-9a-f]{64}',
      1_024,
      'must name the image by its digest: …@sha256:…',
    ).optional(),
    Architectures: z
      .array(z.enum(['x86_64', 'arm64']))
      .length(1)
      .optional(),
    Publish: z.boolean().optional(),
    RevisionId: revision,
    SourceKMSKeyArn: arnOf('kms', 'key/.+').optional(),
  })
  .refine(
    ({ S3Bucket, S3Key, S3ObjectVersion, ImageUri }) =>
      ImageUri
        ? !S3Bucket && !S3Key && !S3ObjectVersion
        : S3Bucket !== undefined && S3Key !== undefined && S3ObjectVersion !== undefined,
    'Name the code exactly: either S3Bucket, S3Key and S3ObjectVersion, or ImageUri.',
  );

const configuration = z.strictObject({
  FunctionName: functionName,
  Role: roleArn.optional(),
  Handler: matching('\\S+', 128).optional(),
  Runtime: matching('[a-z0-9.-]+', 40).optional(),
  Description: z.string().max(256).optional(),
  Timeout: z.int().min(1).max(900).optional(),
  MemorySize: z.int().min(128).max(32_768).optional(),
  Environment: z.strictObject({ Variables: z.record(text(256), z.string().max(4_096)) }).optional(),
  VpcConfig: z
    .strictObject({
      SubnetIds: z.array(matching('subnet-[0-9a-z]+', 40)).max(16).optional(),
      SecurityGroupIds: z.array(securityGroupId).max(5).optional(),
      Ipv6AllowedForDualStack: z.boolean().optional(),
    })
    .optional(),
  Layers: z.array(arnOf('lambda', 'layer:[a-zA-Z0-9_-]+:[0-9]+')).max(5).optional(),
  DeadLetterConfig: z.strictObject({ TargetArn: text(2_048) }).optional(),
  TracingConfig: z.strictObject({ Mode: z.enum(['Active', 'PassThrough']) }).optional(),
  EphemeralStorage: z.strictObject({ Size: z.int().min(512).max(32_768) }).optional(),
  KMSKeyArn: keyRef.optional(),
  RevisionId: revision,
});

export const lambdaActions = [
  define({
    operation: 'UpdateFunctionCode',
    groups: ['code-change'],
    parameters: code,
    resource,
    say: ({ FunctionName, ImageUri, S3Bucket, S3Key }) =>
      sentence`Put ${ImageUri ?? `s3://${S3Bucket}/${S3Key}`} into function ${nameIn(FunctionName)}`,
    events: ['UpdateFunctionCode20150331v2'],
    reversible: true,
    example: {
      ...example,
      parameters: {
        FunctionName: 'checkout',
        S3Bucket: 'releases',
        S3Key: 'checkout/2026.1.4.zip',
        S3ObjectVersion: '3sL4kqtJlcpXroDTDmJrmSpXd3dIbrHY',
        Publish: true,
      },
    },
  }),
  define({
    operation: 'UpdateFunctionConfiguration',
    groups: ['code-change'],
    parameters: configuration,
    resource,
    say: ({ FunctionName, ...changes }) =>
      sentence`Change ${listed(Object.keys(changes), 4)} of function ${nameIn(FunctionName)}`,
    events: ['UpdateFunctionConfiguration20150331v2'],
    passes: ['/Role'],
    secrets: ['/Environment/Variables/*'],
    reversible: true,
    example: {
      ...example,
      parameters: {
        FunctionName: 'checkout',
        MemorySize: 512,
        Environment: { Variables: { LOG_LEVEL: 'debug' } },
      },
    },
  }),
  define({
    operation: 'AddPermission',
    groups: ['network-exposure', 'privilege-escalation'],
    parameters: z.strictObject({
      FunctionName: functionName,
      StatementId: matching('[a-zA-Z0-9_-]+', 100),
      Action: matching('lambda:[a-zA-Z]+|lambda:[*]', 64),
      Principal: matching('\\S+', 2_048),
      SourceArn: text(2_048).optional(),
      SourceAccount: account.optional(),
      PrincipalOrgID: matching('o-[a-z0-9]{10,32}', 34).optional(),
      FunctionUrlAuthType: z.enum(['NONE', 'AWS_IAM']).optional(),
      EventSourceToken: text(256).optional(),
      RevisionId: revision,
    }),
    resource,
    say: ({ Principal, Action, FunctionName }) =>
      sentence`Allow ${Principal} ${Action} on function ${nameIn(FunctionName)}`,
    events: ['AddPermission20150331', 'AddPermission20150331v2'],
    reversible: true,
    example: {
      ...example,
      parameters: {
        FunctionName: 'checkout',
        StatementId: 'partner',
        Action: 'lambda:InvokeFunction',
        Principal: '444455556666',
      },
    },
  }),
];
