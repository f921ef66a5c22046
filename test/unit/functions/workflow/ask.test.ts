import { describe, expect, it } from 'vitest';
import type { LookAnswer } from '../../../../core/ports/look.ts';
import { withdraw } from '../../../../core/request/close-request.ts';
import type { NewRequest } from '../../../../core/request/open-request.ts';
import type { Pending } from '../../../../core/request/request.ts';
import { askPeople } from '../../../../functions/workflow/ask/ask-people.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { fixedClock } from '../../../support/given/clock.ts';
import { directory, people } from '../../../support/given/directory.ts';
import { opened, requestId } from '../../../support/given/requests.ts';
import { review, terms } from '../../../support/given/rulings.ts';
import { memoryCardStore } from '../../../support/memory-card-store.ts';
import { memoryDirectMessageStore } from '../../../support/memory-direct-messenger.ts';
import { memorySlack } from '../../../support/memory-messenger.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memoryRequestStore } from '../../../support/memory-request-store.ts';
import { memorySystem } from '../../../support/memory-system.ts';
import { memoryTokenStore } from '../../../support/memory-token-store.ts';

const output = capturedOutput();

const layered = terms({
  notifications: [
    { afterSeconds: 600, group: 'sre-oncall' },
    { afterSeconds: 1_200, group: 'data-owners' },
  ],
});

async function world(submitted: Partial<NewRequest> = {}) {
  const woken: { token: string; state: string }[] = [];
  const messenger = memorySlack();
  const ports = {
    requests: memoryRequestStore(),
    backoff: { sleep: async () => {}, random: () => 0 },
    tokens: memoryTokenStore(),
    cards: memoryCardStore(),
    directMessages: memoryDirectMessageStore(),
    directMessengers: [],
    messenger,
    messengers: [messenger],
    directory: directory(),
    look: async (): Promise<LookAnswer> => ({ v: 1, kind: 'not-seen', code: 'no-look' }),
    wake: async (token: string, { state }: { state: string }) => void woken.push({ token, state }),
    now: fixedClock().now,
  };
  const first = opened(review(layered), submitted);
  await ports.requests.create(first);
  const turn = (tier: number) => ({ requestId, tier, taskToken: `token-${tier}` });
  return { ports, woken, turn, request: first.request as Pending };
}

describe('asking people', () => {
  it('keeps the token, posts one card and waits', async () => {
    const { ports, woken, turn } = await world();
    await askPeople(ports, turn(0));
    expect(await ports.tokens.get(requestId)).toBe('token-0');
    expect(ports.messenger.cards.size).toBe(1);
    expect(woken).toEqual([]);
  });

  it('tells the next tier in the card’s thread, and records it', async () => {
    const { ports, turn } = await world();
    for (const tier of [0, 1, 2]) await askPeople(ports, turn(tier));
    expect(ports.messenger.cards.size).toBe(1);
    expect(ports.messenger.notified.map(({ groups }) => groups)).toEqual([['sre-oncall'], ['data-owners']]);
    expect(ports.requests.written.map(({ record }) => record.change)).toMatchObject([
      { type: 'submitted' },
      { type: 'notified', tier: 1, groups: ['sre-oncall'] },
      { type: 'notified', tier: 2, groups: ['data-owners'] },
    ]);
    expect(await ports.tokens.get(requestId)).toBe('token-2');
  });

  it('tells nobody twice, however often the workflow tries', async () => {
    const { ports, turn } = await world();
    for (const tier of [0, 0, 1, 1, 1, 0]) await askPeople(ports, turn(tier));
    expect(ports.messenger.cards.size).toBe(1);
    expect(ports.messenger.notified).toHaveLength(1);
    expect(await ports.requests.get(requestId)).toMatchObject({ tier: 1, version: 2 });
  });

  it('tells also those whose tier passed while Slack was down', async () => {
    const { ports, turn } = await world();
    ports.messenger.down = true;
    await expect(askPeople(ports, turn(0))).rejects.toMatchObject({ name: 'MessengerUnavailable' });
    ports.messenger.down = false;
    await askPeople(ports, turn(2));
    expect(ports.messenger.notified.map(({ groups }) => groups)).toEqual([['sre-oncall', 'data-owners']]);
    expect(ports.requests.written.at(-1)?.record.change).toMatchObject({
      groups: ['sre-oncall', 'data-owners'],
    });
  });

  it('goes on at once when somebody has decided before', async () => {
    const { ports, woken, turn, request } = await world();
    await ports.requests.advance(withdraw(request, ports.now()));
    await askPeople(ports, turn(0));
    expect(woken).toEqual([{ token: 'token-0', state: 'withdrawn' }]);
    expect(ports.messenger.cards.size).toBe(0);
  });

  it('goes on when somebody decides while it asks', async () => {
    const { ports, woken, turn, request } = await world();
    const post = async (shown: Parameters<typeof ports.messenger.post>[0]) => {
      await ports.requests.advance(withdraw(request, ports.now()));
      return memorySlack().post(shown);
    };
    await askPeople({ ...ports, messengers: [{ ...ports.messenger, post }] }, turn(0));
    expect(woken).toEqual([{ token: 'token-0', state: 'withdrawn' }]);
  });

  it('for a request that nobody has is a bug, and says so', async () => {
    const { ports, turn } = await world();
    const other = { ...turn(0), requestId: 'f'.repeat(32) };
    await expect(askPeople(ports, other)).rejects.toThrow('not in the table');
  });

  it('counts Slack’s absence where an alarm sees it', async () => {
    const system = memorySystem();
    system.messenger.down = true;
    await system.asked(submissions.remove());
    expect(output.text()).toContain('"MessengerUnavailable":1');
    system.messenger.down = false;
    await system.pass(61);
    expect(system.messenger.cards.size).toBe(1);
    await system.click(people.securityOne.id, 'approve', {
      ...(system.requests.written[0]?.request as Pending),
    });
    await system.settle();
    expect(system.published).toMatchObject([{ state: 'approved' }]);
  });
});

