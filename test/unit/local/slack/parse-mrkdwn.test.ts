import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Inline, RichTextElement } from '../../../../local/slack/block-kit/rich-text.ts';
import { parseMrkdwn } from '../../../../local/slack/mrkdwn/parse-mrkdwn.ts';

const inlines = (elements: RichTextElement[]): Inline[] =>
  elements.flatMap((element) =>
    element.type === 'rich_text_list'
      ? element.elements.flatMap((section) => section.elements)
      : element.elements,
  );
const read = (text: string): Inline[] => inlines(parseMrkdwn(text));
const words = (text: string): string =>
  read(text)
    .map((inline) => (inline.type === 'text' ? inline.text : `<${inline.type}>`))
    .join('');

describe('mrkdwn is read as Slack reads it', () => {
  test.each<[string, Inline[]]>([
    ['*bold*', [{ type: 'text', text: 'bold', style: { bold: true } }]],
    ['_slanted_', [{ type: 'text', text: 'slanted', style: { italic: true } }]],
    ['~gone~', [{ type: 'text', text: 'gone', style: { strike: true } }]],
    ['`*code*`', [{ type: 'text', text: '*code*', style: { code: true } }]],
    ['*_both_*', [{ type: 'text', text: 'both', style: { bold: true, italic: true } }]],
    ['<@U0ONE>', [{ type: 'user', user_id: 'U0ONE' }]],
    ['<!here>', [{ type: 'broadcast', range: 'here' }]],
    [
      '<https://example.com/a?b=1&amp;c=2|the *run*>',
      [{ type: 'link', url: 'https://example.com/a?b=1&c=2', text: 'the *run*' }],
    ],
    [
      'https://example.com/x.',
      [
        { type: 'link', url: 'https://example.com/x' },
        { type: 'text', text: '.' },
      ],
    ],
    [':lock:', [{ type: 'emoji', name: 'lock' }]],
    [
      '<!date^1700000000^{time}|then>',
      [{ type: 'date', timestamp: 1_700_000_000, format: '{time}', fallback: 'then' }],
    ],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each([
    'snake_case_name',
    '2*3*4',
    'a * b * c',
    '10:30:45',
    '<javascript:alert(1)|click>',
    'x < y > z',
    '**',
    '`',
  ])('%s stays as it is', (text) => {
    expect(words(text)).toBe(text);
  });

  test('each entity is decoded once', () => {
    expect(words('&lt;b&gt; &amp;amp; &amp;lt;')).toBe('<b> &amp; &lt;');
  });

  test('a fence keeps its marks, and quotes stand apart', () => {
    expect(parseMrkdwn('before\n```\n*raw* &lt;\n```\n&gt; said\nafter').map(({ type }) => type)).toEqual([
      'rich_text_section',
      'rich_text_preformatted',
      'rich_text_quote',
      'rich_text_section',
    ]);
    expect(words('```*raw* &lt;```')).toBe('*raw* <');
  });
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('whoever escapes is safe', () => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom('<', '>', '&', '!', 'channel', '@U0ONE', '|', 'amp;', 'lt;', ' ', '\n'),
        fc.string(),
      ),
    )
    .map((parts) => parts.join(''));

  test('an escaped text mentions nobody and links nowhere', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const types = inlines(parseMrkdwn(escaped(text), { verbatim: true })).map(({ type }) => type);
        expect(types.filter((type) => !['text', 'emoji'].includes(type))).toEqual([]);
      }),
    );
  });

  test('a text without marks comes back letter by letter', () => {
    const unmarked = fc.string().filter((text) => !/[*_~`:\n]|https?:/.test(text) && !text.startsWith('>'));
    fc.assert(
      fc.property(unmarked, (text) => {
        expect(words(escaped(text))).toBe(text);
      }),
    );
  });
});
