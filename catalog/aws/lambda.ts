import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { kmsKeyArn } from '../values/arn.ts';
import { bucket, matching, objectVersion, text, uuid } from '../values/aws-values.ts';
import { imageByDigest } from '../values/pinned.ts';
import { shortName } from '../values/short-name.ts';
import { configuration, sayConfiguration } from './lambda-configuration.ts';
import { functionCode, functionSettings, newPermission } from './lambda-looks.ts';
import { permission, sayPermission } from './lambda-permission.ts';

const define = actionsOf({ prefix: 'lambda' });

const FunctionName = shortName('lambda', 'function:', '[a-zA-Z0-9_-]{1,64}', 'checkout');
const RevisionId = matching(uuid, 36).optional();
const resource = 'arn:{partition}:lambda:{region}:{account}:function:{FunctionName}';
const example = { resource: 'arn:aws:lambda:eu-central-1:111122223333:function:checkout' };

/** Code that can be looked at and cannot be swapped after people have signed: no upload, no moving tag. */
const code = z
  .strictObject({
    FunctionName,
    S3Bucket: bucket.optional(),
    S3Key: text(1_024).optional(),
    S3ObjectVersion: objectVersion.optional(),
    ImageUri: imageByDigest.optional(),
    Architectures: z
      .array(z.enum(['x86_64', 'arm64']))
      .length(1)
      .optional(),
    Publish: z.boolean().optional(),
    RevisionId,
    SourceKMSKeyArn: kmsKeyArn.optional(),
  })
  .refine(
    ({ S3Bucket, S3Key, S3ObjectVersion, ImageUri }) =>
      ImageUri
        ? !S3Bucket && !S3Key && !S3ObjectVersion
        : S3Bucket !== undefined && S3Key !== undefined && S3ObjectVersion !== undefined,
    'Name the code exactly: either S3Bucket, S3Key and S3ObjectVersion, or ImageUri.',
  );

export const lambdaActions = [
  define({
    operation: 'UpdateFunctionCode',
    groups: ['code-change'],
    parameters: code,
    resource,
    say: ({ FunctionName: name, ImageUri, S3Bucket, S3Key, S3ObjectVersion }) =>
      sentence`Put into function ${name} ${ImageUri ?? `version ${S3ObjectVersion} of s3://${S3Bucket}/${S3Key}`}`,
    events: ['UpdateFunctionCode20150331v2'],
    reversible: true,
    look: functionCode,
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
    parameters: configuration(FunctionName, RevisionId),
    resource,
    say: ({ FunctionName: name, RevisionId: _, ...changes }, { account }) =>
      sayConfiguration(name, changes, account),
    events: ['UpdateFunctionConfiguration20150331v2'],
    passes: ['/Role'],
    reversible: true,
    ...functionSettings,
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
    parameters: permission(FunctionName, RevisionId),
    resource,
    say: (parameters, { account }) => sayPermission(parameters, account),
    secrets: { '/EventSourceToken': 'a secret that the caller shows' },
    events: ['AddPermission20150331', 'AddPermission20150331v2'],
    reversible: true,
    ...newPermission,
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