describe('looking before asking', () => {
  const there = (value: Record<string, string>) => async (): Promise<LookAnswer> => ({
    v: 1,
    kind: 'seen',
    value,
  });

  it('comes before the first card, which shows what was seen', async () => {
    const { ports, turn } = await world({ looks: true });
    await askPeople({ ...ports, look: there({ Status: 'Active' }) }, turn(0));
    const [card] = ports.messenger.cards.values();
    expect(card).toMatchObject({ version: 2, seen: { value: { Status: 'Active' } } });
    expect(ports.requests.written.map(({ record }) => record.change.type)).toEqual(['submitted', 'looked']);
  });

  it('is written once for each tier at which it is another', async () => {
    const { ports, turn } = await world({ looks: true });
    for (const [tier, Status] of [
      [0, 'Active'],
      [0, 'Active'],
      [1, 'Active'],
      [2, 'Inactive'],
    ] as const)
      await askPeople({ ...ports, look: there({ Status }) }, turn(tier));
    const looked = ports.requests.written.filter(({ record }) => record.change.type === 'looked');
    expect(looked).toHaveLength(2);
    expect(ports.messenger.privateReplies).toEqual([]);
  });

  it('asks all the same where it cannot be seen, and says so', async () => {
    const { ports, turn } = await world({ looks: true });
    await askPeople(ports, turn(0));
    expect([...ports.messenger.cards.values()]).toMatchObject([{ notSeen: 'no-look' }]);
  });

  it('is tried again when the look fails, and no card is posted before', async () => {
    const { ports, turn } = await world({ looks: true });
    const look = () => Promise.reject(new Error('STS is away'));
    await expect(askPeople({ ...ports, look }, turn(0))).rejects.toThrow('STS is away');
    expect(ports.messenger.cards.size).toBe(0);
    await askPeople(ports, turn(0));
    expect(ports.messenger.cards.size).toBe(1);
  });

  it('is left out where the entry says none', async () => {
    const { ports, turn } = await world();
    const look = () => Promise.reject(new Error('Nobody looks.'));
    await askPeople({ ...ports, look }, turn(0));
    expect(ports.messenger.cards.size).toBe(1);
  });

  it('writes nothing where somebody decides meanwhile', async () => {
    const { ports, turn, request, woken } = await world({ looks: true });
    const look = async (): Promise<LookAnswer> => {
      await ports.requests.advance(withdraw(request, ports.now()));
      return there({})();
    };
    await askPeople({ ...ports, look }, turn(0));
    expect(await ports.requests.get(requestId)).toMatchObject({ state: 'withdrawn' });
    expect(await ports.requests.get(requestId)).not.toHaveProperty('seen');
    expect(ports.messenger.cards.size).toBe(0);
    expect(woken).toEqual([{ token: 'token-0', state: 'withdrawn' }]);
  });
});
