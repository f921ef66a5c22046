import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../../functions/workflow/conclude/handler.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { invoke } from '../../../support/given/lambda.ts';
import { strikeAt } from '../../../support/memory-outage.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../../../support/memory-system.ts';

const output = capturedOutput();

const conclude = (system: MemorySystem, requestId: string, cause: unknown) =>
  invoke(createHandler(system.ports), { v: 1, requestId, cause } as unknown);

describe('the end of a workflow', () => {
  it('leaves a decision as it is, whatever made the workflow stop', async () => {
    for (const cause of [
      { kind: 'decided' },
      { kind: 'timeout' },
      { kind: 'failure', error: 'Lambda.Unknown' },
    ]) {
      const system = memorySystem();
      const request = await system.asked(submissions.remove());
      await system.click(people.securityOne.id, 'approve', request);
      expect(await conclude(system, request.id, cause)).toEqual({ v: 1, state: 'approved' });
      expect(system.recordsOf(request.id)).toHaveLength(2);
    }
  });

  it.each([
    [{ kind: 'timeout' }, undefined],
    [{ kind: 'failure', error: 'MessengerUnavailable' }, 'MessengerUnavailable'],
    [{ kind: 'failure' }, 'The workflow ended without a decision.'],
    [{ kind: 'decided' }, 'The workflow ended without a decision.'],
  ])('expires what nobody decided: %j', async (cause, error) => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    expect(await conclude(system, id, cause)).toEqual({ v: 1, state: 'expired' });
    const change = { type: 'expired', ...(error === undefined ? {} : { error }) };
    expect(system.recordsOf(id).at(-1)?.change).toEqual(change);
    expect(output.text()).toContain('"RequestExpired":1');
  });

  it('counts what people denied', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.click(people.securityOne.id, 'deny', request);
    expect(await conclude(system, request.id, { kind: 'decided' })).toEqual({ v: 1, state: 'denied' });
    expect(output.text()).toContain('"RequestDenied":1');
  });

  it('gives the slot back, forgets the token, tells the pipelines and the people', async () => {
    const system = memorySystem();
    const { id, digest } = await system.asked(submissions.remove());
    await conclude(system, id, { kind: 'timeout' });
    expect(system.slots.heldBy('etl')).toEqual([]);
    expect(await system.tokens.get(id)).toBeUndefined();
    expect([...system.messenger.cards.values()]).toMatchObject([{ state: 'expired' }]);
    expect(system.published).toEqual([
      {
        v: 1,
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
      const system = memorySystem();
      const { id } = await system.asked(submissions.remove());
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      await conclude(system, id, { kind: 'timeout' }).catch(() => undefined);
      system.outage.strike = () => {};
      expect(await conclude(system, id, { kind: 'timeout' }), strike.struck).toEqual({
        v: 1,
        state: 'expired',
      });
      expect(system.recordsOf(id), strike.struck).toHaveLength(2);
      expect(system.slots.heldBy('etl'), strike.struck).toEqual([]);
      expect(system.published.length, strike.struck).toBeGreaterThan(0);
      expect([...system.messenger.cards.values()], strike.struck).toMatchObject([{ state: 'expired' }]);
      if (strike.struck === undefined) break;
    }
  });

  it('waits for nobody else when Slack is down, and fails so that it is tried again', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    system.messenger.down = true;
    await expect(conclude(system, id, { kind: 'timeout' })).rejects.toMatchObject({
      name: 'MessengerUnavailable',
    });
    expect(system.published).toHaveLength(1);
    expect(system.slots.heldBy('etl')).toEqual([]);
    expect(output.text()).toContain('"MessengerUnavailable":1');
  });

  it('of a request that nobody has is a bug, and says so', async () => {
    await expect(conclude(memorySystem(), 'f'.repeat(32), { kind: 'timeout' })).rejects.toThrow(
      'not in the table',
    );
  });

  it('for a cause that nobody knows changes nothing', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    await expect(conclude(system, id, { kind: 'approved' })).rejects.toThrow();
    expect(await system.stateOf(id)).toBe('pending');
  });
});
