import type { KnownTextsAt } from '../../catalog/known-texts.ts';
import { didYouMean } from '../../core/lib/did-you-mean.ts';
import { type Finding, finding } from '../finding.ts';
import type { FindingCode } from '../finding-codes.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';

/**
 * Texts that conditions compare with what is known. An environment that no account is called, or a value that no action
 * takes, can never be there: the policy would silently not apply. An account that is not listed may be meant, and is rarely.
 */
export function checkLiterals(
  policies: readonly ParsedPolicy[],
  environments: Readonly<Record<string, string>>,
  knownTextsAt: KnownTextsAt,
): Finding[] {
  const names = new Set([...Object.values(environments), 'unknown']);
  const accounts = new Set(Object.keys(environments));

  const mistakeIn = ({ place, text }: Comparison): [FindingCode, string] | undefined => {
    const quoted = JSON.stringify(text);
    if (place === 'context.environment' && !names.has(text))
      return ['unknown-environment', `the settings call no account ${quoted}${meantOr(text, names)}`];
    if (/^(context|resource)\.account$/.test(place) && !accounts.has(text))
      return ['unlisted-account', `the settings list no account ${quoted}${didYouMean(text, accounts)}`];
    const known = knownTextsAt(place);
    if (known?.isClosed && !known.texts.has(text))
      return ['unknown-text', `${place} is never ${quoted}${meantOr(text, known.texts)}`];
    return undefined;
  };

  return policies.flatMap(({ json, positionOf }) =>
    json.conditions
      .flatMap(({ body }) => comparisonsIn(body))
      .flatMap((comparison) => {
        const mistake = mistakeIn(comparison);
        if (!mistake) return [];
        const [code, message] = mistake;
        return finding(code, positionOf(JSON.stringify(comparison.text)), message);
      }),
  );
}

/** A long list helps nobody. */
const meantOr = (text: string, known: ReadonlySet<string>): string =>
  didYouMean(text, known) || (known.size > 12 ? '' : `: there are ${[...known].join(', ')}`);

interface Comparison {
  /** `context.parameters.ACL` */
  place: string;
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

const comparing = new Set(['==', '!=', 'contains', 'containsAny', 'containsAll']);

function compared(expression: unknown, literal: unknown): Comparison[] {
  const place = placeOf(expression);
  return place === undefined ? [] : textsIn(literal).map((text) => ({ place, text }));
}

function placeOf(expression: unknown): string | undefined {
  const { Var: variable, '.': access } = (expression ?? {}) as {
    Var?: string;
    '.'?: { left: unknown; attr: string };
  };
  if (!access) return variable;
  const left = placeOf(access.left);
  return left === undefined ? undefined : `${left}.${access.attr}`;
}

/** A text, or the texts of a set. */
function textsIn(expression: unknown): string[] {
  const { Value: value, Set: elements } = (expression ?? {}) as { Value?: unknown; Set?: unknown[] };
  if (typeof value === 'string') return [value];
  return Array.isArray(elements) ? elements.flatMap(textsIn) : [];
}
