import type { Json } from '../../lib/json.ts';

/** What the holder of a token may bring. */
export type TaskReport = { ok: true; output: Json } | { ok: false; error: string; cause?: string };

/** Closed: used, or its task is over. As in AWS, one that was never issued is another error. */
export type TokenUse = 'accepted' | 'closed' | 'never issued';

export interface TaskTokens {
  /** A fresh token. It is worth one report until `close`. */
  open(machineArn: string, onReport: (report: TaskReport) => void): { token: string; close: () => void };
  use(token: string, report: TaskReport): TokenUse;
  /** Whose task it is, even when that is over: what a caller needs permission for. */
  machineOf(token: string): string | undefined;
}

interface Issued {
  machineArn: string;
  onReport: ((report: TaskReport) => void) | undefined;
}

export function createTaskTokens(randomToken: () => string): TaskTokens {
  /** Closed tokens stay, without their task: they answer otherwise than a forged one. */
  const issued = new Map<string, Issued>();
  return {
    open(machineArn, onReport) {
      const token = randomToken();
      const one: Issued = { machineArn, onReport };
      issued.set(token, one);
      return {
        token,
        close: () => {
          one.onReport = undefined;
        },
      };
    },
    use(token, report) {
      const one = issued.get(token);
      if (!one) return 'never issued';
      const { onReport } = one;
      if (!onReport) return 'closed';
      one.onReport = undefined;
      onReport(report);
      return 'accepted';
    },
    machineOf: (token) => issued.get(token)?.machineArn,
  };
}
