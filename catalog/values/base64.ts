import type { z } from 'zod';
import { oneSpelling } from './one-spelling.ts';

/** As RFC 4648 writes it. It can be long, and a secret: what it should have been is not written into the answer. */
export const base64 = (max = 65_536) =>
  oneSpelling({
    canonical: canonicalBase64,
    hint: `must be base64 of at most ${max} characters: A-Z a-z 0-9 + /, padded with =, without white space`,
    max,
    pattern: '^[A-Za-z0-9+/]+={0,2}$',
    suggest: false,
  });

/**
 * Base64 of a text that people can read before it runs, such as a start script. What is compressed or binary is refused:
 * nobody can sign what nobody can see.
 */
export const base64Text = (max = 65_536): z.ZodType<string, string> =>
  base64(max)
    .refine((encoded) => textIn(encoded) !== undefined, {
      error: 'must be base64 of a text in UTF-8, not of something compressed or binary',
    })
    .meta({ contentEncoding: 'base64', contentMediaType: 'text/plain' });

/** URL-safe letters, missing padding, line breaks and bits behind the last byte are other ways to write the same bytes. */
export function canonicalBase64(text: string): string | undefined {
  const letters = text
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/[ \t\r\n]|={1,2}$/g, '');
  const isWhole = /^[A-Za-z0-9+/]+$/.test(letters) && letters.length % 4 !== 1;
  return isWhole ? Buffer.from(letters, 'base64').toString('base64') : undefined;
}

/** The text that base64 stands for; nothing where it stands for no text. */
export function textIn(encoded: string): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(encoded, 'base64'),
    );
    return unreadable.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Controls other than tab and line break: no text that people write has them. */
const unreadable = /[^\P{Cc}\t\n\r]/u;
