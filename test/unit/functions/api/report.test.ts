import { describe, expect, it } from 'vitest';
import { submissions } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
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

describe('POST /v1/requests/{id}/start and /outcome', () => {
  it('says that it starts, then how it went', async () => {
    const system = memorySystem();
    const { id, digest } = await approved(system);
    expect(await system.start(id, digest)).toMatchObject({
      status: 200,
      body: { state: 'started' },
    });
    expect(await system.report(id, 'failed', digest, { detail: 'It is in use.' })).toMatchObject({
      status: 200,
      body: { state: 'failed' },
    });
    expect(await system.requests.get(id)).toMatchObject({ detail: 'It is in use.' });
  });

  it('gives a ticket with the start, and keeps only its hash', async () => {
    const system = memorySystem();
    const { id, digest } = await approved(system);
    const { body } = await system.start(id, digest);
    expect(body.ticket).toEqual(expect.any(String));
    expect(JSON.stringify(system.requests.written)).not.toContain(body.ticket);
  });

  it('takes the outcome from whoever holds the ticket, under whatever session name', async () => {
    const system = memorySystem();
    const { id, digest } = await approved(system);
    const { body } = await system.start(id, digest);
    const outcome = { status: 'done', digest, ticket: body.ticket };
    const renewed = 'arn:aws:sts::111122223333:assumed-role/etl-agent/renewed';
    const route = 'POST /v1/requests/{id}/outcome';
    expect(await system.call({ route, id, body: { ...outcome, ticket: 'guessed' } })).toMatchObject({
      status: 403,
      body: { type: 'urn:countersign:problem:other-ticket', field: '/ticket' },
    });
    expect((await system.call({ route, id, body: outcome, as: renewed })).body.state).toBe('done');
  });

  it('takes no outcome of what was not started, and says what to do', async () => {
    const system = memorySystem();
    const { id, digest } = await approved(system);
    expect(await system.report(id, 'done', digest)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:wrong-state', state: 'approved' },
    });
    expect(changes(system, id)).toEqual(['submitted', 'voted']);
  });

  it('of what policy allowed is the same', async () => {
    const system = memorySystem();
    const { body } = await system.submit(submissions.look);
    expect((await system.run(body.id, 'done', body.digest)).body.state).toBe('done');
  });

  it('shows the people who look at the card', async () => {
    const system = memorySystem();
    const { id, digest } = await approved(system);
    await system.run(id, 'done', digest);
    await system.settle();
    expect([...system.messenger.cards.values()]).toMatchObject([{ state: 'done' }]);
  });

  it.each(['pending', 'withdrawn'] as const)('of what is %s is refused with the state', async (state) => {
    const system = memorySystem();
    const { id, digest } = await system.asked(submissions.remove());
    if (state === 'withdrawn') await system.withdraw(id);
    expect(await system.start(id, digest)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:wrong-state', state },
    });
  });

  it.each([
    ['no body', undefined, 400, undefined],
    ['an unknown status', { status: 'finished', digest: 'x', ticket: 'x' }, 422, '/status'],
    ['no digest', { status: 'done', ticket: 'x' }, 422, '/digest'],
    ['no ticket', { status: 'done', digest: 'x' }, 422, '/ticket'],
    ['a long story', { status: 'done', digest: 'x', ticket: 'x', detail: 'x'.repeat(2_001) }, 422, '/detail'],
    ['an unknown field', { status: 'done', digest: 'x', ticket: 'x', state: 'done' }, 422, '/state'],
  ])('refuses %s', async (_, body, status, field) => {
    const system = memorySystem();
    const { id } = await approved(system);
    const answer = await system.call({ route: 'POST /v1/requests/{id}/outcome', id, body });
    expect(answer).toMatchObject({ status, body: field ? { field } : {} });
    expect(await system.stateOf(id)).toBe('approved');
  });
});
