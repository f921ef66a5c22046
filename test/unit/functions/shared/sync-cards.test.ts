import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Request } from '../../../../core/request/request.ts';
import { syncCards } from '../../../../functions/shared/sync-cards.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, opened, requestId } from '../../../support/given/requests.ts';
import { review } from '../../../support/given/rulings.ts';
import { memoryCardStore } from '../../../support/memory-card-store.ts';
import { memoryMessenger } from '../../../support/memory-messenger.ts';
import { memoryRequestStore } from '../../../support/memory-request-store.ts';

const channel = 'C0APPROVALS';
const threePeople = review({ approvals: [{ group: 'security', count: 3 }] });
const voters = [people.securityOne, people.securityTwo, people.securityThree];

async function posted(cardCount: number) {
  const requests = memoryRequestStore();
  const cards = memoryCardStore();
  const messenger = memoryMessenger();
  const first = opened(threePeople);
  await requests.create(first);
  for (let index = 0; index < cardCount; index += 1)
    await cards.put(requestId, { ...(await messenger.post(first.request)), tier: 0 });
  return { requests, cards, messenger };
}

async function vote({ requests }: Awaited<ReturnType<typeof posted>>, index: number): Promise<void> {
  const request = (await requests.get(requestId)) as Request;
  await requests.advance(counted(request, voters[index] ?? people.securityOne));
}

describe('settled cards', () => {
  it('all show the request as it stands', async () => {
    const world = await posted(2);
    await vote(world, 0);
    await syncCards(world, requestId);
    expect([...world.messenger.cards.values()].map(({ version }) => version)).toEqual([2, 2]);
  });

  it('of a request that nobody has are none', async () => {
    const { requests, cards, messenger } = await posted(0);
    await syncCards({ requests, cards, messenger }, 'f'.repeat(32));
    expect(messenger.cards.size).toBe(0);
  });

  it('end with the last version, however votes and settlers get in each other’s way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = await posted(2);
        const { requests, cards, messenger } = world;
        const slow = {
          requests: { get: scheduler.scheduleFunction((id: string) => requests.get(id)) },
          cards: { list: scheduler.scheduleFunction((id: string) => cards.list(id)) },
          // Slack gets a message when it leaves us, and shows it when it comes to it.
          messenger: {
            update: async (at: { channel: string; ts: string }, request: Request) =>
              scheduler
                .schedule(Promise.resolve(), `show ${request.version}`)
                .then(() => messenger.update(at, request)),
          },
        };
        const settlers = voters.map(async (_, index) => {
          await scheduler.schedule(Promise.resolve(), `vote ${index}`);
          await vote(world, index);
          await syncCards(slow, requestId);
        });
        await scheduler.waitFor(Promise.all(settlers));
        const shown = [...messenger.cards.values()].map(({ state, version }) => ({ state, version }));
        expect(shown).toEqual([
          { state: 'approved', version: 4 },
          { state: 'approved', version: 4 },
        ]);
      }),
    );
  });

  it('come after the outage: a failure is told, not swallowed', async () => {
    const world = await posted(1);
    await vote(world, 0);
    world.messenger.down = true;
    await expect(syncCards(world, requestId)).rejects.toMatchObject({ name: 'SlackUnavailable' });
    world.messenger.down = false;
    await syncCards(world, requestId);
    expect(world.messenger.cards.values().next().value?.version).toBe(2);
    expect(await world.cards.list(requestId)).toMatchObject([{ channel }]);
  });
});
