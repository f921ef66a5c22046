import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { RequestView } from '@countersign/client';
import { describe, expect, it } from 'vitest';
import { catalogWith } from '../../../catalog/catalog.ts';
import { exitCodeOf } from '../../../clients/cli/agent/exit-code.ts';
import { states } from '../../../core/request/lifecycle.ts';

const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');
/** All that there is, as the program itself tells a shell. */
const completion = execFileSync(process.execPath, ['clients/cli/main.ts', 'completion', 'bash'], {
  encoding: 'utf8',
});
const [, commands = ''] = /^ +''\) .* else COMPREPLY=\(\$\(compgen -W '([^']+)'/m.exec(completion) ?? [];

describe('docs/cli.md', () => {
  it('has every command', () => {
    const names = commands.split(' ').filter((name) => name !== 'help');
    expect(names.length).toBeGreaterThan(8);
    const table = page.slice(0, page.indexOf('## Ask'));
    for (const name of names) expect(table).toMatch(new RegExp(`^\\| \`${name}[ \`]`, 'm'));
  });

  it('has every exit status of a request', () => {
    const usableUntil = '2026-03-02T10:00:00.000Z';
    for (const state of states) {
      const code = exitCodeOf(
        { state, usableUntil } satisfies Partial<RequestView>,
        Date.parse(usableUntil) - 1,
      );
      const words = state === 'running' ? 'Countersign runs it' : state;
      expect(page).toMatch(new RegExp(`^\\| ${code} \\| .*${words}`, 'm'));
    }
  });

  it('names options that there are', () => {
    const known = new Set([...completion.matchAll(/--[a-z-]+/g)].map(([option]) => option));
    const ours = page.replace(/^ +-- aws .*$/gm, '');
    const named = [...ours.matchAll(/(?<=[\s`])--[a-z-]+/g)].map(([option]) => option);
    expect(named.filter((option) => !known.has(option))).toEqual([]);
  });

  it('asks for what could be asked for', () => {
    const [, action = '', resource = '', json = ''] =
      /run (\S+) \\\n +--resource (\S+) \\\n +--parameters '([^']+)'/.exec(page) ?? [];
    const entry = catalogWith().find(action);
    const parameters = entry?.parameters.parse(JSON.parse(json)) ?? {};
    const place = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };
    expect(entry?.arn(parameters, place)).toBe(resource);
  });
});
