import type { RefusalReason, Verification } from '../iam/sigv4.ts';

export interface AccessError {
  kind: 'failure';
  code: string;
  message: string;
  status: number;
}

interface Words {
  denied: { code: string; status: number };
  unverified: Readonly<Record<RefusalReason, string>>;
}

const common: Words = {
  denied: { code: 'AccessDeniedException', status: 400 },
  unverified: {
    unsigned: 'MissingAuthenticationTokenException',
    malformed: 'IncompleteSignatureException',
    unsupported: 'NotImplementedLocally',
    skewed: 'InvalidSignatureException',
    'unknown-key': 'UnrecognizedClientException',
    'payload-mismatch': 'InvalidSignatureException',
    'signature-mismatch': 'InvalidSignatureException',
  },
};

const ofS3: Words = {
  denied: { code: 'AccessDenied', status: 403 },
  unverified: {
    unsigned: 'AccessDenied',
    malformed: 'AuthorizationHeaderMalformed',
    unsupported: 'NotImplementedLocally',
    skewed: 'RequestTimeTooSkewed',
    'unknown-key': 'InvalidAccessKeyId',
    'payload-mismatch': 'XAmzContentSHA256Mismatch',
    'signature-mismatch': 'SignatureDoesNotMatch',
  },
};

const ofSqs: Words = { ...common, denied: { code: 'AccessDenied', status: 403 } };

const wordsOf = (service: string): Words => ({ s3: ofS3, sqs: ofSqs })[service] ?? common;

export const accessDenied = (service: string, message: string): AccessError => ({
  kind: 'failure',
  message,
  ...wordsOf(service).denied,
});

export const unverified = (
  service: string,
  { reason, message }: Verification & { kind: 'refused' },
): AccessError => ({ kind: 'failure', code: wordsOf(service).unverified[reason], message, status: 403 });
