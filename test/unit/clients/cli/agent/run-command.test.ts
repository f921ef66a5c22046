import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HeldSignals } from '../../../../../clients/cli/agent/run/held-signals.ts';
import { isCommand } from '../../../../../clients/cli/agent/run/is-command.ts';
import { runCommand } from '../../../../../clients/cli/agent/run/run-command.ts';

const signals = (held?: NodeJS.Signals): HeldSignals & { give?: (signal: NodeJS.Signals) => void } => {
  const given: HeldSignals & { give?: (signal: NodeJS.Signals) => void } = {
    held: () => held,
    hold: () => {},
    release: () => {},
    passTo: (take) => {
      given.give = take;
    },
  };
  return given;
};

describe('a command, really run', () => {
  it.each([0, 1, 42, 255])('that ends with %i is told with it', async (code) => {
    expect(await runCommand(['sh', '-c', `exit ${code}`], signals())).toEqual({ kind: 'exited', code });
  });

  it('takes its arguments as they are: no shell reads them', async () => {
    const odd = ['$(exit 1)', '; exit 2', 'a b', '', '*'];
    const check = `[ "$#" = 5 ] && [ "$1" = '$(exit 1)' ] && [ "$4" = '' ] && [ "$5" = '*' ]`;
    expect(await runCommand(['sh', '-c', check, 'sh', ...odd], signals())).toEqual({
      kind: 'exited',
      code: 0,
    });
  });

  it('that a signal stopped is told with it', async () => {
    const given = signals();
    const running = runCommand(['sleep', '60'], given);
    given.give?.('SIGTERM');
    expect(await running).toEqual({ kind: 'stopped', signal: 'SIGTERM', code: 143 });
  });

  it('does not begin when a signal came before it', async () => {
    expect(await runCommand(['sh', '-c', 'exit 0'], signals('SIGINT'))).toEqual({
      kind: 'not-begun',
      why: 'SIGINT came first.',
      code: 130,
    });
  });

  it('that is gone by then did not begin', async () => {
    expect(await runCommand(['/no/such/command'], signals())).toMatchObject({ kind: 'not-begun', code: 127 });
  });
});

describe('the name of a command', () => {
  it('is looked for on the path, or where it says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'commands-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'good'), '#!/bin/sh\n');
    await chmod(join(folder, 'good'), 0o755);
    await writeFile(join(folder, 'text'), 'no program');
    await chmod(join(folder, 'text'), 0o644);
    await mkdir(join(folder, 'folder'));

    const path = `/nowhere:${folder}`;
    expect(await isCommand('good', path)).toBe(true);
    expect(await isCommand(join(folder, 'good'), '')).toBe(true);
    for (const name of ['', 'folder', 'nothing', join(folder, 'folder'), './good'])
      expect(await isCommand(name, path), name).toBe(false);
  });
});
