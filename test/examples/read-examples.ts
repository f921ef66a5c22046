import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CatalogEntry } from '../../catalog/entry.ts';
import type { JsonObject } from '../../core/lib/json.ts';

const data = process.env.BOTOCORE_DATA ?? '';

/** Services whose folder is not called as IAM calls them. */
const folders: Record<string, string> = {
  'access-analyzer': 'accessanalyzer',
  elasticfilesystem: 'efs',
  elasticmapreduce: 'emr',
  sso: 'sso-admin',
  states: 'stepfunctions',
};

export const folderOf = ({ action }: CatalogEntry): string => {
  const prefix = action.split(':')[0] ?? '';
  return join(data, folders[prefix] ?? prefix);
};

export interface Example {
  id: string;
  input?: JsonObject;
  output?: JsonObject;
}

/** What AWS publishes of an operation of an entry's service; of its own, where none is named. */
export function examplesOf(entry: CatalogEntry, operation = entry.operation): Example[] {
  const folder = folderOf(entry);
  const newest = existsSync(folder) ? readdirSync(folder).sort().at(-1) : undefined;
  if (newest === undefined) return [];
  const file = join(folder, newest, 'examples-1.json');
  if (existsSync(file)) return readExamples(readFileSync(file), operation);
  return existsSync(`${file}.gz`) ? readExamples(gunzipSync(readFileSync(`${file}.gz`)), operation) : [];
}

const readExamples = (text: Buffer, operation: string): Example[] =>
  (JSON.parse(text.toString('utf8')) as { examples?: Record<string, Example[]> }).examples?.[operation] ?? [];
