import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64, base64Text, canonicalBase64, textIn } from '../../../../catalog/values/base64.ts';
import { complaint } from './spellings.ts';

const encoded = (text: string): string => Buffer.from(text).toString('base64');

describe('base64', () => {
  it('is taken as RFC 4648 writes it, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), (bytes) => {
        expect(complaint(base64(), Buffer.from(bytes).toString('base64'))).toBeUndefined();
      }),
    );
  });

  it.each([
    ['bits behind the last byte', 'QR=='],
    ['no padding', 'QQ'],
    ['half a padding', 'QQ='],
    ['a line break', 'QUJD\nREVG'],
    ['the letters of URLs', '-_8='],
  ])('is refused where it spells the same bytes with %s', (_, text) => {
    expect(complaint(base64(), text)).toMatch(/^must be base64/);
    expect(canonicalBase64(text)).toMatch(/^(?:QQ==|QUJDREVG|\+\/8=)$/);
    expect(complaint(base64(), canonicalBase64(text))).toBeUndefined();
  });

  it.each(['', 'Q', '====', 'QQ==QQ==', 'QUJ=REVG', 'Ä', 'QUJD!'])(
    'is refused where it is none: %j',
    (text) => {
      expect(complaint(base64(), text)).toMatch(/^must be base64/);
      expect(canonicalBase64(text)).toBeUndefined();
    },
  );

  it('has a limit, and repeats nothing of what may be a secret', () => {
    const secret = `${encoded('secret'.repeat(20))}\n`;
    expect(complaint(base64(8), 'QUJDREVGR0hJ')).toMatch(/at most 8 characters/);
    expect(complaint(base64(), secret)).not.toContain(secret.slice(0, 8));
  });
});

describe('base64 of a text', () => {
  it('is what people can read before it runs', () => {
    const script = '#!/bin/bash\n\techo "Größe 🚀"\r\n';
    expect(complaint(base64Text(), encoded(script))).toBeUndefined();
    expect(textIn(encoded(script))).toBe(script);
  });

  it.each([
    ['something compressed', gzipSync('#!/bin/bash').toString('base64')],
    ['bytes that are no UTF-8', Buffer.from([0xc3, 0x28]).toString('base64')],
    ['a zero', encoded('a\u0000b')],
    ['an escape for terminals', encoded('\u001b[2J')],
    ['a control of Latin-1', encoded('\u0085')],
  ])('is refused for %s', (_, text) => {
    expect(complaint(base64Text(), text)).toMatch(/not of something compressed or binary/);
  });
});
