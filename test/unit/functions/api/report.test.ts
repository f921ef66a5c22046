import { describe, expect, it } from 'vitest';
import { submissions } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { strikeAt } from '../../../support/memory-outage.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../../../support/memory-system.ts';

capturedOutput();

async function approved(system: MemorySystem) {
  const request = await system.asked(submissions.remove());
  await system.click(people.securityOne.id, 'approve', request);
  await system.settle();
  return request;
}

const changes = (system: MemorySystem, id: string) => system.recordsOf(id).map(({ change }) => change.type);

describe('POST /v1/requests/{id}/outcome', () => {
  it('says that it starts, then how it went', async () => {
    const system = memorySystem();
    const { id, digest } = await approved(system);
    expect(await system.report(id, 'started', digest)).toMatchObject({
      status: 200,
      body: { state: 'started' },
    });
    expect(await system.report(id, 'failed', digest, 'It is in use.')).toMatchObject({
      status: 200,
      body: { state: 'failed' },
    });
    expect(await system.requests.get(id)).toMatchObject({ detail: 'It is in use.' });
  });

  it.each(['done', 'failed'])('of %s alone is both moves, each with its record', async (status) => {
    const system = memorySystem();
    const { id, digest } = await approved(system);
    expect(await system.report(id, status, digest)).toMatchObject({ status: 200, body: { state: status } });
    expect(changes(system, id)).toEqual(['submitted', 'voted', 'started', 'reported']);
  });

  it('of what policy allowed is the same', async () => {
    const system = memorySystem();
    const { body } = await system.submit(submissions.look);
    expect((await system.report(body.id, 'done', body.digest)).body.state).toBe('done');
  });

  it('shows the people who look at the card', async () => {
    const system = memorySystem();
    const { id, digest } = await approved(system);
    await system.report(id, 'done', digest);
    await system.settle();
    expect([...system.messenger.cards.values()]).toMatchObject([{ state: 'done' }]);
  });

  it.each(['pending', 'withdrawn'] as const)('of what is %s is refused with the state', async (state) => {
    const system = memorySystem();
    const { id, digest } = await system.asked(submissions.remove());
    if (state === 'withdrawn') await system.withdraw(id);
    expect(await system.report(id, 'started', digest)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:wrong-state', state },
    });
  });

  it('that crashed between its two moves is finished by the next', async () => {
    for (let moment = 1; ; moment += 1) {
      const system = memorySystem();
      const { id, digest } = await approved(system);
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      await system.report(id, 'done', digest);
      system.outage.strike = () => {};
      const again = await system.report(id, 'done', digest);
      expect([200, 409], strike.struck).toContain(again.status);
      expect(await system.stateOf(id), strike.struck).toBe('done');
      expect(changes(system, id), strike.struck).toEqual(['submitted', 'voted', 'started', 'reported']);
      if (strike.struck === undefined) break;
    }
  });

  it.each([
    ['no body', undefined, 400, undefined],
    ['an unknown status', { status: 'finished', digest: 'x' }, 422, '/status'],
    ['no digest', { status: 'done' }, 422, '/digest'],
    ['a long story', { status: 'done', digest: 'x', detail: 'x'.repeat(2_001) }, 422, '/detail'],
    ['an unknown field', { status: 'done', digest: 'x', state: 'done' }, 422, '/state'],
  ])('refuses %s', async (_, body, status, field) => {
    const system = memorySystem();
    const { id } = await approved(system);
    const answer = await system.call({ route: 'POST /v1/requests/{id}/outcome', id, body });
    expect(answer).toMatchObject({ status, body: field ? { field } : {} });
    expect(await system.stateOf(id)).toBe('approved');
  });
});
