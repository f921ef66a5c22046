import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parametersInThread, parametersOnCard } from '../../../../adapters/slack/shown-parameters.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { visibleLines } from '../../../../core/lib/visible-text.ts';
import { checkBlocks } from '../../../../local/slack/block-kit/check-blocks.ts';
import { runs } from '../../../support/all.ts';
import { anyObject } from '../../../support/given/any-json.ts';
import { pending } from '../../../support/given/requests.ts';

/** All text of the blocks, in their order. */
function textIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(textIn).join('');
  if (typeof value !== 'object' || value === null) return '';
  if ('text' in value && typeof value.text === 'string') return value.text;
  return 'elements' in value ? textIn(value.elements) : '';
}

const hard = fc
  .constantFrom('"', '\\', '\n', '\u202e', '🚀', '*', '<!channel>', 'x')
  .map((one) => one.repeat(1_500));

describe('parameters that people sign', () => {
  test('are on the card whole, or whole in its thread, in messages that Slack takes', () => {
    fc.assert(
      fc.property(anyObject, fc.array(hard, { maxLength: 6 }), (some, long) => {
        const shown = { ...some, long };
        const request = pending({}, { shown });
        const whole = visibleLines(
          JSON.stringify(JSON.parse(canonicalJson(shown)), null, 2),
          Number.POSITIVE_INFINITY,
        );
        const parts = parametersInThread(request);
        expect(parts.length === 0 ? textIn(parametersOnCard(request)) : textIn(parts)).toBe(whole);
        for (const blocks of parts) expect(checkBlocks(blocks)).toMatchObject({ kind: 'valid' });
      }),
      { numRuns: 60 },
    );
  });

  test('look the same only where they are the same, whatever cannot be seen in them', () => {
    const piece = fc.constantFrom(
      'x',
      'العربية',
      '\u2068',
      '\u2069',
      '\u202E',
      '\u200B',
      '\\u{202E}',
      '\\u2068',
      '\\',
      '\n',
      '\\n',
      '"',
      ' ',
      '\u00A0',
    );
    const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    // The isolates that we set around words from right to left are not seen either.
    const seen = (one: string): string =>
      textIn(parametersOnCard(pending({}, { shown: { one } }))).replace(/[\u2068\u2069]/g, '');
    fc.assert(
      fc.property(text, text, fc.array(piece, { maxLength: 1 }), (one, other, added) => {
        for (const another of [other, one + added.join(''), added.join('') + one, `\u2068${one}\u2069`])
          expect(seen(one) === seen(another)).toBe(one === another);
      }),
      runs(300, 3_000),
    );
  });

  test('say on the card how much of them is in the thread', () => {
    const request = pending({}, { shown: { text: 'a'.repeat(5_000) } });
    expect(textIn(parametersOnCard(request))).toMatch(
      /… 4\d{3} more characters\. All of it is in the thread below/,
    );
  });

  test('are decoded where their own text says little, and a policy is said in words first', () => {
    const request = pending(
      {},
      {
        shown: { RoleName: 'etl', PolicyDocument: '{"Statement":[{"Action":"*"}],"Version":"2012-10-17"}' },
        shownAs: [{ pointer: '/PolicyDocument', as: 'policy', says: ['Allows everything'] }],
      },
    );
    expect(textIn(parametersOnCard(request))).toBe(`PolicyDocument, in words:
  - Allows everything
{
  "PolicyDocument": "(PolicyDocument stands below, decoded)",
  "RoleName": "etl"
}
PolicyDocument, decoded:
  {
    "Version": "2012-10-17",
    "Statement": [
      {
        "Action": "*"
      }
    ]
  }`);
  });

  test('say what a policy grants in one line each, whatever its writer put into names', () => {
    const request = pending(
      {},
      {
        shown: { PolicyDocument: '{}' },
        shownAs: [{ pointer: '/PolicyDocument', as: 'policy', says: ['Allows x\n{\n}\nAll harmless:'] }],
      },
    );
    expect(textIn(parametersOnCard(request))).not.toMatch(/^All harmless/m);
    expect(textIn(parametersOnCard(request))).toContain('  - Allows x\\u{A}{');
  });

  test('cannot pass for a line of ours, and a long script is whole in the thread', () => {
    const script = `#!/bin/sh\nUserData, decoded:\n${'echo \u202e\n'.repeat(1_000)}rm -rf /`;
    const request = pending(
      {},
      {
        shown: { UserData: Buffer.from(script).toString('base64') },
        shownAs: [{ pointer: '/UserData', as: 'text', says: [] }],
      },
    );
    const whole = textIn(parametersInThread(request));
    expect(whole.match(/^UserData, decoded:$/gm)).toHaveLength(1);
    expect(whole).toContain('\n  UserData, decoded:\n');
    expect(whole).toContain('\\u{202E}');
    expect(whole.endsWith('\n  rm -rf /')).toBe(true);
  });
});
