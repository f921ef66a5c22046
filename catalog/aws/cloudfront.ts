import type { CloudFront } from '@aws-sdk/client-cloudfront';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { inTurn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching, text, uuid } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { listed } from '../values/widest-first.ts';

const define = operationsOf<CloudFront>({ prefix: 'cloudfront' });

/** Lists of CloudFront say how long they are. */
const counted = <Item extends z.ZodType>(item: Item) =>
  z
    .strictObject({ Quantity: z.int().positive(), Items: distinct(item) })
    .refine(({ Quantity, Items }) => Quantity === Items.length, 'Quantity must be how many Items there are');
const host = matching('[a-z0-9.-]+', 255, 'must be a name in lower case');
const eventType = z.enum(['viewer-request', 'viewer-response', 'origin-request', 'origin-response']);

const origin = z.strictObject({
  Id: text(128),
  DomainName: host,
  OriginPath: z.string().max(255).optional(),
  S3OriginConfig: z.strictObject({ OriginAccessIdentity: z.literal('') }).optional(),
  CustomOriginConfig: z
    .strictObject({
      HTTPPort: z.int(),
      HTTPSPort: z.int(),
      OriginProtocolPolicy: z.enum(['http-only', 'match-viewer', 'https-only']),
    })
    .optional(),
  OriginAccessControlId: text(64).optional(),
});
const policyId = matching(uuid, 36).optional();
const behavior = z.strictObject({
  TargetOriginId: text(128),
  ViewerProtocolPolicy: z.enum(['allow-all', 'https-only', 'redirect-to-https']),
  CachePolicyId: policyId,
  OriginRequestPolicyId: policyId,
  ResponseHeadersPolicyId: policyId,
  Compress: z.boolean().optional(),
  LambdaFunctionAssociations: counted(
    z.strictObject({
      LambdaFunctionARN: matching(`arn:aws:lambda:us-east-1:[0-9]{12}:function:[\\w-]+:[1-9][0-9]*`, 256),
      EventType: eventType,
      IncludeBody: z.boolean().optional(),
    }),
  ).optional(),
  FunctionAssociations: counted(
    z.strictObject({
      FunctionARN: matching('arn:aws:cloudfront::[0-9]{12}:function/[\\w-]+', 256),
      EventType: eventType,
    }),
  ).optional(),
});
const config = z.strictObject({
  CallerReference: text(128),
  Comment: z.string().max(128),
  Enabled: z.boolean(),
  Origins: counted(origin),
  DefaultCacheBehavior: behavior,
  Aliases: counted(host).optional(),
  DefaultRootObject: z.string().max(255).optional(),
  ViewerCertificate: z
    .strictObject({
      ACMCertificateArn: arnOf(
        'acm',
        `certificate/${uuid}`,
        'arn:aws:acm:us-east-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab',
      ),
      SSLSupportMethod: z.enum(['sni-only', 'vip']),
      MinimumProtocolVersion: text(32),
    })
    .optional(),
  Logging: z
    .strictObject({ Enabled: z.boolean(), IncludeCookies: z.boolean(), Bucket: host, Prefix: z.string() })
    .optional(),
  WebACLId: z.string().max(512).optional(),
  PriceClass: text(32).optional(),
  HttpVersion: text(16).optional(),
  IsIPV6Enabled: z.boolean().optional(),
});

/** Who answers for a name, and what runs on the way. */
export const cloudFrontActions = [
  define({
    operation: 'UpdateDistribution',
    groups: ['network-exposure', 'code-change'],
    values: {
      Id: matching('E[A-Z0-9]{5,20}', 21, 'must be the id of a distribution'),
      // Headers that are secrets, behaviors by path and error pages would need words of their own.
      DistributionConfig: config,
    },
    required: ['IfMatch'],
    resource: 'arn:{partition}:cloudfront::{account}:distribution/{Id}',
    say: ({ Id, DistributionConfig: given }) => {
      const { Origins, DefaultCacheBehavior, Aliases, Enabled, Logging, ...rest } = given;
      const { TargetOriginId, LambdaFunctionAssociations, FunctionAssociations, ...how } =
        DefaultCacheBehavior ?? {};
      const runs = [
        ...(LambdaFunctionAssociations?.Items ?? []).map((each) => further(each)),
        ...(FunctionAssociations?.Items ?? []).map((each) => further(each)),
      ];
      const origins = (Origins?.Items ?? []).map(
        ({ Id: name, DomainName, OriginPath = '', ...other }) =>
          `${DomainName}${OriginPath} as ${name}${further(other)}`,
      );
      const parts = [
        Enabled ? 'answering' : 'answering nobody',
        ...(Aliases?.Items ? [`for ${listed(Aliases.Items)}`] : []),
        `from ${TargetOriginId} of ${listed(origins)}`,
        ...(runs.length > 0 ? [`running${listed(runs)}`] : []),
        Logging ? `logging${further(Logging)}` : 'not logging',
      ];
      return sentence`Replace all settings of distribution ${Id}: ${inTurn(parts, ', ')}${further(how)}${further(rest)}`;
    },
    shown: ['/DistributionConfig/Comment'],
    reversible: true,
    example: {
      Id: 'E1234567890ABC',
      IfMatch: 'E2QWRUHAPOMQZL',
      DistributionConfig: {
        CallerReference: 'shop-2026',
        Comment: '',
        Enabled: true,
        Origins: {
          Quantity: 1,
          Items: [
            {
              Id: 'receipts',
              DomainName: 'shop-receipts.s3.eu-central-1.amazonaws.com',
              S3OriginConfig: { OriginAccessIdentity: '' },
            },
          ],
        },
        DefaultCacheBehavior: {
          TargetOriginId: 'receipts',
          ViewerProtocolPolicy: 'redirect-to-https',
          CachePolicyId: '658327ea-f89d-4fab-a63d-7e88639e58f6',
        },
      },
    },
  }),
];
