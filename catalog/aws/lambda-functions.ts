import type { Lambda } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { inTurn, namedIn, sentence } from '../sentence.ts';
import { kmsKeyArn, layerVersionArn, roleArn } from '../values/arn.ts';
import { bucket, objectVersion, text } from '../values/aws-values.ts';
import { decimal } from '../values/decimal.ts';
import { imageByDigest, pinnedVersion } from '../values/pinned.ts';
import { shortName } from '../values/short-name.ts';
import { allOrNone, atLeastOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { layerIn, sayVariables } from './lambda-configuration.ts';
import { aliasOfFunction, codeSigning, functionConcurrency } from './lambda-looks.ts';

const define = operationsOf<Lambda>({ prefix: 'lambda' });

const FunctionName = shortName('lambda', 'function:', '[a-zA-Z0-9_-]{1,64}', 'checkout');
const resource = 'arn:{partition}:lambda:{region}:{account}:function:{FunctionName}';

/** Code that can be looked at and cannot be swapped after people have signed: no upload, no moving tag. */
const Code = z
  .strictObject({
    S3Bucket: bucket.optional(),
    S3Key: text(1_024).optional(),
    S3ObjectVersion: objectVersion.optional(),
    ImageUri: imageByDigest.optional(),
    SourceKMSKeyArn: kmsKeyArn.optional(),
  })
  .refine(...allOrNone('S3Bucket', 'S3Key', 'S3ObjectVersion'))
  .refine(...exactlyOne('S3Bucket', 'ImageUri'));
const Content = z.strictObject({ S3Bucket: bucket, S3Key: text(1_024), S3ObjectVersion: objectVersion });

interface InBucket {
  S3Bucket?: string;
  S3Key?: string;
  S3ObjectVersion?: string;
}
const sayObject = ({ S3Bucket, S3Key, S3ObjectVersion }: InBucket): string =>
  `version ${S3ObjectVersion} of s3://${S3Bucket}/${S3Key}`;

export const lambdaFunctionActions = [
  define({
    operation: 'CreateFunction',
    groups: ['resource-creation', 'code-change', 'lateral-movement'],
    resource,
    values: {
      FunctionName,
      Role: roleArn,
      Code,
      Environment: z.strictObject({ Variables: z.record(text(256), z.string().max(4_096)) }),
      // In their order: a later layer's files replace those of an earlier one.
      Layers: z.array(layerVersionArn).min(1).max(5),
    },
    say: ({ FunctionName: name, Role, Code: code, Layers = [], Environment }, { account }) => {
      const { ImageUri, SourceKMSKeyArn, ...object } = code;
      const layers = inTurn(
        Layers.map((arn) => layerIn(arn, account)),
        ', ',
      );
      const parts = inTurn(
        [
          SourceKMSKeyArn === undefined ? '' : ` (encrypted with key ${namedIn(SourceKMSKeyArn, account)})`,
          layers && `, over layers ${layers}`,
          Environment?.Variables ? `, with ${sayVariables(Environment.Variables)}` : '',
        ],
        '',
      );
      return sentence`Create function ${name} that runs as ${namedIn(Role, account)}, from ${ImageUri ?? sayObject(object)}${parts}`;
    },
    events: ['CreateFunction20150331'],
    // They decide which code runs.
    shown: ['/Environment/Variables'],
    passes: ['/Role'],
    reversible: true,
    example: {
      FunctionName: 'receipts',
      Role: 'arn:aws:iam::111122223333:role/receipts',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Code: {
        S3Bucket: 'releases',
        S3Key: 'receipts/2026.1.4.zip',
        S3ObjectVersion: '3sL4kqtJlcpXroDTDmJrmSpXd3dIbrHY',
      },
    },
  }),
  define({
    operation: 'PublishLayerVersion',
    groups: ['code-change'],
    resource: 'arn:{partition}:lambda:{region}:{account}:layer:{LayerName}',
    values: { LayerName: shortName('lambda', 'layer:', '[a-zA-Z0-9_-]{1,140}', 'tools'), Content },
    say: ({ LayerName, Content: object }) =>
      sentence`Publish a new version of layer ${LayerName} from ${sayObject(object)}`,
    events: ['PublishLayerVersion', 'PublishLayerVersion20181031'],
    reversible: true,
    example: {
      LayerName: 'tools',
      Content: {
        S3Bucket: 'releases',
        S3Key: 'tools/3.zip',
        S3ObjectVersion: '3sL4kqtJlcpXroDTDmJrmSpXd3dIbrHY',
      },
    },
  }),
  define({
    operation: 'UpdateAlias',
    groups: ['code-change'],
    resource,
    values: {
      FunctionName,
      FunctionVersion: pinnedVersion,
      RoutingConfig: z.strictObject({
        AdditionalVersionWeights: z.record(pinnedVersion, decimal.min(0).max(1)),
      }),
    },
    rules: [atLeastOne('FunctionVersion', 'RoutingConfig', 'Description')],
    say: ({ FunctionName: name, Name, FunctionVersion, RoutingConfig }) => {
      const weights = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {});
      const shares = weights.map(([version, weight]) => `${weight * 100} % of calls to version ${version}`);
      const main = FunctionVersion === undefined ? [] : [`calls to version ${FunctionVersion}`];
      const parts = [...main, ...(shares.length > 0 ? [listed(shares)] : [])];
      return sentence`By alias ${Name} of function ${name}, send ${parts.length > 0 ? parts.join(', but ') : 'calls as before'}`;
    },
    events: ['UpdateAlias20150331'],
    reversible: true,
    ...aliasOfFunction,
    example: { FunctionName: 'checkout', Name: 'live', FunctionVersion: '42' },
  }),
  define({
    operation: 'DeleteFunction',
    groups: ['destruction'],
    resource,
    values: { FunctionName, Qualifier: pinnedVersion },
    say: ({ FunctionName: name, Qualifier }) =>
      sentence`Delete ${Qualifier === undefined ? '' : `version ${Qualifier} of `}function ${name}`,
    events: ['DeleteFunction20150331'],
    reversible: false,
    example: { FunctionName: 'checkout' },
  }),
  define({
    operation: 'DeleteFunctionCodeSigningConfig',
    groups: ['code-change'],
    resource,
    values: { FunctionName },
    say: ({ FunctionName: name }) => sentence`Let function ${name} run code that nobody has signed`,
    events: ['DeleteFunctionCodeSigningConfig', 'DeleteFunctionCodeSigningConfig20200630'],
    reversible: true,
    look: codeSigning,
    example: { FunctionName: 'checkout' },
  }),
  define({
    operation: 'PutFunctionConcurrency',
    groups: ['destruction'],
    resource,
    values: { FunctionName },
    say: ({ FunctionName: name, ReservedConcurrentExecutions: count }) =>
      count === 0
        ? sentence`Stop function ${name} from running at all`
        : sentence`Run at most ${count} calls of function ${name} at once, and keep as many free for it`,
    events: ['PutFunctionConcurrency', 'PutFunctionConcurrency20171031'],
    reversible: true,
    ...functionConcurrency,
    example: { FunctionName: 'checkout', ReservedConcurrentExecutions: 0 },
  }),
];
