import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { auditColumns, type ColumnType } from '../../../../core/evidence/audit-columns.ts';
import { athenaMacros } from './athena-macros.ts';
import { type Answer, type Cell, type Engine, no, type OpenedEngine, type Question } from './engine.ts';
import { whyNotRead } from './refuse-writes.ts';

type DuckDb = typeof import('@duckdb/node-api');

/** Nothing is downloaded: what reads JSON is part of DuckDB as npm brings it. */
const nothingFetched = { autoinstall_known_extensions: 'false', autoload_known_extensions: 'false' };
/** A question reads the copy and nothing else of this machine, and cannot open again what is closed here. */
const closed = ['SET enable_external_access = false', 'SET lock_configuration = true'];

/**
 * The records of these files as the table that Athena has, in a copy that is opened read-only. `workspace` is a folder of
 * its own, which goes when the engine is closed.
 */
export async function openDuckDb(files: readonly string[], workspace: string): Promise<OpenedEngine> {
  const duckdb = await loadDuckDb();
  if (!duckdb) {
    await rm(workspace, { recursive: true, force: true });
    return no(
      'unreachable',
      'DuckDB is not installed. Install @duckdb/node-api, or ask Athena with --athena.',
    );
  }
  const copy = join(workspace, 'trail.duckdb');
  try {
    await copyRecords(duckdb, copy, files);
    const instance = await duckdb.DuckDBInstance.create(copy, {
      ...nothingFetched,
      access_mode: 'READ_ONLY',
    });
    const connection = await instance.connect();
    await connection.run(`SET temp_directory = ${literal(join(workspace, 'spilled'))}`);
    for (const setting of closed) await connection.run(setting);
    return { ok: true, engine: engineOn(instance, connection, workspace) };
  } catch (error) {
    await rm(workspace, { recursive: true, force: true });
    return no(
      'unreadable',
      `The sealed records could not be read: ${oneLine(error)}. Run audit verify, which names the object.`,
    );
  }
}

async function copyRecords(duckdb: DuckDb, copy: string, files: readonly string[]): Promise<void> {
  const instance = await duckdb.DuckDBInstance.create(copy, nothingFetched);
  const connection = await instance.connect();
  try {
    for (const macro of athenaMacros) await connection.run(macro);
    await connection.run(tableOf(files));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const duckDbTypes: Readonly<Record<ColumnType, string>> = {
  text: 'VARCHAR',
  integer: 'INTEGER',
  texts: 'VARCHAR[]',
};

/** Partitions come of the names of the objects, as in Athena; `$path` is what Athena calls the object of a line. */
function tableOf(files: readonly string[]): string {
  const columns = Object.entries(auditColumns);
  if (files.length === 0) {
    const typed = [
      ...columns.map(([name, type]) => `"${name}" ${duckDbTypes[type]}`),
      'dt VARCHAR',
      'hh VARCHAR',
      '"$path" VARCHAR',
    ];
    return `CREATE TABLE sealed_records (${typed.join(', ')})`;
  }
  const read = [
    `[${files.map((file) => literal(asItIs(file))).join(', ')}]`,
    "format = 'newline_delimited'",
    "compression = 'gzip'",
    'filename = true',
    'hive_partitioning = false',
    `columns = {${columns.map(([name, type]) => `'${name}': '${duckDbTypes[type]}'`).join(', ')}}`,
  ];
  return `CREATE TABLE sealed_records AS SELECT * EXCLUDE (filename),
    ${partOfKey('dt=([0-9-]+)')} AS dt, ${partOfKey('dt=[0-9-]+.hh=([0-9]+)')} AS hh,
    'records/' || ${partOfKey('(dt=.*)')} AS "$path"
    FROM read_json(${read.join(', ')})`;
}

/** Names of folders can look like patterns, which DuckDB would follow elsewhere. */
const asItIs = (path: string): string => path.replace(/[*?[]/g, '[$&]');

/** Of the key at the end of a path: folders before it may be called as those in it are. */
const partOfKey = (pattern: string): string => `regexp_extract(filename, '^.*records.${pattern}', 1)`;

const engineOn = (instance: DuckDBInstance, connection: DuckDBConnection, workspace: string): Engine => ({
  ask: (question) => ask(connection, question),
  async close() {
    connection.closeSync();
    instance.closeSync();
    await rm(workspace, { recursive: true, force: true });
  },
});

async function ask(connection: DuckDBConnection, { sql, parameters }: Question): Promise<Answer> {
  const why = whyNotRead(sql);
  if (why) return no('writes', why);
  try {
    const statement = await connection.prepare(sql);
    parameters.forEach((value, index) => {
      statement.bindVarchar(index + 1, value);
    });
    const reader = await statement.runAndReadAll();
    const columns = reader.columnNames();
    return { ok: true, columns, rows: reader.getRows().map((row) => row.map(cellOf)) };
  } catch (error) {
    return no('not-understood', `The question could not be answered: ${oneLine(error)}.${hintOn(sql)}`);
  }
}

/** DuckDB's parser names what follows the word. */
const hintOn = (sql: string): string =>
  /(?<!["\w])at(?!["\w])/i.test(sql.replace(/'(?:[^']|'')*'/g, ''))
    ? ' For DuckDB "at" is a word of its own: write the column in double quotes, which Athena reads as well.'
    : '';

/** Counts are 64 and sums 128 bits wide; as numbers they are exact up to nine quadrillions. */
function cellOf(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number(value);
  return String(value);
}

async function loadDuckDb(): Promise<DuckDb | undefined> {
  try {
    return await import('@duckdb/node-api');
  } catch {
    return undefined;
  }
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0]?.replace(/[.!\s]+$/, '') ?? '';
