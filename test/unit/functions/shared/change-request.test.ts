import { describe, expect, it } from 'vitest';
import { withdraw } from '../../../../core/request/close-request.ts';
import type { Request } from '../../../../core/request/request.ts';
import { changeRequest } from '../../../../functions/shared/change-request.ts';
import { noon } from '../../../support/given/clock.ts';
import { opened, pending, requestId } from '../../../support/given/requests.ts';
import { review } from '../../../support/given/rulings.ts';
import { memoryRequestStore } from '../../../support/memory-request-store.ts';

async function storeWithRequest() {
  const store = memoryRequestStore();
  await store.create(opened(review()));
  return store;
}

const slept: number[] = [];
const backoff = { sleep: async (ms: number) => void slept.push(ms), random: () => 0.5 };

const takeBack = (request: Request) =>
  request.state === 'pending'
    ? { transition: withdraw(request, noon), answer: 'withdrawn' }
    : { answer: `already ${request.state}` };

describe('a change of a request', () => {
  it('is written and answered', async () => {
    const store = await storeWithRequest();
    expect(await changeRequest({ requests: store, backoff }, requestId, takeBack)).toBe('withdrawn');
    expect((await store.get(requestId))?.state).toBe('withdrawn');
  });

  it('may be none', async () => {
    const store = await storeWithRequest();
    expect(await changeRequest({ requests: store, backoff }, requestId, () => ({ answer: 'as it is' }))).toBe(
      'as it is',
    );
    expect(store.written).toHaveLength(1);
  });

  it('of a request that nobody has has no answer', async () => {
    expect(
      await changeRequest({ requests: memoryRequestStore(), backoff }, requestId, takeBack),
    ).toBeUndefined();
  });

  it('that lost a race looks again at what the winner left', async () => {
    const store = await storeWithRequest();
    const answers = await Promise.all(
      [1, 2, 3].map(() => changeRequest({ requests: store, backoff }, requestId, takeBack)),
    );
    expect(answers.toSorted()).toEqual(['already withdrawn', 'already withdrawn', 'withdrawn']);
    expect(store.written).toHaveLength(2);
  });

  it('looks first at what was just read, and only then again', async () => {
    const store = await storeWithRequest();
    const justRead = await store.get(requestId);
    let looks = 0;
    const counting = {
      ...store,
      get: (id: string) => {
        looks += 1;
        return store.get(id);
      },
    };
    const change = () => changeRequest({ requests: counting, backoff }, requestId, takeBack, justRead);
    expect([await change(), looks]).toEqual(['withdrawn', 0]);
    // What was read is another one by now: the write is refused, and what is there decides.
    expect([await change(), looks]).toEqual(['already withdrawn', 1]);
  });

  it('waits a random while after each lost race, longer each time and never long', async () => {
    slept.length = 0;
    const store = { ...memoryRequestStore(), get: async () => pending() };
    await changeRequest({ requests: store, backoff }, requestId, takeBack).catch(() => {});
    expect(slept.slice(0, 6)).toEqual([5, 10, 20, 40, 50, 50]);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(1_300);
  });

  it('that is worth few tries is answered all the same', async () => {
    const store = { ...memoryRequestStore(), get: async () => pending() };
    const change = () => ({ ...takeBack(pending()), answer: 'refused', tries: 3 });
    slept.length = 0;
    expect(await changeRequest({ requests: store, backoff }, requestId, change)).toBe('refused');
    expect(slept).toHaveLength(2);
  });

  it('that loses every time is a bug, and says so', async () => {
    const store = { ...memoryRequestStore(), get: async () => pending() };
    await expect(changeRequest({ requests: store, backoff }, requestId, takeBack)).rejects.toThrow(
      /changed \d+ times/,
    );
  });
});
