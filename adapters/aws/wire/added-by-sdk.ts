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
