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

const takeBack = (request: Request) =>
  request.state === 'pending'
    ? { transition: withdraw(request, noon), answer: 'withdrawn' }
    : { answer: `already ${request.state}` };

describe('a change of a request', () => {
  it('is written and answered', async () => {
    const store = await storeWithRequest();
    expect(await changeRequest(store, requestId, takeBack)).toBe('withdrawn');
    expect((await store.get(requestId))?.state).toBe('withdrawn');
  });

  it('may be none', async () => {
    const store = await storeWithRequest();
    expect(await changeRequest(store, requestId, () => ({ answer: 'as it is' }))).toBe('as it is');
    expect(store.written).toHaveLength(1);
  });

  it('of a request that nobody has is not answer', async () => {
    expect(await changeRequest(memoryRequestStore(), requestId, takeBack)).toBeUndefined();
  });

  it('that lost a race looks again at what the winner left', async () => {
    const store = await storeWithRequest();
    const answers = await Promise.all([1, 2, 3].map(() => changeRequest(store, requestId, takeBack)));
    expect(answers.toSorted()).toEqual(['already withdrawn', 'already withdrawn', 'withdrawn']);
    expect(store.written).toHaveLength(2);
  });

  it('that loses every time is a bug, and says so', async () => {
    const store = { ...memoryRequestStore(), get: async () => pending() };
    await expect(changeRequest(store, requestId, takeBack)).rejects.toThrow(/changed \d+ times/);
  });
});
