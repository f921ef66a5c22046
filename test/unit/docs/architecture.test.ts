import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const page = read('docs/architecture.md');
const foldersIn = (path: string): string[] =>
  readdirSync(new URL(`../../../${path}`, import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
/** What stands first in the rows of the table below a heading. */
const rowsUnder = (text: string, heading: string): string[] =>
  [...(text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `([\w-]+)\/`/gm)].map(
    ([, name = '']) => name,
  );

describe('docs/architecture.md', () => {
  it('has every folder of core, and no other', () => {
    expect(rowsUnder(page, 'Inside `core`').sort()).toEqual(foldersIn('core').sort());
  });

  it('has every door of functions, and no other', () => {
    const [, row = ''] = /^\| `functions\/` \|([^|]+)\|/m.exec(page) ?? [];
    const named = [...row.matchAll(/`(\w+)\/`/g)].map(([, name]) => name);
    expect(named.sort()).toEqual(foldersIn('functions').sort());
  });
});

describe.each([
  ['README.md', 'Where things are'],
  ['docs/architecture.md', 'The folders'],
])('%s', (file, heading) => {
  it('has every folder that holds TypeScript', () => {
    const [, table = ''] = read(file).split(`\n## ${heading}\n`);
    const made = ['node_modules', 'coverage', 'reports'];
    const ours = foldersIn('.').filter(
      (name) => /^[a-z]/.test(name) && !name.startsWith('cdk.out') && !made.includes(name),
    );
    for (const name of ours) expect(table, name).toMatch(new RegExp(`^\\|.*\`${name}/\``, 'm'));
  });
});

it('README.md leads to every page of docs', () => {
  const pages = readdirSync(new URL('../../../docs/', import.meta.url)).filter((name) =>
    name.endsWith('.md'),
  );
  expect(pages.length).toBeGreaterThan(20);
  for (const name of pages) expect(read('README.md')).toContain(`(docs/${name}`);
});
