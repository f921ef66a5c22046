import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { awsActions } from '../../catalog/aws/aws-actions.ts';
import type { CatalogEntry } from '../../catalog/entry.ts';
import type { JsonObject } from '../../core/lib/json.ts';
import { differences } from './differences.ts';

const data = process.env.BOTOCORE_DATA ?? '';

/** Services whose folder is not called as IAM calls them. */
const folders: Record<string, string> = {
  'access-analyzer': 'accessanalyzer',
  elasticfilesystem: 'efs',
  elasticmapreduce: 'emr',
  sso: 'sso-admin',
  states: 'stepfunctions',
};

const folderOf = ({ action }: CatalogEntry): string => {
  const prefix = action.split(':')[0] ?? '';
  return join(data, folders[prefix] ?? prefix);
};

interface Example {
  id: string;
  input?: JsonObject;
}

function examplesOf(entry: CatalogEntry): Example[] {
  const { operation } = entry;
  const folder = folderOf(entry);
  const newest = existsSync(folder) ? readdirSync(folder).sort().at(-1) : undefined;
  if (newest === undefined) return [];
  const file = join(folder, newest, 'examples-1.json');
  if (existsSync(file)) return readExamples(readFileSync(file), operation);
  return existsSync(`${file}.gz`) ? readExamples(gunzipSync(readFileSync(`${file}.gz`)), operation) : [];
}

const readExamples = (text: Buffer, operation: string): Example[] =>
  (JSON.parse(text.toString('utf8')) as { examples?: Record<string, Example[]> }).examples?.[operation] ?? [];

const published = awsActions.flatMap((entry) => examplesOf(entry).map((example) => ({ entry, ...example })));
const isTaken = ({ entry, input = {} }: (typeof published)[number]): boolean =>
  entry.parameters.safeParse(input).success;

describe('the examples that AWS publishes of the catalog’s operations', () => {
  it('are many', () => {
    expect(published.length).toBeGreaterThan(200);
    expect(published.filter(isTaken).length).toBeGreaterThan(140);
  });

  it('are looked for where botocore keeps each service', () => {
    const missing = awsActions.map(folderOf).filter((folder) => !existsSync(folder));
    expect([...new Set(missing)]).toEqual([]);
  });

  it.each(published.map((each) => [each.entry.action, each.id, each] as const))(
    'are taken, or not for a reason that is told: %s %s',
    (action, _, example) => {
      if (!Object.hasOwn(differences, action)) expect(isTaken(example)).toBe(true);
    },
  );

  it.each(Object.keys(differences))('are not all taken where a reason is told: %s', (action) => {
    const own = published.filter(({ entry }) => entry.action === action);
    expect(own.some((example) => !isTaken(example))).toBe(true);
  });
});
