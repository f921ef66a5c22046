import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardBlocks, cardText } from '../../../../adapters/slack/card.ts';
import { type CardNames, noNames } from '../../../../adapters/slack/card-names.ts';
import type { State } from '../../../../core/request/lifecycle.ts';
import type { Request } from '../../../../core/request/request.ts';
import { checkBlocks } from '../../../../local/slack/block-kit/check-blocks.ts';
import { runs } from '../../../support/all.ts';
import { anyRequest } from '../../../support/given/any-request.ts';
import { catalog } from '../../../support/given/catalog.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import {
  counted,
  etlCaller,
  pending,
  requestIn,
  states,
  submission,
} from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';

const mentions = Array.from({ length: 20 }, (_, index) => `U0PERSON${index}AAAAAAAAAA`);

/** Every object inside a card that has this key. */
function objectsWith(key: string, value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap((item) => objectsWith(key, item));
  return key in value ? [value as Record<string, unknown>, ...inner] : inner;
}

const typed = (blocks: unknown, type: string) =>
  objectsWith('type', blocks).filter((object) => object.type === type);
const textsOf = (blocks: unknown, type: string): string[] =>
  typed(blocks, type).map(({ text }) => String(text));

/** As long as the directory and the settings let them be. */
const longNames: CardNames = {
  userOf: () => `U${'0'.repeat(20)}`,
  accountName: () => 'n'.repeat(60),
  ticketUrl: `https://tickets.example.com/{ticket}?${'q'.repeat(200)}`.slice(0, 200),
};
const shortNames: CardNames = { ...noNames, ticketUrl: longNames.ticketUrl };

/** Each is two characters to Slack. */
const quotes = (length: number) => '"'.repeat(length);
const longest = mentions.map((id) => id.padEnd(21, 'A'));

/** Everybody who can write on a card has written as much as they can. */
function filled(state: State, sentence: string, parameter: string, seen: string): Request {
  const caller = etlCaller({ session: quotes(64) });
  const groups = [1, 2, 3, 4].map((number) => `group-${number}`.padEnd(63, '-x'));
  const base = pending(
    {
      approvals: groups.map((group) => ({ group, count: 9 })),
      substitutes: groups.map((group) => ({ group, by: group, afterSeconds: 60 })),
    },
    {
      caller,
      sentence,
      shown: { text: parameter },
      stated: { reason: quotes(2_000), ticket: 'T'.repeat(64) },
      facts: { ...submission({ caller }).facts, resource: quotes(1_200) },
    },
  );
  const vote = { choice: 'approve' as const, groups: [], digest: base.digest, at: noon, reason: quotes(5) };
  const answer = { session: 'nightly-run', text: quotes(2_000), at: noon };
  const question = { person: people.securityOne.id, text: quotes(1_000), at: noon, answer };
  return {
    ...base,
    ruling: {
      ...base.ruling,
      risk: 'critical',
      policies: [quotes(100), quotes(100), quotes(100)],
      reasons: [quotes(400)],
    },
    uncurated: true,
    unlimited: true,
    hides: true,
    answersSecret: true,
    undoable: true,
    seen: { at: noon, value: { text: seen }, hash: 'd'.repeat(64) },
    votes: Array.from({ length: 30 }, () => ({ ...vote, person: 'a@b.co' })),
    questions: [question, question, question, question],
    state,
    decidedAt: noon,
    usableUntil: noon,
    startedAt: noon,
    endedAt: noon,
    accessKeyId: quotes(30),
    awsRequestId: quotes(100),
    failure: { code: quotes(100), message: quotes(2_000) },
    result: { hash: 'c'.repeat(64), value: { text: quotes(2_000) } },
    undo: { kind: 'offered', action: quotes(60), remains: quotes(1_000) },
    evidence: {
      kind: 'confirmed',
      at: noon,
      eventIds: ['event-1'],
      untold: [quotes(900)],
      errorCode: quotes(100),
    },
  } as Request;
}

