import { gunzipSync } from 'node:zlib';

export const linesOf = (body: Uint8Array): string[] =>
  gunzipSync(body)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
