import { describe, expect, it } from 'vitest';
import { createHandler } from '../../../../functions/workflow/sweep/handler.ts';
import { sweepRequests } from '../../../../functions/workflow/sweep/sweep-requests.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { context } from '../../../support/given/lambda.ts';
import { strikeAt } from '../../../support/memory-outage.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { type MemorySystem, memorySystem } from '../../../support/memory-system.ts';

const output = capturedOutput();
const [minute, hour] = [60, 3_600];

const sweep = (system: MemorySystem, remainingMs = 240_000) =>
  createHandler({ ...system.ports, beat: async () => {} })(
    {},
    {
      ...context(),
      getRemainingTimeInMillis: () => remainingMs,
    },
  );

/** Submitted, and its record of the stream is lost: no workflow, no card. */
async function lost(system: MemorySystem): Promise<string> {
  const { body } = await system.submit(submissions.remove());
  system.loseStream();
  return body.id;
}

describe('a request without a workflow', () => {
  it('gets one, and with it its card, as soon as it should have had one', async () => {
    const system = memorySystem();
    const id = await lost(system);
    system.clock.pass(5 * minute);
    expect(await sweep(system)).toMatchObject({ started: 1 });
    await system.settle();
    expect([...system.messenger.cards.values()]).toMatchObject([{ state: 'pending' }]);
    expect(await sweep(system)).toMatchObject({ started: 0 });
    expect(system.workflow.executions.size).toBe(1);
    expect(await system.stateOf(id)).toBe('pending');
    expect(output.text()).toContain('"WorkflowMissing":1');
  });

  it('goes on in a new one where its own ended without it, as with a state machine that was deleted', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    system.workflow.stop();
    system.clock.pass(5 * minute);
    expect(await sweep(system)).toMatchObject({ started: 1 });
    await system.settle();
    expect([...system.workflow.executions.keys()]).toEqual([request.id, `${request.id}.2`]);
    expect([...system.messenger.cards.values()]).toHaveLength(1);
    expect(await sweep(system)).toMatchObject({ started: 0 });

    await system.click(people.securityOne.id, 'approve', request);
    await system.settle();
    expect(await system.stateOf(request.id)).toBe('approved');
    expect(system.published).toMatchObject([{ requestId: request.id, state: 'approved' }]);
    expect(system.slots.heldBy('etl')).toEqual([]);
  });

  it('gets none where it is decided by the time that it is read', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    system.workflow.stop();
    system.clock.pass(5 * minute);
    await system.click(people.securityOne.id, 'approve', request);
    const standing = {
      list: async function* () {
        yield request.id;
      },
    };
    const ports = { ...system.ports, standing, hasTime: () => true, onFailed: () => {} };
    expect(await sweepRequests(ports)).toMatchObject({ started: 0 });
    expect(system.workflow.executions.size).toBe(1);
  });

  it('is left to the stream for its first minutes', async () => {
    const system = memorySystem();
    await lost(system);
    system.clock.pass(2 * minute);
    expect(await sweep(system)).toMatchObject({ started: 0 });
    expect(system.workflow.executions.size).toBe(0);
  });

  it('expires where its time is over: its place is free again, and pipelines are told', async () => {
    const system = memorySystem();
    const id = await lost(system);
    system.clock.pass(9 * hour);
    expect(await sweep(system)).toMatchObject({ expired: 1 });
    expect(await system.stateOf(id)).toBe('expired');
    expect(system.recordsOf(id).at(-1)).toMatchObject({
      change: { type: 'expired' },
      actor: { kind: 'system', id: 'sweep' },
      via: 'sweep',
    });
    expect(system.slots.heldBy('etl')).toEqual([]);
    expect(system.published).toMatchObject([{ requestId: id, state: 'expired' }]);
  });

  it('expires although Slack is away', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    system.workflow.stop();
    system.messenger.down = true;
    system.clock.pass(9 * hour);
    expect(await sweep(system)).toMatchObject({ expired: 1, failed: 0 });
    expect(await system.stateOf(id)).toBe('expired');
  });
});

describe('a request whose workflow lives', () => {
  it('is ended by its workflow: the sweep comes two minutes later', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    const { expiresAt = '' } = (await system.requests.get(id)) as { expiresAt?: string };
    system.clock.pass((Date.parse(expiresAt) - system.clock.nowMs()) / 1_000 + minute);
    expect(await sweep(system)).toMatchObject({ expired: 0, started: 0 });
    await system.settle();
    expect(system.recordsOf(id).at(-1)).toMatchObject({ actor: { id: 'workflow' } });
  });

  it('is not started again while it waits for people', async () => {
    const system = memorySystem();
    await system.asked(submissions.remove());
    system.clock.pass(hour / 2);
    expect(await sweep(system)).toMatchObject({ started: 0 });
  });
});

