import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const textOf = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
const { version, devDependencies } = JSON.parse(textOf('package.json'));

it('the version of the changelog is the one of the package', () => {
  expect(textOf('CHANGELOG.md')).toContain(`\n## ${version} - `);
});

it('nvm is told the Node that the project runs on', () => {
  expect(textOf('.nvmrc').trim()).toBe(devDependencies.node);
});
