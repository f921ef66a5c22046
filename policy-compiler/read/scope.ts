import type { PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Scope } from '../../core/policy/bundle.ts';
import { type EntityName, keyOf } from '../../core/policy/policy-index.ts';

/** What the head of a policy lets through. Wider than the truth is safe, narrower would lose a policy. */
export const scopeOf = ({ principal, action, resource }: PolicyJson): Scope => ({
  principal: keyOfConstraint(principal),
  actions: actionsOf(action),
  resource: keyOfConstraint(resource),
});

type HeadConstraint = PolicyJson['principal'] | PolicyJson['resource'];

function keyOfConstraint(constraint: HeadConstraint): string | null {
  const within = constraint.op === 'is' ? constraint.in : constraint.op === 'All' ? undefined : constraint;
  return within && 'entity' in within ? keyOf(plain(within.entity)) : null;
}

function actionsOf(constraint: PolicyJson['action']): string[] | null {
  if (constraint.op === 'All') return null;
  if ('entities' in constraint) return constraint.entities.map((entity) => plain(entity).id);
  return 'entity' in constraint ? [plain(constraint.entity).id] : null;
}

type Uid = EntityName | { __entity: EntityName };
const plain = (uid: Uid): EntityName => ('__entity' in uid ? uid.__entity : uid);

/** Every entity that a policy names, in its head or in its conditions. */
export function entitiesIn(policy: PolicyJson): EntityName[] {
  const found = new Map<string, EntityName>();
  walk({ ...policy, annotations: {} }, (node) => {
    if (typeof node.type === 'string' && typeof node.id === 'string') {
      const entity = { type: node.type, id: node.id };
      found.set(keyOf(entity), entity);
    }
  });
  return [...found.values()];
}

/** Does a condition look at this part of the context? The whole `context` counts: the part is within it. */
export const readsContext = ({ conditions }: PolicyJson, part: 'stated' | 'parameters'): boolean =>
  mentions(conditions, (node, parent) => {
    if (node.Var !== 'context') return false;
    // A record can have a field of this name too: `{attr: context}`.
    const read = [parent?.attr].flat().at(0);
    return typeof read !== 'string' || read === part;
  });

export const readsResource = ({ resource, conditions }: PolicyJson): boolean =>
  resource.op !== 'All' || mentions(conditions, (node) => node.Var === 'resource');

function mentions(value: unknown, test: (node: Node, parent: Node | undefined) => boolean): boolean {
  let found = false;
  walk(value, (node, parent) => {
    found ||= test(node, parent);
  });
  return found;
}

type Node = Readonly<Record<string, unknown>>;

function walk(value: unknown, visit: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  if (Array.isArray(value)) for (const element of value) walk(element, visit, parent);
  else if (typeof value === 'object' && value !== null) {
    const node = value as Node;
    visit(node, parent);
    for (const child of Object.values(node)) walk(child, visit, node);
  }
}
