import { describe, expect, it } from 'vitest';
import { wishes } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { memoryHouse } from '../../../support/memory-deployment.ts';
import { capturedOutput } from '../../../support/memory-output.ts';

capturedOutput();
const route = 'POST /v1/requests/{id}/withdraw';

describe('POST /v1/requests/{id}/withdraw', () => {
  it('takes back what is pending; people are told, and the workflow ends', async () => {
    const house = memoryHouse();
    const { id } = await house.asked(wishes.remove());
    expect(await house.withdraw(id)).toMatchObject({ status: 200, body: { id, state: 'withdrawn' } });
    await house.settle();
    expect(house.workflow.executions.get(id)).toMatchObject({ state: 'ended', resumed: 1 });
    expect([...house.messenger.cards.values()]).toMatchObject([{ state: 'withdrawn' }]);
    expect(house.published).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('keeps why', async () => {
    const house = memoryHouse();
    const { id } = await house.asked(wishes.remove());
    await house.call({ route, id, body: { reason: ' Found another way. ' } });
    expect(house.recordsOf(id).at(-1)?.change).toEqual({ type: 'withdrawn', reason: 'Found another way.' });
  });

  it.each(['approve', 'deny'] as const)('comes too late after: %s', async (choice) => {
    const house = memoryHouse();
    const request = await house.asked(wishes.remove());
    await house.press(people.securityOne.id, choice, request);
    const state = choice === 'approve' ? 'approved' : 'denied';
    expect(await house.withdraw(request.id)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:wrong-state', state },
    });
    expect(await house.stateOf(request.id)).toBe(state);
  });

  it('works once', async () => {
    const house = memoryHouse();
    const { id } = await house.asked(wishes.remove());
    await house.withdraw(id);
    expect((await house.withdraw(id)).status).toBe(409);
    expect(house.recordsOf(id)).toHaveLength(2);
  });

  it('and a decision at the same moment: one of them is written', async () => {
    const house = memoryHouse();
    const request = await house.asked(wishes.remove());
    const [withdrawn] = await Promise.all([
      house.withdraw(request.id),
      house.press(people.securityOne.id, 'approve', request),
    ]);
    const state = await house.stateOf(request.id);
    expect(state).toBe(withdrawn.status === 200 ? 'withdrawn' : 'approved');
    expect(house.recordsOf(request.id)).toHaveLength(2);
  });

  it.each([
    ['an unknown field', { because: 'x' }, 422, '/because'],
    ['an empty reason', { reason: ' ' }, 422, '/reason'],
    ['no JSON', 'x', 400, undefined],
  ])('refuses %s and changes nothing', async (_, body, status, field) => {
    const house = memoryHouse();
    const { id } = await house.asked(wishes.remove());
    const answer = await house.call({ route, id, body });
    expect(answer).toMatchObject({ status, body: field ? { field } : {} });
    expect(await house.stateOf(id)).toBe('pending');
  });

  it('of a request that nobody has is 404', async () => {
    expect((await memoryHouse().withdraw('f'.repeat(32))).status).toBe(404);
  });
});
