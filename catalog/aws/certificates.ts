import type { ACM } from '@aws-sdk/client-acm';
import { z } from 'zod';
import { sha256 } from '../../core/lib/digest.ts';
import { actionsOf } from '../define-action.ts';
import { operationsOf } from '../define-operation.ts';
import { namedIn, nameIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching, uuid } from '../values/aws-values.ts';
import { base64, base64Text } from '../values/base64.ts';

const acm = operationsOf<ACM>({ prefix: 'acm' });
const privateAuthority = actionsOf({ prefix: 'acm-pca' });

const exampleCertificate =
  'arn:aws:acm:eu-central-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab';
const exampleAuthority =
  'arn:aws:acm-pca:eu-central-1:111122223333:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Who can pass for a server, or for whoever a certificate stands for. */
export const certificateActions = [
  acm({
    operation: 'ExportCertificate',
    groups: ['secret-read', 'data-export'],
    values: {
      CertificateArn: arnOf('acm', `certificate/${uuid}`, exampleCertificate),
      Passphrase: base64(176),
    },
    resource: '{CertificateArn}',
    say: ({ CertificateArn }, { account }) =>
      sentence`Give out certificate ${namedIn(CertificateArn, account)} with its private key`,
    secrets: { '/Passphrase': 'a passphrase' },
    readOnly: true,
    reversible: false,
    example: { CertificateArn: exampleCertificate, Passphrase: 'YW4tZXhhbXBsZS1vbmx5' },
  }),
  privateAuthority({
    operation: 'IssueCertificate',
    groups: ['credential-issue', 'privilege-escalation'],
    parameters: z.strictObject({
      CertificateAuthorityArn: arnOf('acm-pca', `certificate-authority/${uuid}`, exampleAuthority),
      Csr: base64Text(43_692),
      SigningAlgorithm: z.enum([
        ...(['SHA256WITHECDSA', 'SHA384WITHECDSA', 'SHA512WITHECDSA'] as const),
        ...(['SHA256WITHRSA', 'SHA384WITHRSA', 'SHA512WITHRSA'] as const),
      ]),
      TemplateArn: matching(
        'arn:aws(?:-cn|-us-gov)?:acm-pca:::template/[A-Za-z0-9_]+/V1',
        200,
        'must be the ARN of a template such as arn:aws:acm-pca:::template/EndEntityCertificate/V1',
      ),
      Validity: z.strictObject({ Type: z.enum(['DAYS', 'MONTHS', 'YEARS']), Value: z.int().positive() }),
    }),
    resource: '{CertificateAuthorityArn}',
    say: ({ CertificateAuthorityArn, Csr, TemplateArn, Validity }, { account }) =>
      sentence`Issue a ${nameIn(TemplateArn)} by authority ${namedIn(CertificateAuthorityArn, account)} that is valid for ${Validity.Value} ${Validity.Type.toLowerCase()}, to whoever wrote the signing request with SHA-256 ${sha256(Csr)}`,
    reversible: false,
    example: {
      parameters: {
        CertificateAuthorityArn: exampleAuthority,
        Csr: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0K',
        SigningAlgorithm: 'SHA256WITHECDSA',
        TemplateArn: 'arn:aws:acm-pca:::template/EndEntityCertificate/V1',
        Validity: { Type: 'DAYS', Value: 30 },
      },
      resource: exampleAuthority,
    },
  }),
];