describe('a card', () => {
  it.each(states)('can be drawn when the request is %s', (state) => {
    const request = requestIn(state);
    const blocks = cardBlocks(request, []);
    expect(blocks[0]).toMatchObject({ type: 'header' });
    expect(cardText(request)).toContain('Delete database orders');
    expect(typed(blocks, 'button')).toHaveLength(state === 'pending' ? 4 : 0);
    expect(typed(blocks, 'plain_text_input')).toHaveLength(0);
  });

  it('carries on its buttons which request a press signs, and what', () => {
    const request = pending();
    for (const { action_id, value } of typed(cardBlocks(request, []), 'button')) {
      expect(['approve', 'open-deny', 'open-details', 'open-question']).toContain(action_id);
      expect(JSON.parse(String(value))).toEqual({ v: 1, request: request.id, digest: request.digest });
    }
  });

  it('says who must sign, who has, and who is asked', () => {
    const { request } = counted(pending(twoGroups), people.securityOne);
    const blocks = cardBlocks(request, ['U0DATAONE']);
    const text = textsOf(blocks, 'text').join('');
    expect(text).toContain('1 of 2 approvals. Needs 1 of security and 1 of data-owners');
    expect(text).toContain('Approved by security.one@example.com');
    expect(text).toContain('Asked: ');
    expect(typed(blocks, 'user')).toEqual([{ type: 'user', user_id: 'U0DATAONE' }]);
  });

  it.each([
    ['where it has room', 'Delete database orders', 'Approve? Delete database orders'],
    ['and below it where it has not', `Delete ${'orders, '.repeat(30)}all`, 'Approve?'],
  ])('asks with the whole sentence: in its header %s', (_, sentence, header) => {
    const blocks = cardBlocks(pending({}, { sentence }), []);
    expect(blocks[0]).toMatchObject({ type: 'header', text: { text: header } });
    expect([...textsOf(blocks, 'plain_text'), ...textsOf(blocks, 'text')].join('\n')).toContain(sentence);
  });

  it('says the risk in words beside its mark, who answers for the agent, and why people are asked', () => {
    const request = pending();
    const text = textsOf(cardBlocks(request, []), 'text').join('');
    expect(text).toContain('High risk');
    expect(text).toContain(`Owner: ${request.agent.owners.join(', ')}`);
    expect(text).toContain(`Asked because of policy ${request.ruling.policies.join(', ')}: `);
  });

  it('gives the deadline in the reader’s own zone, with the moment in UTC where that cannot be shown', () => {
    expect(typed(cardBlocks(pending(), []), 'date')).toEqual([
      expect.objectContaining({
        timestamp: Date.parse(pending().expiresAt) / 1_000,
        fallback: expect.stringMatching(/^2026-01-05 \d\d:\d\d UTC$/),
      }),
    ]);
  });

  it('calls people and accounts by their names where somebody has said them', () => {
    const names = { userOf: () => 'U0SECONE', accountName: () => 'payments' };
    const { request } = counted(pending(twoGroups), people.securityOne);
    const blocks = cardBlocks(request, [], 'with buttons', names);
    expect(typed(blocks, 'user')).toEqual([{ type: 'user', user_id: 'U0SECONE' }]);
    expect(textsOf(blocks, 'text').join('')).toContain('account payments (111122223333)');
  });

  it.each([
    ['OPS-12', ['https://tickets.example.com/OPS-12?view=all']],
    ['OPS/../../login', []],
    ['https://evil.example.com', []],
    ['', []],
  ])('links a ticket that can be nothing but a name: %j', (ticket, urls) => {
    const names = { ...noNames, ticketUrl: 'https://tickets.example.com/{ticket}?view=all' };
    const request = pending({}, { stated: { reason: 'It is due.', ticket } });
    const links = typed(cardBlocks(request, [], 'with buttons', names), 'link');
    expect(links.map(({ url }) => url)).toEqual(urls);
    expect(typed(cardBlocks(request, []), 'link')).toEqual([]);
  });

  it('has no gaps that push words of an agent to where a line of ours would begin', () => {
    const gap = ' '.repeat(90);
    const sentence = `Delete object a.txt${gap}Low risk, as every day`;
    const resource = `arn:aws:s3:::logs/a.txt${gap}Where: sandbox`;
    const { facts } = submission();
    for (const risk of ['high', 'critical'] as const) {
      const base = pending({}, { sentence, facts: { ...facts, resource } });
      const blocks = cardBlocks({ ...base, ruling: { ...base.ruling, risk } }, []);
      const texts = [...textsOf(blocks, 'text'), ...textsOf(blocks, 'plain_text')].join('\n');
      expect(texts).not.toMatch(/ {3}/);
      expect(texts).toContain('a.txt␣×90Low risk, as every day');
      expect(texts).toContain('a.txt␣×90Where: sandbox');
    }
  });

  it('is a function of the request', () => {
    fc.assert(
      fc.property(anyRequest(), (request) => {
        const copy = JSON.parse(JSON.stringify(request)) as Request;
        expect(cardBlocks(copy, mentions)).toEqual(cardBlocks(request, mentions));
      }),
      { numRuns: 30 },
    );
  });

  it('shows what agents and people wrote where it means nothing but itself', () => {
    fc.assert(
      fc.property(anyRequest(), (request) => {
        const blocks = cardBlocks(request, []);
        expect(typed(blocks, 'mrkdwn')).toEqual([]);
        for (const block of typed(blocks, 'rich_text')) {
          const types = objectsWith('type', block).map(({ type }) => type);
          const plain = [
            'rich_text',
            'rich_text_section',
            'rich_text_quote',
            'rich_text_preformatted',
            'text',
            'emoji',
            'date',
          ];
          expect(plain).toEqual(expect.arrayContaining(types));
        }
      }),
    );
  });

  it('rings nobody and links nowhere but to whom we ask, whatever agents and people wrote', () => {
    fc.assert(
      fc.property(anyRequest(), (request) => {
        const text = cardText(request);
        expect(text).not.toMatch(/[<>]/);
        expect(text.replace(/&(?:amp|lt|gt);/g, '')).not.toContain('&');
        const rung = typed(cardBlocks(request, mentions), 'user').map(({ user_id }) => user_id);
        expect(rung).toEqual(mentions.slice(0, rung.length));
        expect(rung.length > 0).toBe(request.state === 'pending');
      }),
    );
  });

  it('has nothing in it that cannot be seen', () => {
    fc.assert(
      fc.property(anyRequest(), (request) => {
        const all = objectsWith('text', cardBlocks(request, mentions)).map(({ text }) => text);
        for (const text of [...all, cardText(request)]) {
          if (typeof text !== 'string') continue;
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
        }
      }),
    );
  });

  it.each(states)(
    'keeps to Slack’s limits, whatever is written on it and however long names are: %s',
    (state) => {
      fc.assert(
        fc.property(
          anyRequest(catalog.entries, [state]),
          fc.constantFrom(noNames, shortNames, longNames),
          (request, names) => {
            const blocks = cardBlocks(request, mentions, 'with buttons', names);
            expect(checkBlocks(blocks, { blocks: 50, characters: 12_000 })).toMatchObject({ kind: 'valid' });
            for (const text of textsOf(blocks, 'text')) expect(text.length).toBeLessThanOrEqual(3_000);
            expect(cardText(request).length).toBeLessThanOrEqual(4_000);
          },
        ),
        runs(20, 3_000, state),
      );
    },
  );

  it.each(states)('keeps to them where nothing more fits into any field: %s', (state) => {
    for (const [sentence, parameter, seen] of [
      [600, 460, 280],
      [600, 2_000, 3_000],
      [270, 460, 280],
    ] as const) {
      const blocks = cardBlocks(
        filled(state, quotes(sentence), quotes(parameter), quotes(seen)),
        longest,
        'with buttons',
        longNames,
      );
      expect(checkBlocks(blocks, { blocks: 50, characters: 12_000 })).toMatchObject({ kind: 'valid' });
      expect(textsOf(blocks, 'text')).toContain(quotes(sentence));
      if (state === 'pending') expect(textsOf(blocks, 'text')).toContain('4 earlier questions: see Details');
    }
  });

  it.each([
    ['approve', {}],
    ['open-approve', { reason: 'required' as const }],
  ])('of what is critical asks once more, in words, before a yes: %s', (action_id, terms) => {
    const sentence = 'Delete database :white_check_mark: orders';
    const base = pending(terms, { sentence });
    const critical = { ...base, ruling: { ...base.ruling, risk: 'critical' as const } };
    const approve = (request: Request) =>
      typed(cardBlocks(request, []), 'button').find((button) => button.action_id === action_id);
    expect(approve(critical)).toMatchObject({
      confirm: {
        text: {
          type: 'plain_text',
          text: `${sentence}. You sign ${critical.digest.slice(0, 12)}.`,
          emoji: false,
        },
      },
    });
    expect(approve(base)).not.toHaveProperty('confirm');
    // Slack takes 300 characters of it: what is longer is read whole before a yes.
    expect(approve({ ...critical, sentence: 'Delete '.repeat(45) })).toBeUndefined();
  });

  it('says when it does not show all', () => {
    const text = `${'a'.repeat(50_000)}the end`;
    const request = pending({}, { shown: { text }, stated: { reason: 'b'.repeat(2_000) } });
    const shown = textsOf(cardBlocks(request, []), 'text').join('\n');
    expect(shown).not.toContain('the end');
    expect(shown).toMatch(/\d{5} more characters\. All of it is in the thread below/);
    expect(shown).toMatch(/b…/);
  });
});
