import type { RefusalReason, Verification } from '../iam/sigv4.ts';
import { type Failure, failure } from './service-call.ts';

/** How a service words that a call may not happen. */
export interface AccessErrors {
  denied: { code: string; status: number };
  unverified: Readonly<Record<RefusalReason, string>>;
}

export const commonAccessErrors: AccessErrors = {
  denied: { code: 'AccessDeniedException', status: 400 },
  unverified: {
    unsigned: 'MissingAuthenticationTokenException',
    malformed: 'IncompleteSignatureException',
    unsupported: 'NotImplementedLocally',
    skewed: 'InvalidSignatureException',
    'unknown-key': 'UnrecognizedClientException',
    expired: 'ExpiredTokenException',
    'payload-mismatch': 'InvalidSignatureException',
    'signature-mismatch': 'InvalidSignatureException',
  },
};

/** The query protocols. */
export const queryAccessErrors: AccessErrors = {
  denied: { code: 'AccessDenied', status: 403 },
  unverified: {
    unsigned: 'MissingAuthenticationToken',
    malformed: 'IncompleteSignature',
    unsupported: 'NotImplementedLocally',
    skewed: 'SignatureDoesNotMatch',
    'unknown-key': 'InvalidClientTokenId',
    expired: 'ExpiredToken',
    'payload-mismatch': 'SignatureDoesNotMatch',
    'signature-mismatch': 'SignatureDoesNotMatch',
  },
};

export const accessDenied = ({ denied: { code, status } }: AccessErrors, message: string): Failure =>
  failure(code, message, status);

export const notVerified = (
  { unverified }: AccessErrors,
  { reason, message }: Verification & { kind: 'refused' },
): Failure => failure(unverified[reason], message, 403);
