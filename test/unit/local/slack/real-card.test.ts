import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardBlocks, cardText } from '../../../../adapters/slack/card.ts';
import { checkBlocks } from '../../../../local/slack/block-kit/check-blocks.ts';
import { anyObject, anyText } from '../../../support/given/any-json.ts';
import { opened } from '../../../support/given/requests.ts';
import { review } from '../../../support/given/rulings.ts';

describe("Countersign's card is one that Slack takes", () => {
  const stated = (text: fc.Arbitrary<string>) =>
    fc.record({ reason: text }, { requiredKeys: ['reason'] }).filter(({ reason }) => reason.trim() !== '');

  test('whatever an agent writes', () => {
    fc.assert(
      fc.property(
        stated(anyText(2_000)),
        anyObject,
        anyText(200).filter((text) => text !== ''),
        (claims, shown, sentence) => {
          const { request } = opened(review(), { stated: claims, shown, sentence });
          expect(checkBlocks(cardBlocks(request, ['<@U0SECONE>']))).toMatchObject({ kind: 'valid' });
          expect(cardText(request).length).toBeLessThan(4_000);
        },
      ),
    );
  });

  const longest = (character: string) => {
    const long = character.repeat(2_000).slice(0, 2_000);
    const short = long.slice(0, 200);
    const claims = { reason: `.${long}`.slice(0, 2_000), ticket: short, model: short, conversation: long };
    const { request } = opened(review(), { stated: claims, shown: { [long]: long }, sentence: long });
    return checkBlocks(cardBlocks(request, ['<@U0SECONE>']));
  };

  test.each(['x', '<', '&', '*', 'é'])(
    'also where everything is as long as it may be, and only %j',
    (character) => {
      expect(longest(character)).toMatchObject({ kind: 'valid' });
    },
  );

  test.each(['"', '\\', '\n', '\u0000', '\u202e'])('and only %j', (character) => {
    expect(longest(character)).toMatchObject({ kind: 'valid' });
  });
});
