import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardRef } from '../../../../core/ports/messenger.ts';
import type { Request } from '../../../../core/request/request.ts';
import { syncCards } from '../../../../functions/shared/sync-cards.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, opened, requestId } from '../../../support/given/requests.ts';
import { review } from '../../../support/given/rulings.ts';
import { memoryCardStore } from '../../../support/memory-card-store.ts';
import { memoryMessenger } from '../../../support/memory-messenger.ts';
import { memoryRequestStore } from '../../../support/memory-request-store.ts';

const threePeople = review({ approvals: [{ group: 'security', count: 3 }] });
const voters = [people.securityOne, people.securityTwo, people.securityThree];

async function posted(cardCount: number) {
  const requests = memoryRequestStore();
  const cards = memoryCardStore();
  const messenger = memoryMessenger('terminal');
  const first = opened(threePeople);
  await requests.create(first);
  for (let index = 0; index < cardCount; index += 1)
    await cards.put(requestId, { ...(await messenger.post(first.request)), tier: 0 });
  return { requests, cards, messenger, messengers: [messenger] };
}

async function vote({ requests }: Awaited<ReturnType<typeof posted>>, index: number): Promise<void> {
  const request = (await requests.get(requestId)) as Request;
  await requests.advance(counted(request, voters[index] ?? people.securityOne));
}

describe('cards after a sync', () => {
  it('all show the request as it stands', async () => {
    const deployment = await posted(2);
    await vote(deployment, 0);
    await syncCards(deployment, requestId);
    expect([...deployment.messenger.cards.values()].map(({ version }) => version)).toEqual([2, 2]);
  });

  it('of a request that nobody has are none', async () => {
    const { messenger, ...ports } = await posted(0);
    await syncCards(ports, 'f'.repeat(32));
    expect(messenger.cards.size).toBe(0);
  });

  it('end with the last version, however votes and syncs get in each other’s way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const deployment = await posted(2);
        const { requests, cards, messenger } = deployment;
        const slow = {
          requests: { get: scheduler.scheduleFunction((id: string) => requests.get(id)) },
          cards: { list: scheduler.scheduleFunction((id: string) => cards.list(id)) },
          // A room gets a message when it leaves us, and shows it when it comes to it.
          messengers: [
            {
              door: 'terminal',
              update: async (at: CardRef, request: Request) =>
                scheduler
                  .schedule(Promise.resolve(), `show ${request.version}`)
                  .then(() => messenger.update(at, request)),
            },
          ],
        };
        const syncs = voters.map(async (_, index) => {
          await scheduler.schedule(Promise.resolve(), `vote ${index}`);
          await vote(deployment, index);
          await syncCards(slow, requestId);
        });
        await scheduler.waitFor(Promise.all(syncs));
        const shown = [...messenger.cards.values()].map(({ state, version }) => ({ state, version }));
        expect(shown).toEqual([
          { state: 'approved', version: 4 },
          { state: 'approved', version: 4 },
        ]);
      }),
    );
  });

  it('come after the outage: a failure is told, not swallowed', async () => {
    const deployment = await posted(1);
    await vote(deployment, 0);
    deployment.messenger.down = true;
    await expect(syncCards(deployment, requestId)).rejects.toMatchObject({ name: 'MessengerUnavailable' });
    deployment.messenger.down = false;
    await syncCards(deployment, requestId);
    expect(deployment.messenger.cards.values().next().value?.version).toBe(2);
    expect(await deployment.cards.list(requestId)).toMatchObject([{ door: 'terminal' }]);
  });

  it('show many votes by few updates where a room makes us wait, and the newest state last', async () => {
    const deployment = await posted(1);
    const turn = Promise.withResolvers<void>();
    const shown: number[] = [];
    const messenger = {
      door: 'terminal',
      update: async (_: CardRef, { version }: Request) => {
        shown.push(version);
        await turn.promise;
      },
    };
    const ports = { ...deployment, messengers: [messenger] };
    await vote(deployment, 0);
    const waiting = syncCards(ports, requestId);
    await vote(deployment, 1);
    await vote(deployment, 2);
    turn.resolve();
    await waiting;
    // The stream brings both of the later votes in one batch.
    await syncCards(ports, requestId);
    expect(shown).toEqual([2, 4, 4]);
  });
});