describe('what was let through', () => {
  it('lapses where nobody uses it in its window', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.click(people.securityOne.id, 'approve', request);
    await system.settle();
    system.clock.pass(hour + 3 * minute);
    expect(await sweep(system)).toMatchObject({ lapsed: 1 });
    expect(await system.stateOf(request.id)).toBe('lapsed');
    expect(system.recordsOf(request.id).at(-1)).toMatchObject({ change: { type: 'lapsed' }, via: 'sweep' });
  });

  it('is unknown where the agent that took it says nothing for twelve hours, and people see that', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    await system.click(people.securityOne.id, 'approve', request);
    await system.start(request.id, request.digest);
    system.clock.pass(12 * hour);
    expect(await sweep(system)).toMatchObject({ unknown: 0 });
    system.clock.pass(3 * minute);
    expect(await sweep(system)).toMatchObject({ unknown: 1 });
    expect(await system.stateOf(request.id)).toBe('unknown');
    expect(system.recordsOf(request.id).at(-1)).toMatchObject({ change: { type: 'unreported' } });
    expect(output.text()).toContain('"RunUnreported":1');
    await system.settle();
    expect([...system.messenger.cards.values()]).toMatchObject([{ state: 'unknown' }]);
    const late = await system.report(request.id, 'done', request.digest);
    expect([late.status, late.body.state]).toEqual([409, 'unknown']);
  });
});

describe('a sweep', () => {
  it('can be done again after a failure at any moment', async () => {
    let struck = 0;
    for (let moment = 1; ; moment += 1) {
      const system = memorySystem();
      const id = await lost(system);
      system.clock.pass(9 * hour);
      const strike = strikeAt(moment);
      system.outage.strike = strike;
      await sweep(system).catch(() => undefined);
      system.outage.strike = () => {};
      await sweep(system);
      await system.settle();
      expect(await system.stateOf(id), strike.struck).toBe('expired');
      expect(system.recordsOf(id), strike.struck).toHaveLength(2);
      if (strike.struck === undefined) break;
      struck += 1;
    }
    expect(struck).toBeGreaterThan(10);
  });

  it('goes on with the others where one fails, and says that it failed', async () => {
    const system = memorySystem();
    const ids: string[] = [];
    for (const name of ['orders', 'invoices', 'carts']) {
      const { body } = await system.submit(submissions.remove(name));
      ids.push(body.id);
    }
    system.loseStream();
    system.clock.pass(9 * hour);
    const { get } = system.ports.requests;
    const requests = {
      ...system.ports.requests,
      get: async (id: string) => (id === ids[1] ? Promise.reject(new Error('The table is away.')) : get(id)),
    };
    const swept = createHandler({ ...system.ports, requests, beat: async () => {} })(
      {},
      {
        ...context(),
        getRemainingTimeInMillis: () => 240_000,
      },
    );
    await expect(swept).rejects.toThrow('1 requests could not be swept');
    const states = await Promise.all(ids.map((id) => system.stateOf(id)));
    expect(states).toEqual(['expired', 'pending', 'expired']);
  });

  it('stops before its time is over, and leaves the rest to the next', async () => {
    const system = memorySystem();
    for (const name of ['orders', 'invoices', 'carts']) await system.submit(submissions.remove(name));
    system.loseStream();
    system.clock.pass(9 * hour);
    let moves = 0;
    const hasTime = () => {
      moves += 1;
      return moves <= 2;
    };
    const ports = { ...system.ports, onFailed: () => {} };
    expect(await sweepRequests({ ...ports, hasTime })).toMatchObject({ expired: 2 });
    expect(await sweepRequests({ ...ports, hasTime: () => true })).toMatchObject({ expired: 1 });
  });

  it('is heard of at the readers of the stream before it does anything else', async () => {
    const system = memorySystem();
    const beats: string[] = [];
    system.outage.strike = (call) => {
      if (call === 'standing.list') throw new Error('The index is away.');
    };
    const handler = createHandler({ ...system.ports, beat: async () => void beats.push('beat') });
    await expect(handler({}, context())).rejects.toThrow('The index is away.');
    expect(beats).toEqual(['beat']);
  });
});
