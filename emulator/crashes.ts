import type { FunctionPool } from './services/lambda/function-pool.ts';
import type { CallSeen } from './wire/answer-call.ts';

export interface CrashPoint {
  /**
   * `dynamodb:UpdateItem`: the call that succeeds, and whose answer the function never sees. It may make it in a role that
   * it has assumed.
   */
  after: string;
  /** Asked at each such call, where a function makes several: has the one happened that is meant? */
  when?: () => boolean;
}

export interface Crashes {
  /** Resolves when it has happened, once. */
  plan(functionName: string, at: CrashPoint): Promise<void>;
  onCall(seen: CallSeen): Promise<void>;
}

/** Ends a function at its worst moment: a write is done and what should follow it is not. */
export function createCrashes(find: (name: string) => FunctionPool): Crashes {
  const planned = new Set<Required<CrashPoint> & { roleArn: string; strike: () => Promise<void> }>();
  return {
    plan(name, { after, when = () => true }) {
      const pool = find(name);
      const { promise, resolve } = Promise.withResolvers<void>();
      planned.add({ roleArn: pool.spec.roleArn, after, when, strike: () => pool.crash().then(resolve) });
      return promise;
    },
    async onCall({ service, operation, roleArn, assumedBy, failed }) {
      if (failed) return;
      for (const crash of planned) {
        if (crash.after !== `${service}:${operation}`) continue;
        if (![roleArn, assumedBy].includes(crash.roleArn) || !crash.when()) continue;
        planned.delete(crash);
        await crash.strike();
      }
    },
  };
}
