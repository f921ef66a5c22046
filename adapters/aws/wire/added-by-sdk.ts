import type { Json, JsonObject } from '../../../core/lib/json.ts';

/**
 * What a client makes of a member by itself, by client and member: the only values that may arrive and were not signed.
 * Beside them come tokens, which the shapes mark.
 */
const additions: Readonly<Record<string, (region: string, signed: JsonObject) => Json>> = {
  'api-gateway:accepts': () => 'application/json',
  'bedrock-runtime:contentType': () => 'application/octet-stream',
  's3:ChecksumAlgorithm': () => 'CRC32',
  // A bucket is made where the request is sent. In us-east-1 that is not said.
  's3:CreateBucketConfiguration': (region, signed) => ({ LocationConstraint: region, ...signed }),
  'sagemaker-runtime:ContentType': () => 'application/octet-stream',
};

/** What may arrive for what was signed, where the SDK is known to make it so. */
export function addedBySdk(
  { client, member, region }: { client: string; member: string; region: string },
  signed: Json | undefined,
): Json | undefined {
  const isObject = typeof signed === 'object' && signed !== null && !Array.isArray(signed);
  // What has another form is as it was signed, or wrong.
  return signed === undefined || isObject
    ? additions[`${client}:${member}`]?.(region, signed ?? {})
    : undefined;
}

/** Headers that say nothing of what is asked: who asks, with which program, in which trace, and of how many bytes. */
const headers: ReadonlySet<string> = new Set(
  `
    accept amz-sdk-invocation-id amz-sdk-request authorization content-length content-md5 content-type expect host
    user-agent x-amz-content-sha256 x-amz-date x-amz-glacier-version x-amz-security-token x-amz-sha256-tree-hash
    x-amz-target x-amz-user-agent x-amzn-query-mode x-amzn-trace-id
  `
    .trim()
    .split(/\s+/),
);

export const isAddedHeader = (name: string): boolean =>
  headers.has(name) || /^x-amz-checksum-[a-z0-9]+$/.test(name);
