import { canonicalJson } from '../lib/json.ts';
import { sealedRow } from './sealed-row.ts';

/**
 * Questions are answered from the columns of a line, and what proves itself is its record alone. Why the columns are not
 * those that `seal` makes of it; nothing where they are. `line` MUST be one that proves itself.
 */
export function whyColumnsDiffer(line: string): string | undefined {
  const row = JSON.parse(line) as { detail: string };
  const read = sealedRow(JSON.parse(row.detail) as object, row.detail);
  if (!read.ok) return `Its columns cannot be held against its record: ${read.detail}`;
  // As `seal` writes it, nearly always; the order of columns means nothing.
  if (JSON.stringify(read.row) === line || canonicalJson(read.row) === canonicalJson(row)) return undefined;
  return 'Its columns for questions are not those of its record.';
}
