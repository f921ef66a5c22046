import type { BucketSpec } from './buckets.ts';
import type { StoredVersion } from './object-store.ts';

/** What S3 says of a version beside its body: after a write, or on a read with or without its checksums. */
export function versionHeaders(
  { kmsKeyArn, objectLock }: BucketSpec,
  version: StoredVersion,
  when: 'written' | 'plain' | 'checked',
): Record<string, string> {
  return {
    etag: version.etag,
    'x-amz-version-id': version.versionId,
    'x-amz-server-side-encryption': kmsKeyArn ? 'aws:kms' : 'AES256',
    ...(kmsKeyArn && { 'x-amz-server-side-encryption-aws-kms-key-id': kmsKeyArn }),
    ...(when !== 'plain' && checksumHeaders(version)),
    ...(when !== 'written' && {
      ...version.headers,
      'last-modified': version.lastModified.toUTCString(),
      'accept-ranges': 'none',
      ...(objectLock &&
        version.retainUntil && {
          'x-amz-object-lock-mode': objectLock.mode,
          'x-amz-object-lock-retain-until-date': version.retainUntil.toISOString(),
        }),
    }),
  };
}

const checksumHeaders = ({ checksums }: StoredVersion): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(checksums).map(([field, value]) => [
      field.replace('Checksum', 'x-amz-checksum-').toLowerCase(),
      value,
    ]),
  ),
  ...(Object.keys(checksums).length > 0 && { 'x-amz-checksum-type': 'FULL_OBJECT' }),
});
