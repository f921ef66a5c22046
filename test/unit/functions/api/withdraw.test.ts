import { describe, expect, it } from 'vitest';
import { submissions } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

capturedOutput();
const route = 'POST /v1/requests/{id}/withdraw';

describe('POST /v1/requests/{id}/withdraw', () => {
  it('takes back what is pending; people are told, and the workflow ends', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    expect(await system.withdraw(id)).toMatchObject({ status: 200, body: { id, state: 'withdrawn' } });
    await system.settle();
    expect(system.workflow.executions.get(id)).toMatchObject({ state: 'ended', resumed: 1 });
    expect([...system.messenger.cards.values()]).toMatchObject([{ state: 'withdrawn' }]);
    expect(system.published).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('keeps why', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    await system.call({ route, id, body: { reason: ' Found another way. ' } });
    expect(system.recordsOf(id).at(-1)?.change).toEqual({ type: 'withdrawn', reason: 'Found another way.' });
  });

  it.each(['approve', 'deny'] as const)('comes too late after: %s', async (choice) => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.click(people.securityOne.id, choice, request);
    const state = choice === 'approve' ? 'approved' : 'denied';
    expect(await system.withdraw(request.id)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:wrong-state', state },
    });
    expect(await system.stateOf(request.id)).toBe(state);
  });

  it('works once', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    await system.withdraw(id);
    expect((await system.withdraw(id)).status).toBe(409);
    expect(system.recordsOf(id)).toHaveLength(2);
  });

  it('and a decision at the same moment: one of them is written', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    const [withdrawn] = await Promise.all([
      system.withdraw(request.id),
      system.click(people.securityOne.id, 'approve', request),
    ]);
    const state = await system.stateOf(request.id);
    expect(state).toBe(withdrawn.status === 200 ? 'withdrawn' : 'approved');
    expect(system.recordsOf(request.id)).toHaveLength(2);
  });

  it.each([
    ['an unknown field', { because: 'x' }, 422, '/because'],
    ['an empty reason', { reason: ' ' }, 422, '/reason'],
    ['no JSON', 'x', 400, undefined],
  ])('refuses %s and changes nothing', async (_, body, status, field) => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    const answer = await system.call({ route, id, body });
    expect(answer).toMatchObject({ status, body: field ? { field } : {} });
    expect(await system.stateOf(id)).toBe('pending');
  });

  it('of a request that nobody has is 404', async () => {
    expect((await memorySystem().withdraw('f'.repeat(32))).status).toBe(404);
  });
});
