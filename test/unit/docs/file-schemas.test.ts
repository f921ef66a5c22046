import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { customActionsSchema } from '../../../catalog/custom/custom-action.ts';
import { outcomeEventSchema } from '../../../core/request/outcome-event.ts';
import { fileSchemas } from '../../../docs/generate/file-schemas.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const yamlIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}${name}`);

/** The name of every field that a schema knows, however deep, but for what stands in free-form values. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, $defs: _, ...rest } = schema as { properties?: object; $defs?: object };
  return [
    ...Object.keys(properties),
    ...Object.values(properties).flatMap(fieldsOf),
    ...Object.values(rest).flatMap(fieldsOf),
  ];
}

/** Names in the first column of the page's tables. */
const documented = (page: string): string[] =>
  [...page.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );

/** The first block of a page in this language. */
const blockIn = (page: string, language: string, nth = 0): string =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))][nth]?.[1] ?? '';

describe('every file that people write', () => {
  const files = [...yamlIn('policies/'), ...yamlIn('infra/settings/')];

  it.each(files)('names its schema for editors: %s', (path) => {
    const [, schema = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(read(path)) ?? [];
    expect(existsSync(new URL(schema, new URL(path, root))), schema).toBe(true);
  });

  it('is one of four kinds, all of which are there', () => {
    const named = files.map((path) => /schemas\/(\w+)\.schema\.json/.exec(read(path))?.[1]);
    expect([...new Set(named)].sort()).toEqual(['actions', 'cases', 'directory', 'settings']);
  });
});

describe('docs/actions.md', () => {
  const page = read('docs/actions.md');

  it('documents each field of policies/actions.yaml, and no other', () => {
    const fields = new Set(fieldsOf(fileSchemas().actions).filter((field) => field !== 'actions'));
    expect(fields.size).toBeGreaterThan(15);
    expect(documented(page).sort()).toEqual([...fields].sort());
  });

  it('has an example that is taken', () => {
    expect(customActionsSchema.parse(parse(blockIn(page, 'yaml'))).actions).toHaveLength(1);
  });
});

describe('docs/outcome-event.md', () => {
  const page = read('docs/outcome-event.md');

  it('documents each field of the event, and no other', () => {
    expect(documented(page).sort()).toEqual(Object.keys(outcomeEventSchema.shape).sort());
  });

  it('has an example that is one', () => {
    outcomeEventSchema.parse(JSON.parse(blockIn(page, 'json', 1)));
  });
});
