import type { Json } from '../../../core/lib/json.ts';

/**
 * What a client adds to an input by itself, by client and member: the only values that may arrive and were not signed.
 * Beside them come tokens, which the shapes mark.
 */
const additions: Readonly<Record<string, (region: string) => Json>> = {
  'bedrock-runtime:contentType': () => 'application/octet-stream',
  's3:ChecksumAlgorithm': () => 'CRC32',
  // A bucket is made where the request is sent. In us-east-1 that is not said.
  's3:CreateBucketConfiguration': (LocationConstraint) => ({ LocationConstraint }),
  'sagemaker-runtime:ContentType': () => 'application/octet-stream',
};

export const addedBySdk = (client: string, member: string, region: string): Json | undefined =>
  additions[`${client}:${member}`]?.(region);

/** Headers that say nothing of what is asked: who asks, with which program, and of how many bytes. */
const headers: ReadonlySet<string> = new Set(
  `
    accept amz-sdk-invocation-id amz-sdk-request authorization content-length content-md5 content-type expect host
    user-agent x-amz-content-sha256 x-amz-date x-amz-glacier-version x-amz-security-token x-amz-sha256-tree-hash
    x-amz-target x-amz-user-agent x-amzn-query-mode
  `
    .trim()
    .split(/\s+/),
);

export const isAddedHeader = (name: string): boolean =>
  headers.has(name) || /^x-amz-checksum-[a-z0-9]+$/.test(name);
