import { describe, expect, it } from 'vitest';
import type { Request } from '../../../../core/request/request.ts';
import { retryAfterSeconds, watchRequest } from '../../../../functions/api/watch/handler.ts';
import { submissions } from '../../../support/given/catalog.ts';
import { fixedClock } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import { approvedToRun, pending, requestId, requestIn, running } from '../../../support/given/requests.ts';
import { capturedOutput } from '../../../support/memory-output.ts';
import { memorySystem } from '../../../support/memory-system.ts';

capturedOutput();

/** A request that is decided after so many seconds, watched on a clock that sleeping moves. */
function watched(decidedAfter: number, became: Request = requestIn('approved')) {
  const clock = fixedClock();
  const start = clock.nowMs();
  let reads = 0;
  const ports = {
    requests: {
      get: async (): Promise<Request> => {
        reads += 1;
        return clock.nowMs() - start >= decidedAfter * 1_000 ? became : pending();
      },
    },
    sleep: async (ms: number) => clock.pass(ms / 1_000),
    nowMs: clock.nowMs,
  };
  const isAny = (request: Request | undefined): request is Request => request !== undefined;
  return {
    ports,
    watch: (wait: number) => watchRequest(ports, requestId, isAny, wait),
    passed: () => (clock.nowMs() - start) / 1_000,
    reads: () => reads,
  };
}

describe('watching', () => {
  it('answers at once without a wait', async () => {
    const { watch, passed, reads } = watched(100);
    expect((await watch(0))?.state).toBe('pending');
    expect([passed(), reads()]).toEqual([0, 1]);
  });

  it('answers at once what is decided already', async () => {
    const { watch, passed } = watched(0);
    expect((await watch(25))?.state).toBe('approved');
    expect(passed()).toBe(0);
  });

  it('answers as soon as somebody has decided', async () => {
    const { watch, passed } = watched(7);
    expect((await watch(25))?.state).toBe('approved');
    expect(passed()).toBe(7);
  });

  it('goes on while Countersign runs what was approved, and ends where it waits for its agent', async () => {
    for (const request of [approvedToRun(), running()]) {
      const { watch, passed } = watched(7, request);
      expect((await watch(25))?.state).toBe(request.state);
      expect(passed()).toBe(25);
    }
    const { watch, passed } = watched(7, approvedToRun({ hides: true }));
    expect((await watch(25))?.state).toBe('approved');
    expect(passed()).toBe(7);
  });

  it('answers what stands when the time is over, with one read a second', async () => {
    const { watch, passed, reads } = watched(100);
    expect((await watch(25))?.state).toBe('pending');
    expect(passed()).toBeLessThanOrEqual(25);
    expect(reads()).toBe(26);
  });

  it('holds the line for the first minute of a request, and answers an older one at once', async () => {
    const { ports, watch, passed, reads } = watched(100);
    for (let calls = 0; calls < 5; calls += 1) await watch(25);
    expect(passed()).toBeLessThanOrEqual(60);
    expect(reads()).toBeLessThanOrEqual(65);
    const before = passed();
    await watch(25);
    expect(passed()).toBe(before);
    expect(retryAfterSeconds(pending(), ports.nowMs())).toBe(6);
  });

  it('says when to ask again only where it does not hold: later and later, and never in more than a minute', () => {
    const request = pending();
    const at = (seconds: number) =>
      retryAfterSeconds(request, Date.parse(request.submittedAt) + seconds * 1_000);
    expect([0, 30, 59, 60, 90, 300, 600, 3_600].map(at)).toEqual([
      undefined,
      undefined,
      undefined,
      6,
      9,
      30,
      60,
      60,
    ]);
    expect(
      retryAfterSeconds(requestIn('approved'), Date.parse(request.submittedAt) + 90_000),
    ).toBeUndefined();
    let [asked, age] = [0, 60];
    for (; age < 3_600; asked += 1) age += at(age) ?? 0;
    expect(asked).toBeLessThanOrEqual(75);
  });

  it('stops at once where there is nothing that this caller may see', async () => {
    const { ports } = watched(100);
    const isNone = (request: Request | undefined): request is Request => request?.id === 'another';
    expect(await watchRequest(ports, requestId, isNone, 25)).toBeUndefined();
  });
});

describe('GET /v1/requests/{id}', () => {
  it('shows the request as it stands', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    expect(await system.watch(id)).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      body: { id, state: 'pending' },
    });
  });

  it('tells an agent that waits for long when to come again', async () => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    system.clock.pass(300);
    const { headers, body } = await system.watch(id, { wait: '25' });
    expect([body.state, headers['retry-after']]).toEqual(['pending', '30']);
  });

  it('waits for a decision that comes meanwhile', async () => {
    const system = memorySystem();
    const request = await system.asked(submissions.remove());
    const start = system.clock.nowMs();
    let reads = 0;
    system.outage.strike = (call, moment) => {
      if (call === 'sleep' && moment === 'after') reads += 1;
      if (reads === 3) {
        reads += 1;
        void system.click(people.securityOne.id, 'approve', request);
      }
    };
    const { body } = await system.watch(request.id, { wait: '25' });
    expect(body.state).toBe('approved');
    // Each turn of the click's promises counts as a second here.
    expect(system.clock.nowMs() - start).toBeLessThan(10_000);
  });

  it.each(['26', '-1', '1.5', 'x', '', '025', '1e1', '9'.repeat(400)])('refuses to wait %j', async (wait) => {
    const system = memorySystem();
    const { id } = await system.asked(submissions.remove());
    const { status, body } = await system.watch(id, { wait });
    expect(status).toBe(422);
    expect(body).toMatchObject({ field: 'wait' });
  });
});
