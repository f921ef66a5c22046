import { readdirSync, readFileSync } from 'node:fs';

/** A question that is saved in Athena, and that `countersign audit query` asks by its name. */
export interface NamedQuery {
  name: string;
  /** What it answers. */
  says: string;
  /** What fills its question marks, in their order; the days of a span are `from` and `to`. */
  takes: readonly string[];
  sql: string;
}

const folder = new URL('./', import.meta.url);

/** The files of this folder: the first line says what one answers, the second what it takes, where it takes anything. */
export const namedQueries = (): NamedQuery[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace('.sql', ''))
    .sort()
    .map((name) => {
      const sql = readFileSync(new URL(`${name}.sql`, folder), 'utf8');
      return { name, says: headed(sql, /^-- (.+)$/m), takes: takenBy(sql), sql };
    });

/** Of any SQL that says so in a comment, as the named queries do. */
export const takenBy = (sql: string): string[] =>
  headed(sql, /^-- Takes: (.+)$/m)
    .split(', ')
    .filter((name) => name !== '');

const headed = (sql: string, line: RegExp): string => line.exec(sql)?.[1] ?? '';
