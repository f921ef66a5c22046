import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSlackMessenger } from '../../../../adapters/slack/slack-messenger.ts';
import type { Messenger } from '../../../../core/ports/messenger.ts';
import type { Pending, Request } from '../../../../core/request/request.ts';
import { syncCards } from '../../../../functions/shared/sync-cards.ts';
import { askPeople, type Ports } from '../../../../functions/workflow/ask/ask-people.ts';
import { type LocalSlack, startSlack } from '../../../../local/slack/start-slack.ts';
import type { Message } from '../../../../local/slack/workspace.ts';
import { fixedClock } from '../../../support/given/clock.ts';
import { directory, people } from '../../../support/given/directory.ts';
import { counted, opened, requestId } from '../../../support/given/requests.ts';
import { review } from '../../../support/given/rulings.ts';
import { memoryCardStore } from '../../../support/memory-card-store.ts';
import { memoryDirectMessageStore } from '../../../support/memory-direct-messenger.ts';
import { memoryRequestStore } from '../../../support/memory-request-store.ts';
import { memoryTokenStore } from '../../../support/memory-token-store.ts';

let slack: LocalSlack;
beforeAll(async () => {
  slack = await startSlack({
    token: 'xoxb-1',
    signingSecret: 'unused',
    channel: { id: 'C0APPROVALS', name: 'approvals' },
    members: [{ id: people.securityOne.handles.slack ?? '', name: 'Security One' }],
    interactionsUrl: () => 'http://127.0.0.1:9/',
  });
});
afterAll(() => slack.close());

/** What is in the channel, of one test: cards and the parts of them. */
const cardsIn = (earlier: ReadonlySet<string>): Message[] =>
  slack.workspace.seenBy('').filter(({ ts, threadTs }) => threadTs === undefined && !earlier.has(ts));
const hasButtons = ({ blocks }: Message): boolean =>
  blocks.some(({ type, block_id }) => type === 'actions' && block_id === 'decision');

/** Every step of a process that touches something else than itself. From the given one on it is dead, and does none. */
function steps(dies: number) {
  let taken = 0;
  return {
    taken: () => taken,
    take: (): void => {
      taken += 1;
      if (taken > dies) throw new Error('killed');
    },
  };
}

/** All that outlives a process. */
async function world(parameters: object) {
  const requests = memoryRequestStore();
  const first = opened(review({ approvals: [{ group: 'security', count: 1 }] }), { parameters } as object);
  await requests.create(first);
  return {
    requests,
    cards: memoryCardStore(),
    tokens: memoryTokenStore(),
    request: first.request as Pending,
  };
}
type World = Awaited<ReturnType<typeof world>>;

/** One process of the function, with what is stored; a Slack call is a step as well, for a token is read before each. */
function processOf({ requests, cards, tokens }: World, { take }: ReturnType<typeof steps>): Ports {
  const counting = <F extends (...given: never[]) => unknown>(act: F): F =>
    (async (...given: never[]) => {
      take();
      return act(...given);
    }) as unknown as F;
  const read = async () => {
    take();
    return 'xoxb-1';
  };
  const messenger: Messenger = createSlackMessenger({
    apiUrl: slack.apiUrl,
    token: { read, readAnew: read },
    timeoutMs: 5_000,
    channel: 'C0APPROVALS',
    channels: {},
    directory: directory(),
    onOutOfReach: () => {},
  });
  return {
    requests: { ...requests, get: counting(requests.get), advance: counting(requests.advance) },
    cards: { list: counting(cards.list), put: counting(cards.put) },
    tokens: { put: counting(tokens.put) },
    messengers: [messenger],
    directMessages: memoryDirectMessageStore(),
    directMessengers: [],
    backoff: { sleep: async () => {}, random: () => 0 },
    directory: directory(),
    look: async () => ({ v: 1, kind: 'not-seen', code: 'no-look' }),
    wake: async () => {},
    now: fixedClock().now,
  };
}

const turn = { requestId, tier: 0, taskToken: 'token' };

describe.each([
  ['whose card shows all', { name: 'small' }],
  [
    'whose parameters go on in the thread',
    { name: 'large', list: Array.from({ length: 900 }, (_, at) => `item-${at}`) },
  ],
])('a function that is killed while it asks about a request %s', (_, parameters) => {
  it('leaves one card that can be pressed, whenever it dies, and that one ends in the true state', async () => {
    const whole = steps(Number.POSITIVE_INFINITY);
    await askPeople(processOf(await world(parameters), whole), turn);

    for (let dies = 0; dies <= whole.taken(); dies += 1) {
      const earlier = new Set(slack.workspace.seenBy('').map(({ ts }) => ts));
      const stored = await world(parameters);
      const dying = askPeople(processOf(stored, steps(dies)), turn);
      if (dies < whole.taken()) await expect(dying).rejects.toThrow('killed');
      else await dying;
      expect(cardsIn(earlier).filter(hasButtons).length).toBeLessThanOrEqual(1);

      const alive = processOf(stored, steps(Number.POSITIVE_INFINITY));
      await askPeople(alive, turn);
      const pressable = cardsIn(earlier).filter(hasButtons);
      expect(pressable).toHaveLength(1);
      const noted = await stored.cards.list(requestId);
      expect(noted.map(({ ref }) => ref)).toEqual([`C0APPROVALS/${pressable[0]?.ts}`]);
      for (const orphan of cardsIn(earlier).filter((card) => !hasButtons(card)))
        expect(JSON.stringify(orphan.blocks)).toContain('a newer card of this request has them');

      await stored.requests.advance(
        counted((await stored.requests.get(requestId)) as Request, people.securityOne),
      );
      await syncCards(alive, requestId);
      expect(cardsIn(earlier).filter(hasButtons)).toEqual([]);
      expect(JSON.stringify(slack.workspace.find(pressable[0]?.ts ?? '')?.blocks)).toContain('Approved by');
    }
  });

  it('posts no second card where it died after noting the first', async () => {
    const stored = await world(parameters);
    const earlier = new Set(slack.workspace.seenBy('').map(({ ts }) => ts));
    for (let tries = 0; tries < 3; tries += 1)
      await askPeople(processOf(stored, steps(Number.POSITIVE_INFINITY)), turn);
    expect(cardsIn(earlier)).toHaveLength(1);
  });
});
