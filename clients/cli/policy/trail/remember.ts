/** A few thousand roles and actions in a gigabyte of events; many more would be an attack on memory. */
export function remember<T>(look: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (known.has(key)) return known.get(key) as T;
    const found = look(key);
    if (known.size >= 10_000) known.clear();
    known.set(key, found);
    return found;
  };
}
