import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../../functions/workflow/conclude/handler.ts';
import { wishes } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { invoke } from '../../../support/given/lambda.ts';
import { type House, memoryHouse } from '../../../support/memory-deployment.ts';
import { strikeAt } from '../../../support/memory-outage.ts';
import { capturedOutput } from '../../../support/memory-output.ts';

const output = capturedOutput();

const conclude = (house: House, requestId: string, cause: unknown) =>
  invoke(createHandler(house.ports), { requestId, cause } as unknown);

describe('the end of a workflow', () => {
  it('leaves a decision as it is, whatever made the workflow stop', async () => {
    for (const cause of [
      { kind: 'decided' },
      { kind: 'timeout' },
      { kind: 'failure', error: 'Lambda.Unknown' },
    ]) {
      const house = memoryHouse();
      const request = await house.asked(wishes.remove());
      await house.press(people.securityOne.id, 'approve', request);
      expect(await conclude(house, request.id, cause)).toEqual({ state: 'approved' });
      expect(house.recordsOf(request.id)).toHaveLength(2);
    }
  });

  it.each([
    [{ kind: 'timeout' }, undefined],
    [{ kind: 'failure', error: 'SlackUnavailable' }, 'SlackUnavailable'],
    [{ kind: 'failure' }, 'The workflow ended without a decision.'],
    [{ kind: 'decided' }, 'The workflow ended without a decision.'],
  ])('expires what nobody decided: %j', async (cause, error) => {
    const house = memoryHouse();
    const { id } = await house.asked(wishes.remove());
    expect(await conclude(house, id, cause)).toEqual({ state: 'expired' });
    const change = { type: 'expired', ...(error === undefined ? {} : { error }) };
    expect(house.recordsOf(id).at(-1)?.change).toEqual(change);
    expect(output.text()).toContain('"RequestExpired":1');
  });

  it('gives the place back, forgets the token, tells the pipelines and the people', async () => {
    const house = memoryHouse();
    const { id, digest } = await house.asked(wishes.remove());
    await conclude(house, id, { kind: 'timeout' });
    expect(house.slots.heldBy('etl')).toEqual([]);
    expect(await house.tokens.get(id)).toBeUndefined();
    expect([...house.messenger.cards.values()]).toMatchObject([{ state: 'expired' }]);
    expect(house.published).toEqual([
      {
        requestId: id,
        state: 'expired',
        agent: 'etl',
        action: 'rds:DeleteDBInstance',
        resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
        account: '111122223333',
        region: 'eu-central-1',
        environment: 'prod',
        risk: 'high',
        digest,
      },
    ]);
  });

  it('can be done again after a failure at any moment', async () => {
    for (let moment = 1; ; moment += 1) {
      const house = memoryHouse();
      const { id } = await house.asked(wishes.remove());
      const strike = strikeAt(moment);
      house.outage.strike = strike;
      await conclude(house, id, { kind: 'timeout' }).catch(() => undefined);
      house.outage.strike = () => {};
      expect(await conclude(house, id, { kind: 'timeout' }), strike.struck).toEqual({ state: 'expired' });
      expect(house.recordsOf(id), strike.struck).toHaveLength(2);
      expect(house.slots.heldBy('etl'), strike.struck).toEqual([]);
      expect(house.published.length, strike.struck).toBeGreaterThan(0);
      expect([...house.messenger.cards.values()], strike.struck).toMatchObject([{ state: 'expired' }]);
      if (strike.struck === undefined) break;
    }
  });

  it('waits for nobody else when Slack is down, and fails so that it is tried again', async () => {
    const house = memoryHouse();
    const { id } = await house.asked(wishes.remove());
    house.messenger.down = true;
    await expect(conclude(house, id, { kind: 'timeout' })).rejects.toMatchObject({
      name: 'SlackUnavailable',
    });
    expect(house.published).toHaveLength(1);
    expect(house.slots.heldBy('etl')).toEqual([]);
    expect(output.text()).toContain('"SlackUnavailable":1');
  });

  it('of a request that nobody has is a bug, and says so', async () => {
    await expect(conclude(memoryHouse(), 'f'.repeat(32), { kind: 'timeout' })).rejects.toThrow(
      'not in the table',
    );
  });

  it('for a cause that nobody knows changes nothing', async () => {
    const house = memoryHouse();
    const { id } = await house.asked(wishes.remove());
    await expect(conclude(house, id, { kind: 'approved' })).rejects.toThrow();
    expect(await house.stateOf(id)).toBe('pending');
  });
});
