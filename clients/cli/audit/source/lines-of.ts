import { gunzipSync } from 'node:zlib';
import { mostUnpacked } from '../../../../core/evidence/sealed-line.ts';

export const linesOf = (key: string, body: Uint8Array): string[] =>
  unpacked(key, body)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');

function unpacked(key: string, body: Uint8Array): Buffer {
  try {
    return gunzipSync(body, { maxOutputLength: mostUnpacked });
  } catch {
    throw new Error(`${key} cannot be unpacked: audit verify says more`);
  }
}
