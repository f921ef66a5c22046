import { z } from 'zod';
import { sha256 } from '../../core/lib/digest.ts';
import { actionsOf } from '../define-action.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching, text, uuid } from '../values/aws-values.ts';
import { distinct } from '../values/distinct.ts';
import { atLeastOne, exactlyOne } from '../values/which-of.ts';

const define = actionsOf({ prefix: 'rolesanywhere' });

const plain = (max: number) => matching('[ a-zA-Z0-9_.:/=+@-]*', max);
const authority =
  'arn:aws:acm-pca:eu-central-1:111122223333:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab';

const source = z
  .strictObject({
    sourceType: z.enum(['AWS_ACM_PCA', 'CERTIFICATE_BUNDLE']),
    sourceData: z
      .strictObject({
        x509CertificateData: text(60_000).optional(),
        acmPcaArn: arnOf('acm-pca', `certificate-authority/${uuid}`, authority).optional(),
      })
      .refine(...exactlyOne('acmPcaArn', 'x509CertificateData')),
  })
  .refine(
    ({ sourceType, sourceData: { acmPcaArn } }) =>
      (sourceType === 'AWS_ACM_PCA') === (acmPcaArn !== undefined),
    'AWS_ACM_PCA goes with acmPcaArn, CERTIFICATE_BUNDLE with x509CertificateData',
  );

/** Whose certificates sign in: the anchor's own name says what the agent likes. */
function saySource({ sourceData }: z.infer<typeof source>, ownAccount: string): string {
  const { acmPcaArn, x509CertificateData = '' } = sourceData;
  if (acmPcaArn) return `${namedIn(acmPcaArn, ownAccount)}`;
  return `the bundle with SHA-256 ${sha256(x509CertificateData)}`;
}

const trustAnchorId = matching(uuid, 36, 'must be the id of a trust anchor');
const anchor = 'arn:{partition}:rolesanywhere:{region}:{account}:trust-anchor/{trustAnchorId}';
const exampleAnchor = '1234abcd-12ab-34cd-56ef-1234567890ab';

export const rolesAnywhereActions = [
  define({
    operation: 'CreateTrustAnchor',
    groups: ['credential-issue', 'privilege-escalation'],
    parameters: z.strictObject({
      name: matching('[ a-zA-Z0-9_-]+', 255),
      source,
      enabled: z.boolean(),
      tags: distinct(z.strictObject({ key: plain(128), value: plain(256) }), ({ key }) => key)
        .max(200)
        .optional(),
    }),
    resource: 'arn:{partition}:rolesanywhere:{region}:{account}:trust-anchor/*',
    say: ({ name, source: from, enabled }, { account }) =>
      sentence`Let certificates of ${saySource(from, account)} sign in from outside AWS, ${enabled ? 'at once' : 'once it is enabled'}, as trust anchor ${name}`,
    reversible: true,
    example: {
      parameters: {
        name: 'build-machines',
        source: { sourceType: 'AWS_ACM_PCA', sourceData: { acmPcaArn: authority } },
        enabled: true,
      },
      resource: 'arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/*',
    },
  }),
  define({
    operation: 'UpdateTrustAnchor',
    groups: ['credential-issue', 'privilege-escalation'],
    parameters: z
      .strictObject({
        trustAnchorId,
        name: matching('[ a-zA-Z0-9_-]+', 255).optional(),
        source: source.optional(),
      })
      .refine(...atLeastOne('name', 'source')),
    resource: anchor,
    say: ({ trustAnchorId: id, source: from }, { account }) =>
      from
        ? sentence`Let certificates of ${saySource(from, account)} sign in from outside AWS by trust anchor ${id}, in place of others`
        : sentence`Rename trust anchor ${id}`,
    reversible: true,
    example: {
      parameters: {
        trustAnchorId: exampleAnchor,
        source: { sourceType: 'AWS_ACM_PCA', sourceData: { acmPcaArn: authority } },
      },
      resource: `arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/${exampleAnchor}`,
    },
  }),
  define({
    operation: 'EnableTrustAnchor',
    groups: ['credential-issue', 'privilege-escalation'],
    parameters: z.strictObject({ trustAnchorId }),
    resource: anchor,
    say: ({ trustAnchorId: id }) =>
      sentence`Let certificates sign in from outside AWS by trust anchor ${id}, whatever it trusts by then`,
    reversible: true,
    example: {
      parameters: { trustAnchorId: exampleAnchor },
      resource: `arn:aws:rolesanywhere:eu-central-1:111122223333:trust-anchor/${exampleAnchor}`,
    },
  }),
];
