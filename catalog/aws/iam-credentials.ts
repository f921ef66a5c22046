import type { IAM } from '@aws-sdk/client-iam';
import { z } from 'zod';
import { sha256 } from '../../core/lib/digest.ts';
import { operationsOf } from '../define-operation.ts';
import { nameIn, sentence } from '../sentence.ts';
import { arnOf } from '../values/arn.ts';
import { matching, tags, text } from '../values/aws-values.ts';
import { fingerprintOf, sshPublicKey } from '../values/ssh-public-key.ts';
import { accessKeyStatus } from './iam-principal-looks.ts';
import { iamName, path, userName, userResource } from './iam-shapes.ts';

const define = operationsOf<IAM>({ prefix: 'iam' });

const id = matching('[A-Z0-9]{16,128}', 128);
const code = matching('[0-9]{6}', 6, 'must be the six digits that the device shows');
/** Of a device of its own, its number; of a virtual one, its ARN. */
const serialNumber = matching('[\\w+=/:,.@-]{9,256}', 256);
const virtualDevice = arnOf(
  'iam',
  'mfa/(?:[\\w+=,.@-]+/)*[\\w+=,.@-]+',
  'arn:aws:iam::111122223333:mfa/build-bot',
);
const exampleDevice = 'arn:aws:iam::111122223333:mfa/build-bot';
const exampleKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPLzNgVb7H2jI3JMkC2BDSDMH7EsH9lpZzQZBzJ0oq0i';

/** What somebody signs in with, or signs requests with, as a user. */
export const iamCredentialActions = [
  define({
    operation: 'UpdateAccessKey',
    groups: ['credential-issue', 'privilege-escalation'],
    // Expired is a state that IAM itself gives.
    values: { UserName: userName, AccessKeyId: id, Status: z.enum(['Active', 'Inactive']) },
    required: ['UserName'],
    resource: userResource,
    say: ({ UserName = '', AccessKeyId, Status }) =>
      Status === 'Active'
        ? sentence`Let access key ${AccessKeyId} of user ${UserName} be used again`
        : sentence`Stop access key ${AccessKeyId} of user ${UserName} from being used`,
    reversible: true,
    ...accessKeyStatus,
    example: { UserName: 'build-bot', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Active' },
  }),
  define({
    operation: 'CreateServiceSpecificCredential',
    groups: ['credential-issue', 'privilege-escalation'],
    values: {
      UserName: userName,
      ServiceName: matching('[a-z0-9-]+(?:[.][a-z0-9-]+)*[.]amazonaws[.]com(?:[.]cn)?', 128),
    },
    resource: userResource,
    say: ({ UserName, ServiceName, CredentialAgeDays: days }) =>
      sentence`Create a name and password by which user ${UserName} signs in to ${ServiceName} ${days === undefined ? 'for ever' : `for ${days} days`}`,
    reversible: true,
    example: {
      UserName: 'build-bot',
      ServiceName: 'codecommit.amazonaws.com',
      CredentialAgeDays: 30,
    },
  }),
  define({
    operation: 'ResetServiceSpecificCredential',
    groups: ['credential-issue', 'privilege-escalation'],
    values: { UserName: userName, ServiceSpecificCredentialId: id },
    required: ['UserName'],
    resource: userResource,
    say: ({ UserName = '', ServiceSpecificCredentialId }) =>
      sentence`Give out a new password for credential ${ServiceSpecificCredentialId} of user ${UserName}: the old one ends`,
    reversible: false,
    example: { UserName: 'build-bot', ServiceSpecificCredentialId: 'ACCA12345678901234567' },
  }),
  define({
    operation: 'UploadSSHPublicKey',
    groups: ['credential-issue', 'privilege-escalation', 'persistence'],
    values: { UserName: userName, SSHPublicKeyBody: sshPublicKey },
    resource: userResource,
    say: ({ UserName, SSHPublicKeyBody }) =>
      sentence`Let whoever has the SSH key ${fingerprintOf(SSHPublicKeyBody)} use CodeCommit as user ${UserName}`,
    reversible: true,
    example: { UserName: 'build-bot', SSHPublicKeyBody: exampleKey },
  }),
  define({
    operation: 'UploadSigningCertificate',
    groups: ['credential-issue', 'privilege-escalation', 'persistence'],
    values: { UserName: userName, CertificateBody: text(16_384) },
    required: ['UserName'],
    resource: userResource,
    say: ({ UserName = '', CertificateBody }) =>
      sentence`Let whoever has the key of the certificate with SHA-256 ${sha256(CertificateBody)} sign requests as user ${UserName}`,
    reversible: true,
    example: {
      UserName: 'build-bot',
      CertificateBody: '-----BEGIN CERTIFICATE-----\nZXhhbXBsZQ==\n-----END CERTIFICATE-----',
    },
  }),
  define({
    operation: 'CreateVirtualMFADevice',
    groups: ['credential-issue'],
    values: { Path: path, VirtualMFADeviceName: iamName(226), Tags: tags },
    resource: 'arn:{partition}:iam::{account}:mfa{Path}{VirtualMFADeviceName}',
    names: ({ Path = '/' }) => ({ Path }),
    say: ({ VirtualMFADeviceName }) =>
      sentence`Create virtual MFA device ${VirtualMFADeviceName} and give out the secret that its codes come from`,
    reversible: true,
    example: { VirtualMFADeviceName: 'build-bot' },
  }),
  define({
    operation: 'EnableMFADevice',
    groups: ['credential-issue', 'privilege-escalation', 'persistence'],
    values: {
      UserName: userName,
      SerialNumber: serialNumber,
      AuthenticationCode1: code,
      AuthenticationCode2: code,
    },
    resource: userResource,
    say: ({ UserName, SerialNumber }) =>
      sentence`Let whoever has MFA device ${nameIn(SerialNumber)} pass for user ${UserName} where a second factor is asked for`,
    secrets: { '/AuthenticationCode1': 'a one-time code', '/AuthenticationCode2': 'a one-time code' },
    reversible: true,
    example: {
      UserName: 'build-bot',
      SerialNumber: exampleDevice,
      AuthenticationCode1: '123456',
      AuthenticationCode2: '654321',
    },
  }),
  define({
    operation: 'DeactivateMFADevice',
    groups: ['privilege-escalation'],
    values: { UserName: userName, SerialNumber: serialNumber },
    required: ['UserName'],
    resource: userResource,
    say: ({ UserName = '', SerialNumber }) =>
      sentence`Let user ${UserName} sign in without MFA device ${nameIn(SerialNumber)}`,
    reversible: false,
    example: { UserName: 'build-bot', SerialNumber: exampleDevice },
  }),
  define({
    operation: 'DeleteVirtualMFADevice',
    groups: ['privilege-escalation', 'destruction'],
    values: { SerialNumber: virtualDevice },
    resource: '{SerialNumber}',
    say: ({ SerialNumber }) => sentence`Delete virtual MFA device ${nameIn(SerialNumber)}`,
    reversible: false,
    example: { SerialNumber: exampleDevice },
  }),
];
