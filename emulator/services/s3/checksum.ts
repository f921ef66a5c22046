import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { JsonObject } from '../../lib/json.ts';

const crc32Of = (body: Buffer): string => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes.toString('base64');
};
const hash = (algorithm: string) => (body: Buffer) => createHash(algorithm).update(body).digest('base64');

/** Input fields that claim something about the body, and how to compute it. */
const algorithms: Readonly<Record<string, (body: Buffer) => string>> = {
  ChecksumCRC32: crc32Of,
  ChecksumSHA1: hash('sha1'),
  ChecksumSHA256: hash('sha256'),
};

export type Checked =
  | { kind: 'right'; checksums: Record<string, string> }
  | { kind: 'wrong'; code: string; message: string };

/** Holds every checksum that the caller gave against the body that arrived. */
export function checkBody(input: JsonObject, body: Buffer): Checked {
  const md5 = input.ContentMD5;
  if (md5 !== undefined && md5 !== hash('md5')(body))
    return { kind: 'wrong', code: 'BadDigest', message: 'The Content-MD5 you specified did not match.' };
  const given = Object.entries(algorithms).filter(([field]) => input[field] !== undefined);
  for (const [field, compute] of given)
    if (input[field] !== compute(body))
      return {
        kind: 'wrong',
        code: 'BadDigest',
        message: `The ${field.replace('Checksum', '')} you specified did not match the calculated checksum.`,
      };
  const announced = input.ChecksumAlgorithm;
  if (announced !== undefined && input[`Checksum${announced}`] === undefined)
    return {
      kind: 'wrong',
      code: 'InvalidRequest',
      message: `x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-${String(announced).toLowerCase()} header was found.`,
    };
  return {
    kind: 'right',
    checksums: Object.fromEntries(given.map(([field]) => [field, String(input[field])])),
  };
}
