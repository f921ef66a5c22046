import { describe, expect, it } from 'vitest';
import { wishes } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { type House, memoryHouse } from '../../../support/memory-deployment.ts';
import { strikeAt } from '../../../support/memory-outage.ts';
import { capturedOutput } from '../../../support/memory-output.ts';

capturedOutput();

async function approved(house: House) {
  const request = await house.asked(wishes.remove());
  await house.press(people.securityOne.id, 'approve', request);
  await house.settle();
  return request;
}

const changes = (house: House, id: string) => house.recordsOf(id).map(({ change }) => change.type);

describe('POST /v1/requests/{id}/outcome', () => {
  it('says that it starts, then how it went', async () => {
    const house = memoryHouse();
    const { id, digest } = await approved(house);
    expect(await house.report(id, 'started', digest)).toMatchObject({
      status: 200,
      body: { state: 'claimed' },
    });
    expect(await house.report(id, 'failed', digest, 'It is in use.')).toMatchObject({
      status: 200,
      body: { state: 'failed' },
    });
    expect(await house.requests.get(id)).toMatchObject({ detail: 'It is in use.' });
  });

  it.each(['done', 'failed'])('of %s alone is both moves, each with its record', async (status) => {
    const house = memoryHouse();
    const { id, digest } = await approved(house);
    expect(await house.report(id, status, digest)).toMatchObject({ status: 200, body: { state: status } });
    expect(changes(house, id)).toEqual(['submitted', 'voted', 'claimed', 'reported']);
  });

  it('of what policy allowed is the same', async () => {
    const house = memoryHouse();
    const { body } = await house.submit(wishes.look);
    expect((await house.report(body.id, 'done', body.digest)).body.state).toBe('done');
  });

  it('shows the people who look at the card', async () => {
    const house = memoryHouse();
    const { id, digest } = await approved(house);
    await house.report(id, 'done', digest);
    await house.settle();
    expect([...house.messenger.cards.values()]).toMatchObject([{ state: 'done' }]);
  });

  it.each(['pending', 'withdrawn'] as const)('of what is %s is refused with the state', async (state) => {
    const house = memoryHouse();
    const { id, digest } = await house.asked(wishes.remove());
    if (state === 'withdrawn') await house.withdraw(id);
    expect(await house.report(id, 'started', digest)).toMatchObject({
      status: 409,
      body: { type: 'urn:countersign:problem:wrong-state', state },
    });
  });

  it('that crashed between its two moves is finished by the next', async () => {
    for (let moment = 1; ; moment += 1) {
      const house = memoryHouse();
      const { id, digest } = await approved(house);
      const strike = strikeAt(moment);
      house.outage.strike = strike;
      await house.report(id, 'done', digest);
      house.outage.strike = () => {};
      const again = await house.report(id, 'done', digest);
      expect([200, 409], strike.struck).toContain(again.status);
      expect(await house.stateOf(id), strike.struck).toBe('done');
      expect(changes(house, id), strike.struck).toEqual(['submitted', 'voted', 'claimed', 'reported']);
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
    const house = memoryHouse();
    const { id } = await approved(house);
    const answer = await house.call({ route: 'POST /v1/requests/{id}/outcome', id, body });
    expect(answer).toMatchObject({ status, body: field ? { field } : {} });
    expect(await house.stateOf(id)).toBe('approved');
  });
});
