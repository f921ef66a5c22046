import { oneSpelling } from './one-spelling.ts';

/**
 * JSON in a text, as `JSON.stringify` writes it: no name stands in it twice, of which we would read one and AWS the other,
 * and none is hidden behind escapes. It can be long: what it should have been is not written into the answer.
 */
export const jsonText = (max: number) =>
  oneSpelling({
    canonical: canonicalJsonText,
    hint: `must be JSON of at most ${max} characters, without white space, repeated names or needless escapes`,
    max,
    suggest: false,
  });

export function canonicalJsonText(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}
