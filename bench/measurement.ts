/** One figure: every sample is kept, so that the spread is seen and not only the middle. */
export interface Measurement {
  name: string;
  unit:
    | 'ms'
    | 's'
    | 'bytes'
    | 'kB'
    | 'MB'
    | 'GB'
    | 'USD'
    | '1/s'
    | 'clicks'
    | 'calls'
    | '1/h'
    | 'transitions'
    | 'x'
    | 'characters'
    | 'paths'
    | 'policies'
    | 'rules';
  samples: readonly number[];
}

/** What somebody else says of it, where nothing of it can be measured here. */
export interface Documented {
  name: string;
  documented: string;
}

export const median = (samples: readonly number[]): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
};

/** Times one call again and again: each sample is the mean of a batch, because one call can be below the clock's grain. */
export async function timed(
  call: () => unknown,
  { samples = 9, batch = 50, warmup = 50 }: { samples?: number; batch?: number; warmup?: number } = {},
): Promise<number[]> {
  for (let i = 0; i < warmup; i += 1) await call();
  const taken: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const start = performance.now();
    for (let i = 0; i < batch; i += 1) await call();
    taken.push((performance.now() - start) / batch);
  }
  return taken;
}

const figure = (value: number): string => {
  if (Number.isNaN(value)) return '?';
  if (value >= 100 || Number.isInteger(value)) return value.toFixed(0);
  return value.toPrecision(3);
};

/** A table for people: the middle first, then how far the runs lay apart. */
export function table(rows: readonly (Measurement | Documented)[]): string {
  const cells = rows.map((row) =>
    'documented' in row ? [row.name, '', row.documented, '', ''] : measuredCells(row),
  );
  const all = [['what', 'median', 'unit', 'spread', 'runs'], ...cells];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column % 2 === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

const measuredCells = ({ name, unit, samples }: Measurement): string[] => [
  name,
  figure(median(samples)),
  unit,
  `${figure(Math.min(...samples))} … ${figure(Math.max(...samples))}`,
  String(samples.length),
];
