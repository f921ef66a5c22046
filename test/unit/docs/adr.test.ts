import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../../../docs/adr/', import.meta.url);
const decisions = readdirSync(folder)
  .filter((name) => /^\d/.test(name))
  .sort();
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

it('decisions are numbered without a gap, in their names and their titles', () => {
  expect(decisions.length).toBeGreaterThan(10);
  for (const [index, name] of decisions.entries()) {
    expect(name).toMatch(new RegExp(`^${String(index + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`));
    expect(textOf(name)).toMatch(new RegExp(`^# ${index + 1}\\. `));
  }
});

it('each decision says whether it still holds, what was decided and why', () => {
  for (const name of decisions) {
    expect(textOf(name), name).toMatch(
      /\n\*\*Status\.\*\* (?:Accepted\.|Replaced by \[\d+\]\(\d{4}-[\w-]+\.md\))/,
    );
    for (const part of ['Decided', 'Why']) expect(textOf(name), name).toContain(`**${part}`);
  }
});
