import type { ACM } from '@aws-sdk/client-acm';
import { operationsOf } from '../define-operation.ts';
import { namedIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { uuid } from '../values/aws-values.ts';
import { base64 } from '../values/base64.ts';

const define = operationsOf<ACM>({ prefix: 'acm' });

const exampleCertificate =
  'arn:aws:acm:eu-central-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab';

export const acmActions = [
  define({
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
    reversible: false,
    example: { CertificateArn: exampleCertificate, Passphrase: 'YW4tZXhhbXBsZS1vbmx5' },
  }),
];
