/** Can one role ARN match both patterns? `*` stands for any run of characters but `:` and `/`, as in matchesRole. */
export function rolesOverlap(a: string, b: string): boolean {
  const seen = new Set<string>();

  const meet = (i: number, j: number): boolean => {
    const state = `${i},${j}`;
    if (seen.has(state)) return false;
    seen.add(state);
    const [left, right] = [a[i], b[j]];
    if (left === undefined && right === undefined) return true;
    if (left === '*') return meet(i + 1, j) || (swallows(right) && meet(i, j + 1));
    if (right === '*') return meet(i, j + 1) || (swallows(left) && meet(i + 1, j));
    return left === right && meet(i + 1, j + 1);
  };
  return meet(0, 0);
}

const swallows = (letter: string | undefined): boolean =>
  letter !== undefined && letter !== ':' && letter !== '/';
