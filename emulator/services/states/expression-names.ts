/** A part of JSONata's syntax tree, as loosely as a walk needs it. */
export type Node = { type?: string; value?: unknown } & Record<string, unknown>;

export interface UsedNames {
  /** `$name`, functions included. */
  variables: string[];
  /** Names that would be read from the context at the top level. */
  fields: string[];
}

/** What stands under these keys is evaluated once for each item, and the item is its context. */
const perItem = new Set(['stages', 'predicate', 'group', 'terms', 'pattern', 'update', 'delete']);
const readsContext = new Set(['name', 'wildcard', 'descendant', 'parent']);

export function usedNames(node: Node, top = true): UsedNames {
  const used: UsedNames = { variables: [], fields: [] };
  // `$` alone is the item in a predicate, and nothing at the top level.
  if (node.type === 'variable' && (top || node.value !== '')) used.variables.push(String(node.value));
  if (readsContext.has(node.type ?? '') && top) used.fields.push(String(node.value ?? node.type));
  for (const { key, index, child } of children(node)) {
    const { variables, fields } = usedNames(
      child,
      top && !perItem.has(key) && !(key === 'steps' && index > 0),
    );
    used.variables.push(...variables);
    used.fields.push(...fields);
  }
  return used;
}

/** The names that the expression itself gives a value: by `:=`, or as a function's parameter. */
export function boundNames(node: Node): Set<string> {
  const own: Node[] = [];
  if (node.type === 'bind') own.push(node.lhs as Node);
  if (node.type === 'lambda') own.push(...(node.arguments as Node[]));
  const inside = children(node).flatMap(({ child }) => [...boundNames(child)]);
  return new Set([...own.map(({ value }) => String(value)), ...inside]);
}

function children(node: Node): { key: string; index: number; child: Node }[] {
  return Object.entries(node).flatMap(([key, value]) =>
    [value].flat(3).flatMap((child, index) => (isNode(child) ? [{ key, index, child }] : [])),
  );
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
