import type { Clock } from '../../clock/clock.ts';
import type { Instance } from './instance.ts';

/** The environments of one function: who gets which, and when there are more. */
export interface Instances {
  /** One that is free, or as soon as one is: whoever has waited longest comes first. Undefined once they are closed. */
  take(): Promise<Instance | undefined>;
  giveBack(instance: Instance): void;
  /** Ends those that start or are at work. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

/**
 * AWS can start a thousand environments at once; here a start takes the cores that those at work need. The first two
 * are started when they are asked for. More are started, two at a time, where nobody has become free for as long as a
 * start takes: a few serve any burst of quick calls, and nobody waits long behind slow ones.
 */
const startingAtOnce = 2;

interface Waiting {
  since: number;
  take(instance: Instance | undefined): void;
}

export function createInstances(startInstance: () => Instance, clock: Clock): Instances {
  const all = new Set<Instance>();
  const idle: Instance[] = [];
  const waiting: Waiting[] = [];
  let starting = 0;
  // A guess, until one has started.
  let startMilliseconds = 100;
  let lastFreed: number | undefined;
  let cancelTimer = (): void => {};
  let closed = false;

  const start = async (): Promise<void> => {
    const begun = clock.now();
    const instance = startInstance();
    all.add(instance);
    starting += 1;
    await instance.ready;
    starting -= 1;
    startMilliseconds = clock.now() - begun;
    // The first is as one that becomes free: nobody knows yet whether calls are slow.
    lastFreed ??= clock.now();
    if (!instance.alive()) all.delete(instance);
    // One that could not be loaded tells so to whoever waits for it.
    hand(instance);
    startMore();
  };
  const hand = (instance: Instance): void => {
    const first = waiting.shift();
    if (first) first.take(instance);
    else idle.push(instance);
  };
  const startMore = (): void => {
    cancelTimer();
    const [first] = waiting;
    if (!first) return;
    const left = Math.max(first.since, lastFreed ?? clock.now()) + startMilliseconds - clock.now();
    while (left <= 0 && starting < Math.min(startingAtOnce, waiting.length)) void start();
    cancelTimer = clock.after(left > 0 ? left : startMilliseconds, startMore);
  };

  return {
    async take() {
      for (let instance = idle.pop(); instance; instance = idle.pop()) {
        if (instance.alive()) return instance;
        all.delete(instance);
      }
      if (closed) return undefined;
      return new Promise((resolve) => {
        waiting.push({ since: clock.now(), take: resolve });
        if (all.size < startingAtOnce) void start();
        else if (waiting.length === 1) startMore();
      });
    },
    giveBack(instance) {
      if (instance.alive()) {
        lastFreed = clock.now();
        hand(instance);
      } else {
        all.delete(instance);
        // Its place is taken by another, where somebody waits.
        if (waiting.length > starting) void start();
      }
    },
    crash: async () => {
      await Promise.all([...all].filter((one) => !idle.includes(one)).map((one) => one.kill()));
    },
    close: async () => {
      closed = true;
      cancelTimer();
      for (const { take } of waiting.splice(0)) take(undefined);
      await Promise.all([...all].map((one) => one.kill()));
    },
  };
}
