import type { S3 } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { operationsOf } from '../define-operation.ts';
import { further } from '../further.ts';
import { sentence } from '../sentence.ts';
import { text } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atMostOne, exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { cors, website } from './s3-looks.ts';
import { bodyChecksums, namedBucket, ofBucket } from './s3-shapes.ts';

const define = operationsOf<S3>({ prefix: 's3' });

const example = { Bucket: 'shop-receipts' };

/** What a bucket serves to browsers. */
export const s3WebsiteActions = [
  define({
    operation: 'PutBucketWebsite',
    groups: ['network-exposure'],
    values: {
      ...namedBucket,
      WebsiteConfiguration: z
        .strictObject({
          IndexDocument: z.strictObject({ Suffix: text(1_024) }).optional(),
          ErrorDocument: z.strictObject({ Key: text(1_024) }).optional(),
          RedirectAllRequestsTo: z
            .strictObject({ HostName: text(255), Protocol: z.enum(['http', 'https']).optional() })
            .optional(),
        })
        .refine(...exactlyOne('IndexDocument', 'RedirectAllRequestsTo'))
        .refine(...atMostOne('ErrorDocument', 'RedirectAllRequestsTo')),
    },
    without: bodyChecksums,
    ...ofBucket,
    say: ({ Bucket, WebsiteConfiguration: site }) => {
      const { RedirectAllRequestsTo: to, IndexDocument, ErrorDocument } = site;
      return to
        ? sentence`Have the website of bucket ${Bucket} send everyone to ${to.Protocol ? `${to.Protocol}://` : ''}${to.HostName ?? ''}`
        : sentence`Serve bucket ${Bucket} as a website that begins with ${IndexDocument?.Suffix ?? ''}${ErrorDocument ? ` and says ${ErrorDocument.Key} where it finds none` : ''}`;
    },
    reversible: true,
    ...website,
    example: { ...example, WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } },
  }),
  define({
    operation: 'PutBucketCors',
    iamName: 'PutBucketCORS',
    groups: ['network-exposure'],
    values: {
      ...namedBucket,
      CORSConfiguration: z.strictObject({
        CORSRules: distinct(
          z.strictObject({
            ID: text(255).optional(),
            AllowedOrigins: distinct(text()).max(100),
            AllowedMethods: distinct(z.enum(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'])),
            AllowedHeaders: distinct(text()).max(100).optional(),
            ExposeHeaders: distinct(text()).max(100).optional(),
            MaxAgeSeconds: z.int().nonnegative().optional(),
          }),
        ).max(100),
      }),
    },
    without: bodyChecksums,
    ...ofBucket,
    say: ({ Bucket, CORSConfiguration: { CORSRules = [] } }) => {
      const rules = CORSRules.map(
        ({ AllowedOrigins = [], AllowedMethods = [], ...rest }) =>
          `${listed(AllowedOrigins)} do ${listed(AllowedMethods, { most: 5 })}${further(rest)}`,
      );
      const worst = rules.filter((rule) => rule.startsWith('*'));
      return sentence`Let scripts of other websites at bucket ${Bucket}: ${listed(rules, { worst })}`;
    },
    events: ['PutBucketCors'],
    reversible: true,
    ...cors,
    example: {
      ...example,
      CORSConfiguration: {
        CORSRules: [{ AllowedOrigins: ['https://shop.example'], AllowedMethods: ['GET'] }],
      },
    },
  }),
];
