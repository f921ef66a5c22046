import type { Json, JsonObject } from '../../core/lib/json.ts';

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
