import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checks } from '../../../clients/cli/doctor/checks.ts';

const deploy = readFileSync(new URL('../../../docs/deploy.md', import.meta.url), 'utf8');
const runbook = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');
const section = deploy.slice(deploy.indexOf('## Check that it works'), deploy.indexOf('## What is where'));

describe('docs/deploy.md', () => {
  it('says of every check of doctor what it finds, in their order', () => {
    const rows = [...section.matchAll(/^\| `([a-z-]+)` \| .{10,} \|$/gm)].map(([, name]) => name);
    expect(rows).toEqual(checks.map(({ name }) => name));
  });

  it('names every call that a check makes, for whoever has to allow it', () => {
    const calls = checks.flatMap(({ how }) =>
      [...how.matchAll(/\b[a-z0-9]+:([A-Z]\w+)/g)].map(([, call]) => call),
    );
    expect(calls.length).toBeGreaterThan(8);
    expect(calls.filter((call = '') => !section.includes(call) && !call.startsWith('StartQuery'))).toEqual(
      [],
    );
  });
});

it('every section of the runbook that doctor names is there', () => {
  const folder = new URL('../../../clients/cli/doctor/', import.meta.url);
  const files = ['self-test.ts', ...checks.map(({ name }) => `checks/${name}.ts`)];
  const named = files.flatMap((file) =>
    [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(/the runbook, ([a-z-]+)(?: and ([a-z-]+))?/g),
    ].flatMap(([, one, two]) => [one, two].filter((name) => name !== undefined)),
  );
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !runbook.includes(`## ${name}\n`))).toEqual([]);
});
