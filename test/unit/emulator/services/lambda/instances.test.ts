import { describe, expect, it } from 'vitest';
import type { Instance } from '../../../../../emulator/services/lambda/instance.ts';
import { createInstances } from '../../../../../emulator/services/lambda/instances.ts';
import { virtualClock } from '../states/virtual-clock.ts';

const startSeconds = 0.4;

/** Environments that take 0.4 s to start, on a clock that moves when it is told to. */
function stage({ loads = true } = {}) {
  const clock = virtualClock('2026-01-05T12:00:00Z');
  const started: Instance[] = [];
  const instances = createInstances(() => {
    const ready = Promise.withResolvers<void>();
    let alive = true;
    const instance: Instance = {
      ready: ready.promise,
      alive: () => alive,
      invoke: async () => ({ ok: true, payload: 'null' }),
      kill: async () => {
        alive = false;
        ready.resolve();
      },
    };
    clock.after(startSeconds * 1_000, () => {
      alive &&= loads;
      ready.resolve();
    });
    started.push(instance);
    return instance;
  }, clock);
  /** Who has got an environment, in that order. */
  const served: number[] = [];
  const holds = new Map<number, Instance | undefined>();
  const arrive = (...callers: number[]): void => {
    for (const caller of callers) {
      void instances.take().then((instance) => {
        served.push(caller);
        holds.set(caller, instance);
      });
    }
  };
  const leave = (caller: number): void => {
    const instance = holds.get(caller);
    if (!instance) throw new Error(`Caller ${caller} has no environment.`);
    instances.giveBack(instance);
  };
  return { clock, instances, started, served, holds, arrive, leave };
}

describe('the environments of a function', () => {
  it('are two for two callers, and none for nobody', async () => {
    const { clock, started, served, arrive } = stage();
    await clock.pass(10);
    expect(started).toHaveLength(0);
    arrive(1, 2);
    await clock.pass(startSeconds);
    expect([started.length, served]).toEqual([2, [1, 2]]);
  });

  it('stay two where they become free in time, and serve callers in their order', async () => {
    const { clock, started, served, arrive, leave } = stage();
    const callers = Array.from({ length: 40 }, (_, at) => at);
    arrive(...callers);
    await clock.pass(startSeconds);
    for (const caller of callers) {
      await clock.pass(startSeconds / 2);
      leave(caller);
    }
    await clock.pass(10);
    expect([started.length, served]).toEqual([2, callers]);
  });

  it('become more, two at a time, where none becomes free for as long as a start takes', async () => {
    const { clock, started, served, arrive } = stage();
    arrive(1, 2, 3, 4, 5, 6, 7);
    const aStartLater = async () => {
      await clock.pass(startSeconds);
      return [started.length, served.length];
    };
    expect(await aStartLater()).toEqual([2, 2]);
    expect(await aStartLater()).toEqual([4, 2]);
    expect(await aStartLater()).toEqual([6, 4]);
    expect(await aStartLater()).toEqual([7, 6]);
    expect(await aStartLater()).toEqual([7, 7]);
  });

  it('become more for whoever comes late as well, not sooner', async () => {
    const { clock, started, arrive } = stage();
    arrive(1, 2);
    await clock.pass(60);
    arrive(3);
    await clock.pass(startSeconds - 0.1);
    expect(started).toHaveLength(2);
    await clock.pass(0.1);
    expect(started).toHaveLength(3);
  });

  it('are replaced where one is gone that somebody waits for', async () => {
    const { clock, instances, started, served, arrive, leave } = stage();
    arrive(1, 2);
    await clock.pass(startSeconds);
    arrive(3);
    await instances.crash();
    leave(1);
    await clock.pass(startSeconds);
    expect([started.length, served]).toEqual([3, [1, 2, 3]]);
  });

  it('tell whoever waits that they cannot be loaded', async () => {
    const { clock, holds, arrive } = stage({ loads: false });
    arrive(1);
    await clock.pass(startSeconds);
    expect(holds.get(1)?.alive()).toBe(false);
  });

  it('that are closed leave nobody waiting, no timer, and start no more', async () => {
    const { clock, instances, started, holds, arrive } = stage();
    arrive(1, 2, 3, 4);
    await clock.pass(startSeconds);
    await instances.close();
    expect(clock.pending()).toBe(0);
    arrive(5);
    await clock.pass(10);
    expect(started).toHaveLength(2);
    expect([3, 4, 5].map((caller) => [holds.has(caller), holds.get(caller)])).toEqual(
      [3, 4, 5].map(() => [true, undefined]),
    );
  });
});
