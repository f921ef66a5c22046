/** How often, by any number of names: `add(counts, 'agent', 'etl', '2026-01-03')`. */
export type Counts = Map<string, number>;

const separator = '\t';

export function add(counts: Counts, ...names: string[]): void {
  addTimes(counts, names.join(separator), 1);
}

export function addAll(counts: Counts, others: Counts): void {
  for (const [key, times] of others) addTimes(counts, key, times);
}

export const total = (counts: Counts, ...names: string[]): number => counts.get(names.join(separator)) ?? 0;

/** Everything that was counted under this first name, by the names after it. */
export const under = (counts: Counts, first: string): { names: string[]; times: number }[] =>
  [...counts]
    .map(([key, times]) => ({ names: key.split(separator), times }))
    .filter(({ names }) => names[0] === first)
    .map(({ names, times }) => ({ names: names.slice(1), times }));

/** What logs name as they like: principals and calls. A log of very many names must not fill the memory. */
const namedByLogs = ['stranger', 'outside', 'denied'];
const mostNames = 50_000;

function addTimes(counts: Counts, key: string, times: number): void {
  const kept = counts.size < mostNames || counts.has(key) ? key : withoutName(key);
  counts.set(kept, (counts.get(kept) ?? 0) + times);
}

function withoutName(key: string): string {
  const [first = '', ...names] = key.split(separator);
  return namedByLogs.includes(first) ? [first, ...names.map(() => '(others)')].join(separator) : key;
}
