import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Policy } from '../../core/policy/bundle.ts';
import { merge } from '../../core/policy/merge.ts';
import { actionsWithin, type KnownNames, overlaps } from '../analysis/scope-reach.ts';
import { atLeastAsStrict } from '../analysis/strictness.ts';
import { type Finding, finding } from '../finding.ts';
import type { ParsedPolicy } from '../read/parse-policies.ts';
import { readsContext } from '../read/scope.ts';

/** The parameter by which an action can mean the thing with this ARN under another resource, if it has one. */
export type AliasParameterFor = (action: string, arn: string) => string | undefined;

/**
 * A policy that guards one thing by its ARN does not see it where it is asked for as one of a list (`…:instance/*`), under a
 * path, or by a name without the suffix that its ARN has. That is worth saying where something laxer lets it through.
 */
export function checkAliases(
  policies: readonly ParsedPolicy[],
  known: KnownNames,
  aliasParameterFor: AliasParameterFor,
): Finding[] {
  // Only these can match a request whose resource is not the thing itself.
  const anywhere = policies.filter(({ policy }) => policy.scope.resource === null);
  return policies.filter(isStrict).flatMap((guard) =>
    guardedArns(guard.json).flatMap((arn) => {
      const ways = actionsWithin(guard.policy.scope, known).flatMap((action) => {
        const parameter = aliasParameterFor(action, arn);
        const open = parameter !== undefined && isOpen(guard, arn, action, anywhere, known);
        return open ? `${action} (context.parameters.${parameter})` : [];
      });
      if (ways.length === 0) return [];
      const { id } = guard.policy;
      const message = `${id} does not see ${arn} where another resource stands for it, as in a list: look at the parameters too, for ${ways.join(', ')}`;
      return finding('unseen-alias', guard.positionOf(arn), message);
    }),
  );
}

const isStrict = ({ policy }: ParsedPolicy): boolean =>
  policy.effect === 'forbid' || policy.terms !== undefined;

/** Does something laxer permit the action, and nothing as strict look at the parameters? */
function isOpen(
  guard: ParsedPolicy,
  arn: string,
  action: string,
  anywhere: readonly ParsedPolicy[],
  known: KnownNames,
): boolean {
  const scope = { ...guard.policy.scope, actions: [action] };
  const about = anywhere.filter(({ policy }) => overlaps(policy.scope, scope, known));
  const asStrict = about.filter(({ policy }) => isAsStrict(policy, guard.policy));
  const laxer = about.filter((each) => each.policy.effect === 'permit' && !asStrict.includes(each));
  return laxer.length > 0 && !asStrict.some((each) => looksThere(each, arn));
}

const isAsStrict = (one: Policy, other: Policy): boolean =>
  atLeastAsStrict(merge([one], '', 'agent'), merge([other], '', 'agent'));

/** It names the thing, and looks at parameters: how it compares the two is left to people. */
function looksThere({ json }: ParsedPolicy, arn: string): boolean {
  const names = arn.split(/[:/]/).slice(5);
  return (
    readsContext(json, 'parameters') &&
    stringsIn(json.conditions).some((text) => {
      const name = text.replace(/^.*[:/]/, '');
      return name.length > 2 && names.some((own) => own.startsWith(name));
    })
  );
}

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

/** ARNs that must be the resource for the policy to match, by its head or by a `when`. */
function guardedArns({ resource, conditions }: PolicyJson): string[] {
  const inHead = resource.op === 'All' ? [] : arnsIn(resource);
  const inWhen = conditions.flatMap(({ kind, body }) => (kind === 'when' ? comparedArns(body) : []));
  return [...new Set([...inHead, ...inWhen])];
}

const comparisons = ['==', 'in', 'contains'];

function comparedArns(expression: unknown): string[] {
  const [[operator, argument] = ['', undefined]] = Object.entries(expression as object);
  if (operator === '&&' || operator === '||') {
    const { left, right } = argument as { left: unknown; right: unknown };
    return [...comparedArns(left), ...comparedArns(right)];
  }
  return comparisons.includes(operator) && JSON.stringify(argument).includes('{"Var":"resource"}')
    ? arnsIn(argument)
    : [];
}

const arnsIn = (value: unknown): string[] => stringsIn(value).filter((text) => text.startsWith('arn:'));
