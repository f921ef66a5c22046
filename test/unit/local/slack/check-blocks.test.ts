import { describe, expect, test } from 'vitest';
import { checkBlocks } from '../../../../local/slack/block-kit/check-blocks.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const button = (action_id: string, more: object = {}) => ({
  type: 'button',
  action_id,
  text: plain('Press'),
  ...more,
});
const problemsOf = (...blocks: unknown[]): string[] => {
  const checked = checkBlocks(blocks);
  return checked.kind === 'invalid' ? checked.problems : [];
};

describe('Block Kit that Slack takes is taken', () => {
  test.each<[string, object]>([
    ['a header of 150 characters', { type: 'header', text: plain('x'.repeat(150)) }],
    ['a section of 3,000 characters', { type: 'section', text: mrkdwn('x'.repeat(3_000)) }],
    ['ten fields', { type: 'section', fields: Array.from({ length: 10 }, () => mrkdwn('x')) }],
    [
      'a button with a value of 2,000 characters',
      { type: 'actions', elements: [button('a', { value: 'x'.repeat(2_000) })] },
    ],
    [
      'an input',
      { type: 'input', label: plain('Why'), element: { type: 'plain_text_input', action_id: 'why' } },
    ],
    ['a divider', { type: 'divider' }],
    [
      'rich text',
      {
        type: 'rich_text',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'x', style: { bold: true } }] },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: '{}' }] },
          { type: 'rich_text_quote', elements: [{ type: 'user', user_id: 'U1' }] },
          {
            type: 'rich_text_list',
            style: 'bullet',
            elements: [{ type: 'rich_text_section', elements: [] }],
          },
        ],
      },
    ],
  ])('%s', (_, block) => {
    expect(checkBlocks([block])).toEqual({ kind: 'valid', blocks: [block] });
  });

  test('fifty blocks', () => {
    expect(checkBlocks(Array.from({ length: 50 }, () => ({ type: 'divider' }))).kind).toBe('valid');
  });
});

describe('Block Kit that Slack refuses is refused with the place', () => {
  test.each<[string, object, string]>([
    [
      'a header of 151 characters',
      { type: 'header', text: plain('x'.repeat(151)) },
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a header in mrkdwn',
      { type: 'header', text: mrkdwn('x') },
      'Invalid input: expected "plain_text" [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a section of 3,001 characters',
      { type: 'section', text: mrkdwn('x'.repeat(3_001)) },
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'an empty text',
      { type: 'section', text: mrkdwn('') },
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a section of nothing',
      { type: 'section' },
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'eleven fields',
      { type: 'section', fields: Array.from({ length: 11 }, () => mrkdwn('x')) },
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a field of 2,001 characters',
      { type: 'section', fields: [mrkdwn('x'.repeat(2_001))] },
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'a button value of 2,001 characters',
      { type: 'actions', elements: [button('a', { value: 'x'.repeat(2_001) })] },
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    ['an unknown block', { type: 'carousel' }, 'unsupported type: carousel [json-pointer:/blocks/0/type]'],
    [
      'an unknown element',
      { type: 'actions', elements: [{ type: 'lever' }] },
      'unsupported type: lever [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a misspelt property',
      { type: 'divider', blok_id: 'x' },
      'invalid additional property: blok_id [json-pointer:/blocks/0]',
    ],
    ['a block without a type', {}, 'unsupported type: undefined [json-pointer:/blocks/0/type]'],
    [
      'two buttons with one action_id',
      { type: 'actions', elements: [button('same'), button('same')] },
      'action_id already exists: same [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      'a link that runs a script',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'link', url: 'javascript:alert(1)' }] }],
      },
      'Invalid URL [json-pointer:/blocks/0/elements/0/elements/0/url]',
    ],
  ])('%s', (_, block, problem) => {
    expect(problemsOf(block)).toEqual([problem]);
  });

  test('two blocks with one block_id', () => {
    const problem = 'block_id already exists: a [json-pointer:/blocks/1/block_id]';
    expect(problemsOf({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' })).toEqual([
      problem,
    ]);
  });

  test('fifty-one blocks', () => {
    const blocks = Array.from({ length: 51 }, () => ({ type: 'divider' }));
    expect(problemsOf(...blocks)).toEqual(['no more than 50 items allowed [json-pointer:/blocks]']);
  });

  test('blocks that are too long together, though each of them is not', () => {
    const blocks = Array.from({ length: 5 }, () => ({ type: 'section', text: mrkdwn('x'.repeat(2_900)) }));
    expect(checkBlocks(blocks)).toMatchObject({ kind: 'too-long' });
  });
});
