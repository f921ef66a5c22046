import { describe, expect, it } from 'vitest';
import type { PrepareCall } from '../../../../core/ports/executor.ts';
import { executeRequest } from '../../../../functions/workflow/execute/execute-request.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { people } from '../../../support/given/directory.ts';
import { allow, review } from '../../../support/given/rulings.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

const output = capturedOutput();
const session = 'nightly-run';
const reachable = {
  action: 'rds:ModifyDBInstance',
  resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
  parameters: { DBInstanceIdentifier: 'orders', PubliclyAccessible: true, ApplyImmediately: true },
  reason: 'A partner reads it for a day.',
};

async function allowed(submission: object = submissions.remove()) {
  const system = memorySystem({ ruleOn: () => ({ ...allow, run: 'countersign' }) });
  const { body } = await system.submit(submission);
  const order = { v: 1 as const, requestId: body.id, session };
  return { system, order, id: body.id, run: () => system.execute(order) };
}

describe('a run', () => {
  it('is prepared with what was signed and who signed, and written before it is sent', async () => {
    const system = memorySystem({ ruleOn: () => review({ run: 'countersign' }) });
    const request = await system.asked(submissions.remove());
    await system.click(people.securityOne.id, 'approve', request);
    const states: unknown[] = [];
    system.outage.strike = (call, moment) => {
      if (call === 'target.send' && moment === 'before')
        states.push(system.requests.written.at(-1)?.request.state);
    };
    await system.settle();
    expect(states).toEqual(['running']);
    expect(system.target.calls).toMatchObject([
      { requestId: request.id, digest: request.digest, agent: 'etl', approvers: [people.securityOne.id] },
    ]);
    expect(system.recordsOf(request.id).map(({ change }) => change.type)).toEqual([
      'submitted',
      'voted',
      'running',
      'ran',
    ]);
  });

  it('answers the session that asked with all that AWS answered, and the workflow with the state', async () => {
    const { run } = await allowed();
    expect(await run()).toEqual({ v: 1, state: 'done', result: { DBInstance: { Status: 'deleting' } } });
    const { system, id } = await allowed();
    expect(await system.execute({ v: 1, requestId: id })).toEqual({ v: 1, state: 'done' });
  });

  it('looks before, and once more after, where the entry says how', async () => {
    const { system, run, id } = await allowed(reachable);
    system.target.there = { v: 1, kind: 'seen', value: { PubliclyAccessible: false } };
    system.outage.strike = (call, moment) => {
      if (call === 'target.send' && moment === 'after')
        system.target.there = { v: 1, kind: 'seen', value: { PubliclyAccessible: true } };
    };
    await run();
    expect(await system.requests.get(id)).toMatchObject({
      state: 'done',
      seen: { value: { PubliclyAccessible: false } },
      seenAfter: { value: { PubliclyAccessible: true } },
    });
  });

  it.each([
    ['cannot be looked at', () => ({ v: 1 as const, kind: 'not-seen' as const, code: 'AccessDenied' })],
    [
      'is away',
      () => {
        throw new Error('away');
      },
    ],
  ])('is done all the same where what it left %s', async (_, there) => {
    const { system, order, id } = await allowed(reachable);
    const { ports } = system;
    let looks = 0;
    const look = async () => {
      looks += 1;
      return looks === 1 ? ({ v: 1, kind: 'seen', value: {} } as const) : there();
    };
    expect(await executeRequest({ ...ports, look }, order)).toMatchObject({ state: 'done' });
    expect(looks).toBe(2);
    expect(await system.requests.get(id)).not.toHaveProperty('seenAfter');
  });

  it('that gets no credentials is failed with why, and was not sent', async () => {
    const { system, order, id } = await allowed();
    const prepare: PrepareCall = async () => ({
      ok: false,
      code: 'PackedPolicyTooLarge',
      detail: 'It has 120 %.',
    });
    expect(await executeRequest({ ...system.ports, prepare }, order)).toEqual({ v: 1, state: 'failed' });
    expect(await system.requests.get(id)).toMatchObject({
      failure: { code: 'PackedPolicyTooLarge', message: 'It has 120 %.' },
    });
    expect(system.recordsOf(id).at(-1)?.change).toMatchObject({ type: 'not-run', sent: false });
  });

  it('whose begin was written and not heard of is sent, once', async () => {
    const { system, order } = await allowed();
    const { requests } = system.ports;
    let lost = 0;
    const advance: typeof requests.advance = async (transition) => {
      const written = await requests.advance(transition);
      if (transition.request.state !== 'running') return written;
      lost += 1;
      // As after a retry of the SDK: the condition does not hold any more.
      return 'conflict';
    };
    expect(
      await executeRequest({ ...system.ports, requests: { ...requests, advance } }, order),
    ).toMatchObject({
      state: 'done',
    });
    expect(lost).toBe(1);
    expect(system.target.calls).toHaveLength(1);
  });

  it('that somebody else begins meanwhile is not sent', async () => {
    const { system, order, id } = await allowed();
    const prepare: PrepareCall = async (call) => {
      const prepared = await system.ports.prepare(call);
      if (system.target.calls.length === 0) await system.execute(order);
      return prepared;
    };
    expect(await executeRequest({ ...system.ports, prepare }, order)).toEqual({
      v: 1,
      state: 'done',
      refused: 'used',
    });
    expect(system.target.calls).toHaveLength(1);
    expect(system.recordsOf(id).filter(({ change }) => change.type === 'running')).toHaveLength(1);
  });

  it('that was given up meanwhile stays unknown, whatever AWS answered in the end', async () => {
    const { system, run, id } = await allowed();
    system.outage.strike = (call, moment) => {
      if (call === 'target.send' && moment === 'after') {
        system.clock.pass(121);
        system.requests.forge(id, (request) =>
          request.state === 'running'
            ? { ...request, state: 'unknown', endedAt: system.clock.now() }
            : request,
        );
      }
    };
    expect(await run()).toMatchObject({ state: 'unknown' });
    expect(await system.stateOf(id)).toBe('unknown');
  });

  describe('for a session', () => {
    const tableIsAway = async () => {
      throw new Error('The table is away.');
    };

    it('answers it with what AWS answered, though the table is away from the call on; the sweep ends it', async () => {
      const { system, order, id } = await allowed(reachable);
      let sent = false;
      const prepare: PrepareCall = async (call) => {
        const prepared = await system.ports.prepare(call);
        if (!prepared.ok) return prepared;
        const send = async () => {
          const answer = await prepared.send();
          sent = true;
          return answer;
        };
        return { ...prepared, send };
      };
      const { requests } = system.ports;
      const failing = {
        ...requests,
        get: (key: string) => (sent ? tableIsAway() : requests.get(key)),
        advance: (...args: Parameters<typeof requests.advance>) =>
          sent ? tableIsAway() : requests.advance(...args),
      };
      const ports = { ...system.ports, prepare, requests: failing };
      expect(await executeRequest(ports, order)).toEqual({
        v: 1,
        state: 'running',
        result: { DBInstance: { Status: 'deleting' } },
      });
      expect(output.text()).toContain('run-end-not-written');
      expect(system.target.calls).toHaveLength(1);
      system.clock.pass(121);
      expect(await system.execute({ v: 1, requestId: id })).toEqual({ v: 1, state: 'unknown' });
      expect(await system.execute(order)).toEqual({ v: 1, state: 'unknown', refused: 'used' });
      expect(system.target.calls).toHaveLength(1);
    });

    it('answers it where only what the run left cannot be written', async () => {
      const { system, order, id } = await allowed(reachable);
      system.target.there = { v: 1, kind: 'seen', value: {} };
      const { requests } = system.ports;
      const advance: typeof requests.advance = (transition) =>
        'seenAfter' in transition.request ? tableIsAway() : requests.advance(transition);
      const ports = { ...system.ports, requests: { ...requests, advance } };
      expect(await executeRequest(ports, order)).toMatchObject({ state: 'done', result: {} });
      expect(output.text()).toContain('seen-after-not-written');
      expect(await system.stateOf(id)).toBe('done');
    });

    it('that the workflow asked for fails with the table: it is called again, and waits for the end', async () => {
      const { system, id } = await allowed();
      const { requests } = system.ports;
      const advance: typeof requests.advance = (transition) =>
        transition.request.state === 'done' ? tableIsAway() : requests.advance(transition);
      const ports = { ...system.ports, requests: { ...requests, advance } };
      await expect(executeRequest(ports, { v: 1, requestId: id })).rejects.toThrow('The table is away.');
    });
  });

  it('that runs is waited for by the workflow, until its time is over', async () => {
    const { system, run, id } = await allowed();
    system.outage.strike = (call) => {
      if (call === 'target.send') throw new Error('killed');
    };
    await expect(run()).rejects.toThrow('killed');
    system.outage.strike = () => {};
    await expect(system.execute({ v: 1, requestId: id })).rejects.toThrow('is running');
    expect(await run()).toEqual({ v: 1, state: 'running', refused: 'used' });
    system.clock.pass(120);
    expect(await system.execute({ v: 1, requestId: id })).toEqual({ v: 1, state: 'unknown' });
    expect(system.target.calls).toEqual([]);
    expect(output.text()).toContain('"RunUnanswered":1');
  });

  it('that ended while its end is written is as it ended', async () => {
    const { system, id } = await allowed();
    system.clock.pass(3_600);
    const { requests } = system.ports;
    const advance: typeof requests.advance = async (transition) => {
      await requests.advance(transition);
      return 'conflict';
    };
    const order = { v: 1 as const, requestId: id, session };
    expect(await executeRequest({ ...system.ports, requests: { ...requests, advance } }, order)).toEqual({
      v: 1,
      state: 'lapsed',
      refused: 'lapsed',
    });
    expect(await system.execute(order)).toEqual({ v: 1, state: 'lapsed', refused: 'lapsed' });
  });

  it('that AWS refuses counts where an alarm sees it', async () => {
    const { system, run } = await allowed();
    system.target.answer = { kind: 'failed', code: 'AccessDenied', message: 'No.', requestId: undefined };
    await run();
    expect(output.text()).toContain('"RunFailed":1');
    await run();
    expect(output.text().match(/"RunFailed":1/g)).toHaveLength(1);
  });

  it('of a request that is not there, or is gone in between, is a bug', async () => {
    const { system, order } = await allowed();
    await expect(system.execute({ ...order, requestId: 'f'.repeat(32) })).rejects.toThrow('not in the table');
    for (const [after, asked] of [
      [1, order],
      [2, { v: 1 as const, requestId: order.requestId }],
    ] as const) {
      let reads = 0;
      const get: typeof system.requests.get = async (id) => {
        reads += 1;
        return reads > after ? undefined : system.requests.get(id);
      };
      const requests = { ...system.ports.requests, get };
      await expect(executeRequest({ ...system.ports, requests }, asked)).rejects.toThrow('is gone');
    }
  });
});
