import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/** One `has` in a policy's conditions. */
export interface AttributeAsked {
  policy: ParsedPolicy;
  path: Path;
  /** The policy's scope, with nothing but this question: it can never match where the answer is always no. */
  alone: PolicyJson;
}

export const attributesAsked = (policies: readonly ParsedPolicy[]): AttributeAsked[] =>
  policies.flatMap((policy) =>
    distinct(policy.json.conditions.flatMap(({ body }) => hasIn(body))).map((path) => ({
      policy,
      path,
      alone: askingOnly(policy.json, path),
    })),
  );

/** `["context", "parameters", "MaxCount"]` */
export type Path = readonly [variable: string, ...names: string[]];

const askingOnly = ({ annotations: _, ...json }: PolicyJson, [variable, ...names]: Path): PolicyJson =>
  ({
    ...json,
    conditions: [{ kind: 'when', body: { has: { left: { Var: variable }, attr: names } } }],
  }) as unknown as PolicyJson;

function hasIn(expression: unknown): Path[] {
  if (typeof expression !== 'object' || expression === null) return [];
  if (Array.isArray(expression)) return expression.flatMap(hasIn);
  return Object.entries(expression).flatMap(([operator, argument]) => {
    if (operator !== 'has') return hasIn(argument);
    const { left, attr } = argument as { left: unknown; attr: string | string[] };
    const place = pathOf(left);
    return place ? [[...place, ...[attr].flat()]] : hasIn(left);
  });
}

function pathOf(expression: unknown): Path | undefined {
  const { Var: variable, '.': access } = (expression ?? {}) as {
    Var?: string;
    '.'?: { left: unknown; attr: string };
  };
  if (!access) return variable === undefined ? undefined : [variable];
  const left = pathOf(access.left);
  return left && [...left, access.attr];
}

const distinct = (paths: readonly Path[]): Path[] => [
  ...new Map(paths.map((path) => [JSON.stringify(path), path])).values(),
];
