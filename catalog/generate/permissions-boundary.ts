import type { CatalogEntry, Denial } from '../entry.ts';
import { denialsOf, denyStatements, type PolicyDocument, sizeOf } from './policy-document.ts';

export const boundaryLimit = 6_144;

/** `problem` is for the person at the keyboard: what does not fit, and what to do. */
export type Fitted<T> = { ok: true; value: T } | { ok: false; problem: string };

/** For the agents' roles: all that their own policies allow, except what must be asked for, and what is denied beside it. */
export function permissionsBoundary(
  gated: readonly CatalogEntry[],
  beside: readonly Denial[] = [],
  /** Characters that are still to be added. */
  spare = 0,
): Fitted<PolicyDocument> {
  const document: PolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'AllowTheRest', Effect: 'Allow', Action: '*', Resource: '*' },
      ...denyStatements([...denialsOf(gated), ...beside]),
    ],
  };
  const size = sizeOf(document) + spare;
  if (size <= boundaryLimit) return { ok: true, value: document };
  return {
    ok: false,
    problem:
      `The permissions boundary has ${size} characters and IAM takes ${boundaryLimit}: ${gated.length} actions are ` +
      'behind the gate. Permit some of them plainly by a policy, or let their catalog entries deny fewer actions.',
  };
}
