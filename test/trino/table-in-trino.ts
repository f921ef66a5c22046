import { auditColumns, type ColumnType } from '../../core/evidence/audit-columns.ts';
import type { Trail } from '../support/seeded-trail.ts';

type Column = readonly [name: string, type: ColumnType];

/** The sealed lines as one statement: Trino's memory takes a table from a query alone. */
export function tableInTrino(trail: Trail): string {
  const columns: Column[] = [
    ...Object.entries(auditColumns),
    ['dt', 'text'],
    ['hh', 'text'],
    ['$path', 'text'],
  ];
  const rows = [...trail].flatMap(([key, lines]) => {
    const [, dt = '', hh = ''] = /dt=([^/]+)\/hh=(\d+)/.exec(key) ?? [];
    return lines.map((line) => ({ ...(JSON.parse(line) as Record<string, unknown>), dt, hh, $path: key }));
  });
  const values = rows.map(
    (row: Record<string, unknown>) => `(${columns.map(([name]) => literal(row[name])).join(', ')})`,
  );
  const places = columns.map((_, at) => `c${at}`);
  const cast = columns.map(([name, type], at) => `CAST(${places[at]} AS ${trinoTypes[type]}) AS "${name}"`);
  return `CREATE TABLE sealed_records AS SELECT ${cast.join(', ')} FROM (VALUES ${values.join(', ')}) AS t (${places.join(', ')})`;
}

const trinoTypes: Readonly<Record<ColumnType, string>> = {
  text: 'varchar',
  integer: 'integer',
  texts: 'array(varchar)',
};

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return `CAST(ARRAY[${value.map(literal).join(', ')}] AS array(varchar))`;
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}
