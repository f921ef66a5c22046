import { policyToJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { PolicyBundle } from '../../../../core/policy/bundle.ts';
import { readsResource } from '../../../../policy-compiler/read/scope.ts';

/** What the policies about one action look at, beside what is always known. */
export interface LooksAt {
  resource: boolean;
  /** The parameters by name, or all of them. */
  members: ReadonlySet<string> | 'all';
}

const everything: LooksAt = { resource: true, members: 'all' };

export function looksAt(
  { actions, policies }: Pick<PolicyBundle, 'actions' | 'policies'>,
  action: string,
): LooksAt {
  const names = [action, ...(actions[action] ?? [])];
  const about = policies.filter(
    ({ scope }) => scope.actions === null || names.some((name) => scope.actions?.includes(name)),
  );
  return about.map(({ text }) => inPolicy(text)).reduce(both, { resource: false, members: new Set() });
}

const both = (one: LooksAt, other: LooksAt): LooksAt => ({
  resource: one.resource || other.resource,
  members:
    one.members === 'all' || other.members === 'all' ? 'all' : new Set([...one.members, ...other.members]),
});

function inPolicy(text: string): LooksAt {
  const answer = policyToJson(text);
  if (answer.type === 'failure') return everything;
  return { resource: readsResource(answer.json), members: membersIn(answer.json.conditions) };
}

/** `context.parameters.Name`, `context has parameters.Name`; any other use of the context may be of all of it. */
function membersIn(conditions: unknown): ReadonlySet<string> | 'all' {
  const members = new Set<string>();
  let isAll = false;
  const walk = (value: unknown, after: readonly string[]): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, []);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const node = value as Record<string, unknown>;
    if (node.Var === 'context') {
      const [part, member] = after;
      if (part === undefined || (part === 'parameters' && member === undefined)) isAll = true;
      else if (part === 'parameters' && member !== undefined) members.add(member);
      return;
    }
    for (const [operator, inside] of Object.entries(node)) {
      const access = operator === '.' || operator === 'has' ? attributeOf(inside) : undefined;
      if (access) walk(access.left, [...access.names, ...after]);
      else walk(inside, []);
    }
  };
  walk(conditions, []);
  return isAll ? 'all' : members;
}

function attributeOf(inside: unknown): { left: unknown; names: string[] } | undefined {
  if (typeof inside !== 'object' || inside === null || !('attr' in inside) || !('left' in inside))
    return undefined;
  return { left: inside.left, names: [inside.attr].flat().map(String) };
}
