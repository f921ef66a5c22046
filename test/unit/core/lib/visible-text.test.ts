import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clip, visibleLines, visibleText } from '../../../../core/lib/visible-text.ts';

const everyCharacter = Array.from({ length: 0x110000 }, (_, code) =>
  code >= 0xd800 && code <= 0xdfff ? '' : String.fromCodePoint(code),
).join('');
const isolated = (words: string): string => `\u2068${words}\u2069`;

describe('what cannot be seen', () => {
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
    ['fillers of Hangul', '\u115F\u1160\uFFA0', '\\u{115F}\\u{1160}\\u{FFA0}'],
    ['a blank Braille cell', 'a\u2800b', 'a\\u{2800}b'],
    ['blank hieroglyphs', '\u{13441}\u{13442}', '\\u{13441}\\u{13442}'],
    ['a note head without ink', 'a\u{1D159}b', 'a\\u{1D159}b'],
    ['a filler of Khitan', 'a\u{16FE4}b', 'a\\u{16FE4}b'],
    ['an object that is not there', 'a\uFFFCb', 'a\\u{FFFC}b'],
    ['a tag, outside the first plane', 'a\u{E0041}b', 'a\\u{E0041}b'],
    ['half a character', 'a\uD83Db', 'a\\u{D83D}b'],
  ])('is spelled out: %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });
});

describe('of ASCII', () => {
  it('all that has a glyph stays as it is, and every control is spelled out', () => {
    const shown = Array.from({ length: 128 }, (_, code) => visibleText(`a${String.fromCodePoint(code)}`));
    const isControl = (code: number) => code < 0x20 || code === 0x7f;
    expect(shown).toEqual(
      shown.map((_, code) =>
        isControl(code) ? `a\\u{${code.toString(16).toUpperCase()}}` : `a${String.fromCodePoint(code)}`,
      ),
    );
  });
});

describe('what covers its neighbours', () => {
  it.each([
    ['a stroke through a letter', 'a\u0335b\u0336', 'a\\u{335}b\\u{336}'],
    ['a slash through a sign', '=\u0338', '=\\u{338}'],
    ['a circle around a letter', 'a\u20DD', 'a\\u{20DD}'],
    ['a circle of Cyrillic', 'а\u0488', 'а\\u{488}'],
    ['a tie over two letters', 'a\u0361b', 'a\\u{361}b'],
    ['a mark on nothing', '\u0301a \u0332', '\\u{301}a \\u{332}'],
    ['an accent on a digit', '1\u0301', '1\\u{301}'],
    ['a pile of accents', 'e\u0301\u0301\u0301\u0301', 'e\u0301\u0301\\u{301}\\u{301}'],
    ['accents of Latin on other letters', 'न\u0301', 'न\\u{301}'],
  ])('is spelled out: %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });
});

describe('what can be seen', () => {
  it.each([
    ['names and signs', 'etl-runner Größe: 5 € `*<@U1>*` ~/x\\y'],
    ['Chinese and Japanese', '例 えば 東京'],
    ['Korean', '서울 배포'],
    ['a picture', '🚀 go'],
    ['Vietnamese, with accents of their own', 'Tie\u0302\u0301ng Vie\u0323\u0302t'],
    ['Hindi', 'हिन्दी'],
    ['Thai', 'ข้อความ'],
    ['Burmese', 'ကြွှုံ့ မြန်မာ'],
  ])('stays as it is: %s', (_, text) => {
    expect(visibleText(text)).toBe(text);
  });

  it('stays as it is, whatever it says, where every character is plain', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'aZ09 .:/-_*"\'{}\\äßéñжЖλ日語ไทย🚀€→') });
    fc.assert(
      fc.property(plain, (text) => {
        expect(visibleText(text, Number.POSITIVE_INFINITY)).toBe(text);
      }),
    );
  });
});

