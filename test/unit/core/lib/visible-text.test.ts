import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, visibleLines, visibleText } from '../../../../core/lib/visible-text.ts';

describe('text that agents have written', () => {
  it.each([
    ['a right-to-left override', 'etl\u202Erunner', 'etl\\u{202E}runner'],
    ['an isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['a zero-width space', 'admin\u200Bistrator', 'admin\\u{200B}istrator'],
    ['a byte order mark', '\uFEFFx', '\\u{FEFF}x'],
    ['a soft hyphen', 'a\u00ADb', 'a\\u{AD}b'],
    ['a line break', 'a\nb', 'a\\u{A}b'],
    ['an escape for terminals', '\u001B[2J', '\\u{1B}[2J'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['a space that is none', 'a\u00A0b', 'a\\u{A0}b'],
    ['a letter without a shape', 'a\u3164b', 'a\\u{3164}b'],
    ['a blank Braille cell', 'a\u2800b', 'a\\u{2800}b'],
    ['a tag, outside the first plane', 'a\u{E0041}b', 'a\\u{E0041}b'],
    ['half a character', 'a\uD83Db', 'a\\u{D83D}b'],
  ])('shows %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('stays as it is where all of it can be seen', () => {
    for (const text of ['etl-runner', 'Größe: 5 €', '例 えば', 'שלום', '🚀 go', '`*<@U1>*`']) {
      expect(visibleText(text)).toBe(text);
    }
  });

  it('holds nothing that cannot be seen, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(visibleText(text)).not.toMatch(/[\p{C}\p{Default_Ignorable_Code_Point}]/u);
      }),
    );
  });

  it('may have lines, and still no other control', () => {
    expect(visibleLines('one\r\ntwo\nthree\tfour\rfive\u202E')).toBe(
      'one\ntwo\nthree\\u{9}four\\u{D}five\\u{202E}',
    );
  });

  it('is cut where it is too long, and says so', () => {
    expect(visibleText('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
    expect(visibleText('x'.repeat(200))).toBe('x'.repeat(200));
    expect(visibleLines('x'.repeat(2_001))).toHaveLength(2_000);
    expect(clip('ab🚀cd', 4)).toBe('ab…');
  });
});
