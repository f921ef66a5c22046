import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { HeldSignals } from './held-signals.ts';
import type { Ended } from './run-signed.ts';

/** Runs it on this terminal. Every signal that comes here goes on to it. */
export function runCommand([name = '', ...args]: readonly string[], signals: HeldSignals): Promise<Ended> {
  const early = signals.held();
  if (early) return Promise.resolve({ kind: 'not-begun', why: `${early} came first.`, code: codeOf(early) });
  return new Promise((resolve) => {
    const child = spawn(name, args, { stdio: 'inherit' });
    signals.passTo((signal) => child.kill(signal));
    child.on('error', ({ message }) => {
      // It also tells that a signal could not be given to a command that runs.
      if (child.pid === undefined) resolve({ kind: 'not-begun', why: `${message}.`, code: 127 });
    });
    child.once('exit', (code, signal) =>
      resolve(
        signal ? { kind: 'stopped', signal, code: codeOf(signal) } : { kind: 'exited', code: code ?? 1 },
      ),
    );
  });
}

/** As shells tell it. */
export const codeOf = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];
