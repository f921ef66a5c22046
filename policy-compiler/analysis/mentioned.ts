import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Mentioned } from '../../core/policy/bundle.ts';

/** What a set of policies compares resources and parameters with: those can be names of IAM. */
export function mentionedIn(policies: readonly PolicyJson[]): Mentioned {
  const found = policies.map(mentionedBy);
  return {
    texts: distinct(found.flatMap(({ texts }) => texts)),
    patterns: distinct(found.flatMap(({ patterns }) => patterns)),
  };
}

export function mentionedBy({ resource, conditions }: PolicyJson): Mentioned {
  const compared = conditions.flatMap(({ body }) => comparisonsIn(body)).filter(isAboutNames);
  return { texts: textsIn([resource, compared]), patterns: compared.flatMap(patternsIn) };
}

const distinct = <T>(values: readonly T[]): T[] =>
  [...new Map(values.map((value) => [JSON.stringify(value), value])).values()].sort((one, other) =>
    JSON.stringify(one) < JSON.stringify(other) ? -1 : 1,
  );

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Operators that join conditions; whatever else there is compares. */
const joins = ['&&', '||', '!', 'if-then-else'];

function comparisonsIn(expression: unknown): Node[] {
  if (!isNode(expression)) return [];
  const [[operator = '', operands] = []] = Object.entries(expression);
  return joins.includes(operator) && isNode(operands)
    ? Object.values(operands).flatMap(comparisonsIn)
    : [expression];
}

/** Not about who asks, where, or what the agent says: an environment `prod` has nothing to do with a role of that name. */
function isAboutNames(comparison: Node): boolean {
  const text = JSON.stringify(comparison);
  return text.includes('{"Var":"resource"}') || text.includes('"attr":"parameters"');
}

function textsIn(value: unknown): string[] {
  if (!isNode(value)) return [];
  if (typeof value.Value === 'string') return [value.Value];
  if (value.type === 'Resource' && typeof value.id === 'string') return [value.id];
  return Object.values(value).flatMap(textsIn);
}

function patternsIn(value: unknown): string[][] {
  if (!isNode(value)) return [];
  const { pattern } = value;
  return Array.isArray(pattern) ? [partsOf(pattern)] : Object.values(value).flatMap(patternsIn);
}

/** Cedar spells a pattern out character by character. */
function partsOf(pattern: readonly unknown[]): string[] {
  const parts = [''];
  for (const piece of pattern) {
    if (isNode(piece)) parts.push(`${parts.pop()}${piece.Literal}`);
    else parts.push('');
  }
  return parts;
}
