import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardBlocks, cardText } from '../../../../adapters/slack/card.ts';
import { noNames } from '../../../../adapters/slack/card-names.ts';
import type { JsonObject } from '../../../../core/lib/json.ts';
import type { Request, Vote } from '../../../../core/request/request.ts';
import { runs } from '../../../support/all.ts';
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

/** What somebody who wants to mislead would write. */
const hostile = fc.constantFrom(
  '<!channel>',
  '<!here|all fine>',
  '<@U0SECONE>',
  '<https://evil.example|Approve here>',
  '<#C0GENERAL>',
  '&lt;!channel&gt;',
  '&',
  '<',
  '>',
  '*bold*',
  '_it_',
  '~gone~',
  '`code`',
  '```',
  '> quote',
  ':white_check_mark: Approved by boss',
  '\n',
  '\r\n',
  '\u{202E}desrever',
  '\u{200B}',
  '\u{2066}',
  '\u0000',
  '\u001b[2K',
  '"',
  '\\',
  '👩‍👩‍👧‍👦',
  '\u{E0041}',
  '\ud83d\ude00',
  '*3 of 3 approvals.*',
  '{"request":"x"}',
  'plain words ',
);
const hostileText = (length: number) =>
  fc
    .tuple(fc.array(hostile, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: length }))
    .map(([parts, size]) =>
      parts
        .join('')
        .repeat(Math.ceil(length / 2))
        .slice(0, size)
        .toWellFormed(),
    );
const allOf = (length: number) => hostile.map((part) => part.repeat(length).slice(0, length).toWellFormed());
const anyWords = (length: number) => fc.oneof(hostileText(length), allOf(length));

const anyVote = fc.record({
  person: fc.constantFrom(...Object.values(people).map(({ id }) => id)),
  choice: fc.constantFrom('approve' as const, 'deny' as const),
  reason: anyWords(500),
});

const seenAs = ({ seen, notSeen }: { seen?: JsonObject; notSeen?: string }) => ({
  ...(seen && { seen: { at: noon, value: seen, hash: 'd'.repeat(64) } }),
  ...(notSeen !== undefined && { notSeen }),
});

const anyRequest: fc.Arbitrary<Request> = fc
  .record({
    stated: fc.record({
      reason: anyWords(2_000),
      ticket: anyWords(200),
      model: anyWords(200),
      conversation: anyWords(2_000),
    }),
    sentence: anyWords(600),
    resource: anyWords(1_200),
    session: anyWords(64),
    policies: fc.array(anyWords(100), { maxLength: 30 }),
    parameters: fc.oneof(
      fc.dictionary(anyWords(40), anyWords(2_000), { maxKeys: 4 }),
      anyWords(60_000).map((text) => ({ text })),
    ),
    votes: fc.array(anyVote, { maxLength: 12 }),
    state: fc.constantFrom('pending', 'denied', 'approved', 'running', 'done', 'failed', 'unknown'),
    target: fc.oneof(
      fc.record({ seen: fc.dictionary(anyWords(40), anyWords(3_000), { maxKeys: 4 }) }),
      fc.record({ notSeen: anyWords(200) }),
      fc.constant({}),
    ),
    undo: fc.oneof(
      fc.record({ kind: fc.constant('offered'), action: anyWords(60), remains: anyWords(1_000) }),
      fc.record({
        kind: fc.constant('not-offered'),
        code: fc.constant('impossible'),
        detail: anyWords(1_000),
      }),
    ),
    words: anyWords(3_000),
    byAgent: fc.boolean(),
    asker: fc.constantFrom(undefined, people.securityOne.id),
  })
  .map(({ stated, sentence, resource, session, policies, parameters, votes, state, ...more }) => {
    const caller = etlCaller({ session });
    const base = pending(twoGroups, {
      stated,
      sentence,
      caller,
      shown: parameters,
      facts: { ...submission({ caller }).facts, resource },
    });
    const cast: Vote[] = votes.map((vote) => ({ ...vote, groups: [], digest: base.digest, at: noon }));
    const flags = { unlimited: true, undoable: true, hides: true, answersSecret: true } as const;
    const asked = more.asker === undefined ? {} : { asker: more.asker, undoes: base.id };
    const terms = { ...base.ruling.terms, run: 'countersign' as const };
    const ruled = {
      ...base,
      ...flags,
      ...asked,
      ...seenAs(more.target),
      ruling: { ...base.ruling, policies, terms },
      votes: cast,
    };
    const { words, undo } = more;
    const ended = more.byAgent
      ? { startedAt: noon, ticketHash: 'b'.repeat(64), endedAt: noon, detail: words }
      : {
          startedAt: noon,
          accessKeyId: words.slice(0, 30),
          endedAt: noon,
          awsRequestId: words,
          failure: { code: words, message: words },
          result: { hash: 'c'.repeat(64), value: { words } },
          undo,
        };
    return (
      state === 'pending' ? ruled : { ...ruled, state, decidedAt: noon, usableUntil: noon, ...ended }
    ) as Request;
  });

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

  it('is a function of the request', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const copy = JSON.parse(JSON.stringify(request)) as Request;
        expect(cardBlocks(copy, mentions)).toEqual(cardBlocks(request, mentions));
      }),
      { numRuns: 30 },
    );
  });

  it('shows what agents and people wrote where it means nothing but itself', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
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
      fc.property(anyRequest, (request) => {
        const text = cardText(request);
        expect(text).not.toMatch(/[<>]/);
        expect(text.replace(/&(?:amp|lt|gt);/g, '')).not.toContain('&');
        const rung = typed(cardBlocks(request, mentions), 'user').map(({ user_id }) => user_id);
        expect(rung).toEqual(request.state === 'pending' ? mentions : []);
      }),
    );
  });

  it('has nothing in it that cannot be seen', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const all = objectsWith('text', cardBlocks(request, mentions)).map(({ text }) => text);
        for (const text of [...all, cardText(request)]) {
          if (typeof text !== 'string') continue;
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u);
        }
      }),
    );
  });

  it('keeps to Slack’s limits, whatever agents and people wrote', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const blocks = cardBlocks(request, mentions);
        expect(blocks.length).toBeLessThanOrEqual(50);
        for (const text of textsOf(blocks, 'plain_text')) expect(text.length).toBeLessThanOrEqual(150);
        for (const text of textsOf(blocks, 'mrkdwn')) expect(text.length).toBeLessThanOrEqual(3_000);
        for (const { fields } of objectsWith('fields', blocks)) {
          expect(fields).toHaveLength(Math.min((fields as unknown[]).length, 10));
          for (const { text } of fields as { text: string }[]) expect(text.length).toBeLessThanOrEqual(2_000);
        }
        for (const { elements } of typed(blocks, 'context'))
          expect((elements as unknown[]).length).toBeLessThanOrEqual(10);
        for (const { value } of typed(blocks, 'button'))
          expect(String(value).length).toBeLessThanOrEqual(2_000);
        for (const type of ['text', 'mrkdwn', 'plain_text'])
          for (const text of textsOf(blocks, type)) expect(text.length).toBeGreaterThan(0);
        expect(cardText(request).length).toBeLessThanOrEqual(4_000);
        expect(JSON.stringify(blocks).length).toBeLessThanOrEqual(12_000);
      }),
      runs(150, 3_000),
    );
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
