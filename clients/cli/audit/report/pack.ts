import { asCsv } from '../query/format-rows.ts';
import type { Span } from '../query/span.ts';
import { type Figure, figuresOf } from './figures.ts';
import { type Framework, type PopulationName, populations } from './frameworks/framework.ts';
import { drawSample, type Sample } from './sample.ts';
import { type TableName, type Tables, tableNames } from './tables.ts';
import type { Verification } from './verification.ts';

/** Everything that a pack says, before it is written as HTML and CSV. */
export interface Pack {
  framework: Framework;
  span: Span;
  /** Where the records were read. */
  place: string;
  madeAt: string;
  tables: Tables;
  csv: Readonly<Record<TableName, string>>;
  figures: readonly Figure[];
  samples: Readonly<Partial<Record<PopulationName, Sample>>>;
  verification: Verification;
}

export function makePack(
  given: Pick<Pack, 'framework' | 'span' | 'place' | 'madeAt' | 'tables' | 'verification'>,
): Pack {
  const { framework, tables } = given;
  const csv = Object.fromEntries(
    tableNames.map((name) => [name, `${asCsv(tables[name])}\r\n`]),
  ) as Pack['csv'];
  const drawnFrom = [...new Set(framework.controls.map(({ population }) => population))];
  const samples = Object.fromEntries(
    drawnFrom.map((name) => [name, drawSample(csv[name], tables[name], populations[name])]),
  );
  return { ...given, csv, figures: figuresOf(tables), samples };
}
