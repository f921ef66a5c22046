import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deniedBlocks, deniedText } from '../../../../adapters/slack/denied-card.ts';
import { mostLines } from '../../../../core/detection/denied-hour.ts';
import { checkBlocks } from '../../../../local/slack/block-kit/check-blocks.ts';
import { anyText } from '../../../support/given/any-json.ts';
import { deniedHour, deniedLine } from '../../../support/given/sightings.ts';

const owners = ['U0OWNERONE'];
const textOf = (blocks: unknown): string => JSON.stringify(blocks);

describe('the card of what AWS denied', () => {
  it('says what was tried, where, by whom, what said no, and how to ask', () => {
    const text = textOf(
      deniedBlocks(deniedHour(deniedLine(), deniedLine({ sightingId: 'two-two-two' })), owners),
    );
    for (const said of [
      'Agent etl made calls that AWS denied.',
      'Delete database orders without a final snapshot',
      '(2 times)',
      'in prod (111122223333, eu-central-1), by session nightly-run',
      'Denied by the permissions boundary of its role',
      'countersign request',
      'Since 2026-01-05 12:00 UTC',
    ])
      expect(text).toContain(said);
    expect(text).toContain('"user_id":"U0OWNERONE"');
  });

  it('has a button where its owner can ask, and says why not where nobody can', () => {
    const buttons = (line: Parameters<typeof deniedLine>[0]) =>
      textOf(deniedBlocks(deniedHour(deniedLine(line)), owners));
    expect(buttons({})).toContain('Turn into a request');
    expect(buttons({})).toContain(
      JSON.stringify('{"v":1,"sighting":"00000000-0000-4000-8000-000000000001"}'),
    );
    expect(buttons({ whyNot: 'Policy refuses it.' })).not.toContain('Turn into a request');
    expect(buttons({ whyNot: 'Policy refuses it.' })).toContain(
      'No request can be made of it here: Policy refuses it.',
    );
    expect(buttons({ requestId: 'f'.repeat(32) })).not.toContain('Turn into a request');
  });

  const full = (text: string) =>
    deniedHour(
      ...Array.from({ length: mostLines + 3 }, (_, n) =>
        deniedLine({
          key: `${n}`,
          sightingId: `00000000-0000-4000-8000-00000000000${n}`,
          ...{ action: text, resource: text, sentence: text, session: text, by: text, environment: text },
          ...(n % 2 === 0 && { whyNot: text }),
        }),
      ),
    );

  it.each(['x', '<', '&', '*', 'é', '"', '\\', '\n', '\u0000', '\u202e'])(
    'is one that Slack takes, also full, and where all of it is %j',
    (character) => {
      const hour = full(character.repeat(2_000));
      const long = Array(20).fill('U0OWNERONE'.padEnd(21, 'A'));
      expect(checkBlocks(deniedBlocks(hour, long), { blocks: 50, characters: 12_000 })).toMatchObject({
        kind: 'valid',
      });
      expect(deniedText(hour).length).toBeLessThan(4_000);
    },
  );

  it('is one that Slack takes whatever a caller named, which stays text', () => {
    fc.assert(
      fc.property(
        anyText(300).filter((text) => text.trim() !== ''),
        (text) => {
          const blocks = deniedBlocks(full(text), owners);
          expect(checkBlocks(blocks)).toMatchObject({ kind: 'valid' });
          expect(textOf(blocks)).not.toContain('"type":"mrkdwn"');
        },
      ),
    );
  });

  it('rings for nobody whom a caller names', () => {
    const text = textOf(deniedBlocks(full('<!channel> <@U0SECONE>'), owners));
    expect(text.match(/"user_id"/g)).toHaveLength(1);
    expect(deniedText(full('<!channel>'))).not.toContain('<!channel>');
  });
});
