/** "; did you mean `security`?" where something near enough exists, nothing otherwise. */
export function didYouMean(written: string, known: Iterable<string>): string {
  const near = nearestName(written, known);
  return near === undefined ? '' : `; did you mean ${JSON.stringify(near)}?`;
}

/** The one that a slip of the fingers turned into what is written. Longer texts than names are none. */
export function nearestName(written: string, known: Iterable<string>): string | undefined {
  if (written.length > longestName) return undefined;
  const reach = Math.max(1, Math.floor(written.length / 3));
  let nearest: { name: string; distance: number } | undefined;
  for (const name of known) {
    // Each letter more or less is a step.
    if (Math.abs(name.length - written.length) > reach) continue;
    const distance = editDistance(written.toLowerCase(), name.toLowerCase());
    if (distance <= reach && (!nearest || distance < nearest.distance)) nearest = { name, distance };
  }
  return nearest?.name;
}

const longestName = 200;

/** Letters to add, drop, change or swap with the next: what fingers do. (Optimal string alignment.) */
function editDistance(a: string, b: string): number {
  const costs = new Map<string, number>();
  const cost = (i: number, j: number): number => costs.get(`${i},${j}`) ?? Number.POSITIVE_INFINITY;
  for (let i = 0; i <= a.length; i += 1) {
    for (let j = 0; j <= b.length; j += 1) {
      const start = i === 0 && j === 0 ? 0 : Number.POSITIVE_INFINITY;
      const changed = cost(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? cost(i - 2, j - 2) + 1 : changed;
      costs.set(`${i},${j}`, Math.min(start, cost(i - 1, j) + 1, cost(i, j - 1) + 1, changed, swapped));
    }
  }
  return cost(a.length, b.length);
}
