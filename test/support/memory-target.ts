import type { Call, PrepareCall, Sent } from '../../core/ports/executor.ts';
import type { LookAnswer, LookAtTarget } from '../../core/ports/look.ts';
import type { Strike } from './memory-outage.ts';

/** What is run in agents' accounts: an AWS that takes every call, and keeps it. */
export interface MemoryTarget {
  /** Every call that reached it. */
  readonly calls: readonly Call[];
  /** What it answers to calls from now on. */
  answer: Sent;
  prepare: PrepareCall;
  /** What a look sees from now on. */
  there: LookAnswer;
  /** What the next call leaves there. */
  leaves: LookAnswer | undefined;
  look: LookAtTarget;
}

export const done: Sent = {
  kind: 'done',
  result: { DBInstance: { Status: 'deleting' } },
  requestId: 'aws-request-1',
};

/** `strike` hears of each call before it arrives and after, and may throw: the function that made it is killed then. */
export function memoryTarget(strike: Strike = () => {}): MemoryTarget {
  const calls: Call[] = [];
  let sessions = 0;
  const target: MemoryTarget = {
    calls,
    answer: done,
    there: { v: 1, kind: 'seen', value: {} },
    leaves: undefined,
    look: async () => target.there,
    prepare: async (call) => {
      sessions += 1;
      return {
        ok: true,
        accessKeyId: `ASIA${String(sessions).padStart(16, '0')}`,
        send: async () => {
          strike('target.send', 'before');
          calls.push(call);
          target.there = target.leaves ?? target.there;
          strike('target.send', 'after');
          return target.answer;
        },
      };
    },
  };
  return target;
}
