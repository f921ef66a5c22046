import { z } from 'zod';
import { actionsOf } from '../define-action.ts';
import { sentence } from '../sentence.ts';
import { arnOf, matching, text } from '../values/aws-values.ts';

const define = actionsOf({ prefix: 'rolesanywhere' });

const plain = (max: number) => matching('[ a-zA-Z0-9_.:/=+@-]*', max);

export const rolesAnywhereActions = [
  define({
    operation: 'CreateTrustAnchor',
    groups: ['credential-issue', 'privilege-escalation'],
    parameters: z.strictObject({
      name: matching('[ a-zA-Z0-9_-]+', 255),
      source: z.strictObject({
        sourceType: z.enum(['AWS_ACM_PCA', 'CERTIFICATE_BUNDLE', 'SELF_SIGNED_REPOSITORY']),
        sourceData: z.strictObject({
          x509CertificateData: text(60_000).optional(),
          acmPcaArn: arnOf('acm-pca', '.+').optional(),
        }),
      }),
      enabled: z.boolean().optional(),
      tags: z
        .array(z.strictObject({ key: plain(128), value: plain(256) }))
        .max(200)
        .optional(),
    }),
    resource: 'arn:{partition}:rolesanywhere:{region}:{account}:trust-anchor/*',
    say: ({ name }) => sentence`Let certificates of trust anchor ${name} sign in from outside AWS`,
    reversible: true,
    example: {
      parameters: {
        name: 'build-machines',
        source: {
          sourceType: 'AWS_ACM_PCA',
          sourceData: {
            acmPcaArn:
              'arn:aws:acm-pca:eu-central-1:111122223333:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab',
          },
        },
        enabled: true,
      },
      resource: 'arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/*',
    },
  }),
];
