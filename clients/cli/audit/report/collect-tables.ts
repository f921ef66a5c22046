import { namedQueries } from '../../../../infra/athena/named-queries.ts';
import type { Answer, Engine, Question, Rows } from '../query/engine.ts';
import { fillParameters } from '../query/fill-parameters.ts';
import type { Span } from '../query/span.ts';
import { type TableName, type Tables, tableNames } from './tables.ts';

export type Collected = { ok: true; tables: Tables } | Extract<Answer, { ok: false }>;

/** Asks every question of a pack about its span; `told` hears which is next. */
export async function collectTables(
  engine: Engine,
  span: Span,
  told: (text: string) => void,
): Promise<Collected> {
  const tables: Partial<Record<TableName, Rows>> = {};
  for (const name of tableNames) {
    told(`asking ${name}`);
    const sql = namedQueries().find((query) => query.name === name)?.sql ?? '';
    const filled = fillParameters(sql, { span, spanGiven: false, given: [] });
    const answer: Answer = filled.ok
      ? await engine.ask({ sql, parameters: filled.parameters })
      : { ok: false, code: 'not-understood', detail: filled.detail };
    if (!answer.ok) return { ...answer, detail: `${name}: ${answer.detail}` };
    tables[name] = { columns: answer.columns, rows: answer.rows };
  }
  return { ok: true, tables: tables as Tables };
}

/** The last hour in which a record of the span was sealed: some come late. The tables count up to there, and so is verified. */
export const lastSealedHour = ({ from, to }: Span): Question => ({
  sql: `SELECT max(dt || 'T' || hh || ':00:00.000Z') AS hour FROM sealed_records WHERE dt >= ? AND substr("at", 1, 10) BETWEEN ? AND ?`,
  parameters: [from, from, to],
});

/** Nothing of the span: the tables that read the whole trail say nothing about that. */
export const isEmpty = (tables: Tables): boolean =>
  tables['records-by-type'].rows.length === 0 && tables.coverage.rows.length === 0;
