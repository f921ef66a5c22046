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

/**
 * Letters to add, drop, change or swap with the next: what fingers do. (Optimal string alignment.)
 * @internal Only tests call it from elsewhere.
 */
export function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const cost = (i: number, j: number): number => Number(rows[i]?.[j]);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const changed = cost(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? cost(i - 2, j - 2) + 1 : changed;
      row.push(Math.min(cost(i - 1, j) + 1, cost(i, j - 1) + 1, changed, swapped));
    }
  }
  return cost(a.length, b.length);
}