describe('words from right to left', () => {
  it.each([
    ['a name', 'שלום', isolated('שלום')],
    ['two words, which run as one', 'שלום עולם', isolated('שלום עולם')],
    ['a path, whose parts keep their places', 'שלום/עולם', `${isolated('שלום')}/${isolated('עולם')}`],
    ['vowels, which stay on their letters', 'מֻחַמַּד', isolated('מֻחַמַּד')],
    ['Arabic beside a number', 'version ٣ من 12', `version ${isolated('٣ من')} 12`],
    ['letters outside the first plane', 'a\u{1E900}b', `a${isolated('\u{1E900}')}b`],
  ])('stay readable and move nothing else: %s', (_, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('are found in every script that runs so', () => {
    const inScripts =
      /[\p{L}&&[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Mand}\p{sc=Adlm}\p{sc=Phnx}]]/gv;
    const letters = everyCharacter.match(inScripts) ?? [];
    expect(letters.length).toBeGreaterThan(1_000);
    for (const letter of letters) expect(visibleText(letter)).toBe(isolated(letter));
  });
});

describe('the text that people get', () => {
  const characters = fc.constantFrom(
    ...[
      'a',
      'Z',
      '0',
      ' ',
      '/',
      '\n',
      'é',
      'e\u0301',
      '\u0301',
      '\u0335',
      '\u20DD',
      'न',
      'ि',
      '\uD83D',
      '🚀',
    ],
    ...[
      'ש',
      'ל',
      '\u05B8',
      'م',
      '٣',
      '\u{10800}',
      '\u061C',
      '\u202E',
      '\u2066',
      '\u2068',
      '\u2069',
      '\u3164',
    ],
  );
  const unit = fc.oneof(characters, fc.string({ unit: 'binary', maxLength: 1 }));
  const texts = fc.string({ unit });

  it('holds nothing that changes how the rest is read', () => {
    let hidden = 0;
    let reordering = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const shown = visibleText(text, Number.POSITIVE_INFINITY);
        const between = shown.replace(/\u2068[^\u2068\u2069]+\u2069/g, '');
        expect(between).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Me}]/u);
        expect(between).not.toMatch(/[[\p{Script=Hebrew}\p{Script=Arabic}]&&\p{L}]/v);
        expect(shown).not.toMatch(/(?<!\p{L}\p{M}{0,6})\p{M}/u);
        hidden += shown.includes('\\u{') ? 1 : 0;
        reordering += shown.includes('\u2068') ? 1 : 0;
      }),
      { numRuns: 1_000 },
    );
    expect(hidden).toBeGreaterThan(300);
    expect(reordering).toBeGreaterThan(200);
  });

  it('stays as it is when it comes through again, cut or not', () => {
    const longer = fc.string({ unit, minLength: 10, maxLength: 30 });
    let cut = 0;
    fc.assert(
      fc.property(fc.oneof(texts, longer), fc.integer({ min: 4, max: 30 }), (text, limit) => {
        const shown = visibleText(text, limit);
        expect(visibleText(shown, limit)).toBe(shown);
        expect(visibleLines(visibleLines(text, limit), limit)).toBe(visibleLines(text, limit));
        cut += shown.endsWith('…') && shown.includes('\u2068') ? 1 : 0;
      }),
      { numRuns: 1_000 },
    );
    expect(cut).toBeGreaterThan(50);
  });

  it('may have lines, and still no other control', () => {
    expect(visibleLines('one\r\ntwo\nthree\tfour\rfive\u202E')).toBe(
      'one\ntwo\nthree\\u{9}four\\u{D}five\\u{202E}',
    );
  });

  it('is made in a time that grows with its length', () => {
    for (const part of ['ש ', '\u2068ש', '\u0301', 'e\u0301', 'ש\u05B8']) {
      expect(visibleText(part.repeat(50_000), Number.POSITIVE_INFINITY).length).toBeGreaterThan(50_000);
    }
  });
});

describe('a text that is too long', () => {
  it('is cut, and says so', () => {
    expect(visibleText('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
    expect(visibleText('x'.repeat(200))).toBe('x'.repeat(200));
    expect(visibleLines('x'.repeat(2_001))).toHaveLength(2_000);
    expect(clip('ab🚀cd', 4)).toBe('ab…');
  });

  it('ends an isolate before the cut', () => {
    expect(visibleText('שלום עולם', 6)).toBe(`${isolated('שלו')}…`);
    expect(visibleText('abcשלום', 5)).toBe('abc…');
    expect(visibleText('שלום עולם', 8)).toBe(`${isolated('שלום')}…`);
  });
});
