import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unchunk } from '../../../../../emulator/services/s3/aws-chunked.ts';

const encode = (chunks: Uint8Array[], trailers: string[]): Buffer =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [
      Buffer.from(`${chunk.length.toString(16)}\r\n`),
      chunk,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(['0', ...trailers, '', ''].join('\r\n')),
  ]);
const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 5 });
const lengthOf = (parts: Uint8Array[]) => parts.reduce((sum, { length }) => sum + length, 0);

it('puts the chunks together again and reads the trailers behind them', () =>
  fc.assert(
    fc.property(chunks, (parts) => {
      const encoded = encode(parts, ['x-amz-checksum-crc32:AAAA==']);
      expect(unchunk(encoded, lengthOf(parts))).toEqual({
        body: Buffer.concat(parts),
        trailers: { 'x-amz-checksum-crc32': 'AAAA==' },
      });
    }),
  ));

it('has no body for one that is cut off, or longer or shorter than announced', () =>
  fc.assert(
    fc.property(chunks, fc.nat(), (parts, cut) => {
      const encoded = encode(parts, []);
      const body = encoded.length - '0\r\n\r\n'.length;
      if (body > 0) expect(unchunk(encoded.subarray(0, cut % body), lengthOf(parts))).toBeUndefined();
      expect(unchunk(encoded, lengthOf(parts) + 1)).toBeUndefined();
    }),
  ));

it.each([
  '',
  'zz\r\n',
  '-1\r\nab\r\n0\r\n\r\n',
  '2\r\nabc\r\n0\r\n\r\n',
  '2;chunk-signature=00\r\nab\r\n0\r\n\r\n',
])('refuses %j', (encoded) => {
  expect(unchunk(Buffer.from(encoded), 2)).toBeUndefined();
});
