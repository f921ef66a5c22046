import { z } from 'zod';
import { sha256 } from '../../core/lib/digest.ts';
import { actionsOf } from '../define-action.ts';
import { namedIn, nameIn, ofAccount, sentence } from '../sentence.ts';
import { accountId } from '../values/account-id.ts';
import { arnOf } from '../values/arn.ts';
import { matching, uuid } from '../values/aws-values.ts';
import { base64Text } from '../values/base64.ts';
import { distinct } from '../values/distinct.ts';
import { policyDocument, sayPolicy } from '../values/policy-document/policy-document-schema.ts';
import { listed } from '../values/widest-first.ts';

const define = actionsOf({ prefix: 'acm-pca' });

const exampleAuthority =
  'arn:aws:acm-pca:eu-central-1:111122223333:certificate-authority/1234abcd-12ab-34cd-56ef-1234567890ab';
const authorityArn = arnOf('acm-pca', `certificate-authority/${uuid}`, exampleAuthority);
const everything = 'the authority';
/** The one service that this permission can be for. */
const Principal = z.literal('acm.amazonaws.com');

/** Whose certificates are believed, and who gets to make them. */
export const acmPcaActions = [
  define({
    operation: 'IssueCertificate',
    groups: ['credential-issue', 'privilege-escalation'],
    parameters: z.strictObject({
      CertificateAuthorityArn: authorityArn,
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
      sentence`Issue a certificate of kind ${nameIn(TemplateArn)} by authority ${namedIn(CertificateAuthorityArn, account)} that is valid for ${Validity.Value} ${Validity.Type.toLowerCase()}, to whoever wrote the signing request with SHA-256 ${sha256(Csr)}`,
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
  define({
    operation: 'PutPolicy',
    groups: ['privilege-escalation', 'credential-issue'],
    parameters: z.strictObject({
      ResourceArn: authorityArn,
      Policy: policyDocument('resource', 20_480, everything),
    }),
    resource: '{ResourceArn}',
    say: ({ ResourceArn, Policy }, { account }) =>
      sentence`Replace who may use authority ${namedIn(ResourceArn, account)}: ${sayPolicy(Policy, { kind: 'resource', everything }, account)}`,
    reversible: true,
    example: {
      parameters: {
        ResourceArn: exampleAuthority,
        Policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"acm-pca:IssueCertificate","Resource":"*"}]}',
      },
      resource: exampleAuthority,
    },
  }),
  define({
    operation: 'DeletePolicy',
    groups: ['privilege-escalation'],
    parameters: z.strictObject({ ResourceArn: authorityArn }),
    resource: '{ResourceArn}',
    say: ({ ResourceArn }, { account }) =>
      sentence`Delete the policy of authority ${namedIn(ResourceArn, account)}, with all that it allows and denies`,
    reversible: true,
    example: { parameters: { ResourceArn: exampleAuthority }, resource: exampleAuthority },
  }),
  define({
    operation: 'CreatePermission',
    groups: ['privilege-escalation', 'credential-issue'],
    parameters: z.strictObject({
      CertificateAuthorityArn: authorityArn,
      Principal,
      SourceAccount: accountId.optional(),
      Actions: distinct(z.enum(['IssueCertificate', 'GetCertificate', 'ListPermissions'])),
    }),
    resource: '{CertificateAuthorityArn}',
    say: ({ CertificateAuthorityArn, Actions, SourceAccount }, { account }) =>
      sentence`Let ACM${ofAccount(SourceAccount, account) || ' of this account'} do ${listed(Actions)} by authority ${namedIn(CertificateAuthorityArn, account)} and renew what it issued`,
    reversible: true,
    example: {
      parameters: {
        CertificateAuthorityArn: exampleAuthority,
        Principal: 'acm.amazonaws.com',
        Actions: ['IssueCertificate', 'GetCertificate', 'ListPermissions'],
      },
      resource: exampleAuthority,
    },
  }),
  define({
    operation: 'DeletePermission',
    groups: ['destruction'],
    parameters: z.strictObject({
      CertificateAuthorityArn: authorityArn,
      Principal,
      SourceAccount: accountId.optional(),
    }),
    resource: '{CertificateAuthorityArn}',
    say: ({ CertificateAuthorityArn, SourceAccount }, { account }) =>
      sentence`Stop ACM${ofAccount(SourceAccount, account) || ' of this account'} from issuing and renewing by authority ${namedIn(CertificateAuthorityArn, account)}`,
    reversible: true,
    example: {
      parameters: { CertificateAuthorityArn: exampleAuthority, Principal: 'acm.amazonaws.com' },
      resource: exampleAuthority,
    },
  }),
];
