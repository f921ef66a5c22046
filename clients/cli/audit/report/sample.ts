import { createHash } from 'node:crypto';
import type { Cell, Rows } from '../query/engine.ts';

/** What auditors take of a large population for a control that works every day. */
export const sampleSize = 25;

export interface Sample {
  /** SHA-256 of the population's CSV: nobody picked it. */
  seed: string;
  population: number;
  ids: readonly string[];
  rows: Rows;
}

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The ids whose SHA-256 with the seed comes first: whoever has the CSV draws the same. */
export function drawSample(csv: string, { columns, rows }: Rows, idColumn: string): Sample {
  const seed = sha256Hex(csv);
  const at = columns.indexOf(idColumn);
  const idOf = (row: readonly Cell[]): string => String(row[at]);
  const all = [...new Set(rows.map(idOf))];
  const ids = all
    .map((id) => ({ id, rank: sha256Hex(`${seed}:${id}`) }))
    .sort((one, other) => (one.rank < other.rank ? -1 : 1))
    .slice(0, sampleSize)
    .map(({ id }) => id);
  const drawn = ids.flatMap((id) => rows.filter((row) => idOf(row) === id));
  return { seed, population: all.length, ids, rows: { columns, rows: drawn } };
}
