import type { Denial } from '../entry.ts';
import { boundaryLimit, type Fitted } from './permissions-boundary.ts';
import { type PolicyDocument, type Statement, sizeOf } from './policy-document.ts';

/** On every resource. */
export type Allowed = Pick<Denial, 'actions' | 'condition'>;

/** Of ten that IAM attaches to a role, one is for what is denied. */
export const policiesPerRole = 9;

/** As managed policies of one role: as few, each filled before the next begins. */
export function rolePolicies(role: string, allowed: readonly Allowed[]): Fitted<PolicyDocument[]> {
  const documents = allowed.flatMap(documentsOf);
  if (documents.length <= policiesPerRole) return { ok: true, value: documents };
  return {
    ok: false,
    problem:
      `What the role ${role} has to allow takes ${documents.length} managed policies, and ${policiesPerRole} can be attached to it: ` +
      'let policies forbid whole groups of actions, or none of a group.',
  };
}

function documentsOf({ actions, condition }: Allowed): PolicyDocument[] {
  const documentWith = (some: readonly string[]): PolicyDocument => {
    const statement: Statement = { Sid: 'Allow', Effect: 'Allow', Action: some, Resource: '*' };
    return {
      Version: '2012-10-17',
      Statement: [condition === undefined ? statement : { ...statement, Condition: condition }],
    };
  };
  const room = boundaryLimit - sizeOf(documentWith([]));
  const parts: string[][] = [];
  let left = 0;
  for (const action of actions) {
    const size = JSON.stringify(action).length + 1;
    if (size > left) {
      parts.push([]);
      left = room;
    }
    parts.at(-1)?.push(action);
    left -= size;
  }
  return parts.map(documentWith);
}
