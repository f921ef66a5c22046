import { didYouMean } from '../../core/lib/did-you-mean.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/**
 * Texts that conditions compare with what the settings know. An environment that no account is called can never be
 * there: the policy would silently not apply. An account that is not listed may be meant, and is rarely.
 */
export function checkLiterals(
  policies: readonly ParsedPolicy[],
  environments: Readonly<Record<string, string>>,
): Finding[] {
  const names = new Set([...Object.values(environments), 'unknown']);
  const accounts = new Set(Object.keys(environments));
  return policies.flatMap(({ json, positionOf }) => {
    const compared = json.conditions.flatMap(({ body }) => comparisonsIn(body));
    return compared.flatMap(({ attribute, text }) => {
      const at = positionOf(JSON.stringify(text));
      if (attribute === 'environment' && !names.has(text)) {
        const known = [...names].join(', ');
        return finding(
          'unknown-environment',
          at,
          `the settings call no account ${JSON.stringify(text)}${didYouMean(text, names) || `: there are ${known}`}`,
        );
      }
      if (attribute === 'account' && !accounts.has(text))
        return finding(
          'unlisted-account',
          at,
          `the settings list no account ${JSON.stringify(text)}${didYouMean(text, accounts)}`,
        );
      return [];
    });
  });
}

interface Comparison {
  attribute: string;
  text: string;
}

/** `context.environment == "prod"`, either way round, and `["prod", "dev"].contains(context.environment)`. */
function comparisonsIn(expression: unknown): Comparison[] {
  if (typeof expression !== 'object' || expression === null) return [];
  if (Array.isArray(expression)) return expression.flatMap(comparisonsIn);
  return Object.entries(expression).flatMap(([operator, argument]) => {
    if (!comparing.has(operator)) return comparisonsIn(argument);
    const { left, right } = argument as { left: unknown; right: unknown };
    return [
      ...compared(left, right),
      ...compared(right, left),
      ...comparisonsIn(left),
      ...comparisonsIn(right),
    ];
  });
}

const comparing = new Set(['==', '!=', 'contains']);

function compared(context: unknown, literal: unknown): Comparison[] {
  const attribute = attributeOfContext(context);
  return attribute === undefined ? [] : textsIn(literal).map((text) => ({ attribute, text }));
}

function attributeOfContext(expression: unknown): string | undefined {
  const access = (expression as { '.'?: { left?: { Var?: string }; attr?: string } } | null)?.['.'];
  return access?.left?.Var === 'context' ? access.attr : undefined;
}

/** A text, or the texts of a set. */
function textsIn(expression: unknown): string[] {
  const { Value: value, Set: elements } = (expression ?? {}) as { Value?: unknown; Set?: unknown[] };
  if (typeof value === 'string') return [value];
  return Array.isArray(elements) ? elements.flatMap(textsIn) : [];
}
