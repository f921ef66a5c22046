import { plain } from '../../terminal.ts';
import { type Cell, type Rows, textOf } from './engine.ts';

export const formats = ['table', 'csv', 'json'] as const;
export type Format = (typeof formats)[number];

export const formatRows = (rows: Rows, format: Format): string => writers[format](rows);

const writers: Readonly<Record<Format, (rows: Rows) => string>> = {
  table: asTable,
  csv: asCsv,
  json: asJson,
};

/** For a terminal: what agents wrote is on one line, and obeyed by nothing. */
function asTable({ columns, rows }: Rows): string {
  const cells = [columns, ...rows.map((row) => row.map((cell) => plain(textOf(cell))))];
  const numeric = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'));
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, at) => (numeric[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** RFC 4180, for programs and for spreadsheets. */
export function asCsv({ columns, rows }: Rows): string {
  const line = (cells: readonly Cell[]) => cells.map(field).join(',');
  return [line(columns), ...rows.map(line)].join('\r\n');
}

/** A spreadsheet would carry out a text that begins like a formula, and agents write texts: an apostrophe keeps it a text. */
function field(cell: Cell): string {
  const text = typeof cell === 'string' && /^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : textOf(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asJson({ columns, rows }: Rows): string {
  const objects = rows.map((row) =>
    Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])),
  );
  return JSON.stringify(objects, null, 2);
}
