import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { homeOver } from '../../../../adapters/slack/home/slack-home.ts';
import { type FoundRequest, mostListed, type Part } from '../../../../core/ports/personal-room.ts';
import type { Request } from '../../../../core/request/request.ts';
import { checkBlocks } from '../../../../local/slack/block-kit/check-blocks.ts';
import { readHome } from '../../../../local/slack/windows/view.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, pending, requestIn, states } from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';

const card = { door: 'slack', ref: 'C0APPROVALS/1767614400.000001' };
const list = (items: readonly FoundRequest[], rest: { left?: number; more?: boolean } = {}): Part => ({
  kind: 'list',
  title: 'Waits for you',
  none: 'Nothing waits for you.',
  list: { items, left: 0, more: false, ...rest },
});

async function pageOf(parts: readonly Part[]): Promise<object[]> {
  const pages: { blocks: object[] }[] = [];
  await homeOver(async (_handle, view) => void pages.push(view)).publish('U0SECONE', parts);
  return pages[0]?.blocks ?? [];
}
const answerOf = (parts: readonly Part[]) =>
  homeOver(async () => {}).answer(parts) as { text: string; response_type: string; blocks: object[] };

let ids = 0;
const newId = () => {
  ids += 1;
  return `id${ids}`;
};

/** What somebody who wants to mislead would write, and what takes most room as JSON. */
const hostile = fc
  .array(
    fc.constantFrom(
      '<!channel>',
      '<@U0SECONE>',
      '*bold*',
      '"',
      '\\',
      '\n',
      '\u{202E}',
      'a'.repeat(300),
      '👩‍👩‍👧‍👦',
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('a person’s page', () => {
  it('is within every limit of Slack, whatever requests it is about, and answers too', async () => {
    const anyFound = fc
      .record({
        state: fc.constantFrom(...states),
        text: hostile,
        hasCard: fc.boolean(),
        mayDeny: fc.boolean(),
      })
      .map(({ state, text, hasCard, mayDeny }): FoundRequest => {
        const request: Request = {
          ...requestIn(state),
          sentence: text,
          environment: text,
          stated: { reason: text },
        };
        return { request, ...(hasCard && { card }), ...(mayDeny && { mayDeny }) };
      });
    const found = fc.array(anyFound, { maxLength: mostListed });
    await fc.assert(
      fc.asyncProperty(found, found, anyFound, hostile, async (one, two, three, text) => {
        const parts: Part[] = [list(one), list(two, { left: 3 }), list(one, { more: true })];
        expect(readHome({ type: 'home', blocks: await pageOf(parts) }, newId)).toMatchObject({ ok: true });
        for (const some of [
          parts,
          [{ kind: 'request' as const, found: three }],
          [{ kind: 'text' as const, text }],
        ]) {
          const { blocks, response_type } = answerOf(some);
          expect(checkBlocks(blocks)).toMatchObject({ kind: 'valid' });
          expect(response_type).toBe('ephemeral');
          // Nothing of it is markup: only rich text, headers of ours and buttons.
          expect(JSON.stringify(blocks)).not.toContain('mrkdwn');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows all of a list, and an answer what has room, with how many are left out', async () => {
    const wordy = { request: { ...pending(), sentence: '"'.repeat(160) }, card, mayDeny: true as const };
    const full = list(Array(mostListed).fill(wordy));
    const timesIn = (shown: unknown) => JSON.stringify(shown).split('list-details').length - 1;
    expect(timesIn(await pageOf([full, full, full]))).toBe(3 * mostListed);
    const { blocks } = answerOf([full]);
    expect(timesIn(blocks)).toBeGreaterThan(5);
    expect(timesIn(blocks)).toBeLessThan(mostListed);
    expect(JSON.stringify(blocks)).toContain(`… and ${mostListed - timesIn(blocks)} more`);
  });

  it('says that there are more also where it does not know how many', async () => {
    const found = { request: pending(), card };
    expect(JSON.stringify(await pageOf([list([found], { left: 7, more: true })]))).toContain(
      '… and more than 7 others',
    );
    expect(JSON.stringify(await pageOf([list([found])]))).not.toContain('… and');
    expect(answerOf([list([found], { left: 7, more: true })]).text).toBe('Waits for you: more than 8');
  });

  it('leads to no window before there is a card', async () => {
    expect(JSON.stringify(await pageOf([list([{ request: pending() }])]))).not.toContain('list-details');
  });

  it('tells a voter’s own vote, however their id is spelled, and nobody else’s', async () => {
    const { request } = counted(pending(twoGroups), people.securityOne);
    const part = { ...list([{ request }]), voter: people.securityOne.id.toUpperCase() } as Part;
    expect(JSON.stringify(await pageOf([part]))).toContain('Approved by you');
    const other = { ...list([{ request }]), voter: people.securityTwo.id } as Part;
    expect(JSON.stringify(await pageOf([other]))).not.toContain('by you');
  });
});

describe('one request', () => {
  const shown = (request: Request) =>
    JSON.stringify(answerOf([{ kind: 'request', found: { request, card } }]));

  it('tells who is needed, who has voted, and the agent’s reason as its words', () => {
    const said = shown(counted(pending(twoGroups), people.securityOne).request);
    expect(said).toContain('Needs 1 of security and 1 of data-owners.');
    expect(said).toContain('Approved by security.one@example.com');
    expect(said).toContain('The agent says');
    expect(shown(requestIn('denied'))).toContain('It is denied');
  });

  it('that a person asked for has no words of the agent', () => {
    expect(shown({ ...pending(), asker: people.securityOne.id })).not.toContain('The agent says');
  });
});
