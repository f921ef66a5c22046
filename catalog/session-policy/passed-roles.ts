import type { Json } from '../../core/lib/json.ts';
import { segmentsOf } from '../../core/lib/json-pointer.ts';
import { iamAction } from '../iam-reference/iam-action.ts';
import { serviceOf } from '../service-of.ts';
import type { Asked } from './asked.ts';
import { isFreeText } from './is-free-text.ts';
import { passedTo, rolesInside } from './passed-to.ts';
import { valuesAt } from './values-at.ts';

/** The roles that the call hands to a service, and the services that they may be handed to, where that is sure. */
export interface Passed {
  roles: readonly string[];
  services: readonly string[];
}

/** IAM asks for `iam:PassRole` on each, of the caller itself and at once. */
export function passedRoles(asked: Asked): Passed {
  const { entry, parameters } = asked;
  const named = entry.curated
    ? entry.passes.flatMap((pointer) =>
        valuesAt(parameters, pointer).flatMap((value) =>
          rolesOf(value, segmentsOf(pointer).at(-1) ?? '', asked),
        ),
      )
    : rolesCalledSo(parameters).flatMap((value) => rolesOf(value, '', asked));
  const inside = (rolesInside[entry.action] ?? []).some(
    (pointer) => valuesAt(parameters, pointer).length > 0,
  );
  const roles = inside ? [anyRole(asked)] : named;
  return { roles, services: passedTo[entry.action] ?? passedTo[serviceOf(entry.action)] ?? [] };
}

const anyRole = ({ location: { partition, account } }: Asked): string =>
  `arn:${partition}:iam::${account}:role/*`;

function rolesOf(value: Json, member: string, asked: Asked): string[] {
  const { partition, account } = asked.location;
  // What stands in an instance profile is asked of IAM when it is used: its role need not be called as it is.
  if (typeof value === 'object' || /InstanceProfile|JobFlowRole/.test(member)) return [anyRole(asked)];
  const text = String(value);
  if (/^arn:[^:]+:iam::\d{12}:instance-profile\//.test(text)) return [anyRole(asked)];
  if (/^arn:[^:]+:iam::\d{12}:role\//.test(text)) return [text];
  // A name is one of a kind in its account, whatever its path.
  return isRoleName.test(text)
    ? [`arn:${partition}:iam::${account}:role/${text}`, `arn:${partition}:iam::${account}:role/*/${text}`]
    : [];
}

const isRoleName = /^[\w+=,.@-]{1,64}$/;

/** Nobody has said which parameters hand one over: those that hold a role's ARN and say that it is one. */
function rolesCalledSo(value: Json, name = ''): Json[] {
  if (typeof value === 'string') return /role/i.test(name) && value.startsWith('arn:') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? value.flatMap((item) => rolesCalledSo(item, name))
    : Object.entries(value).flatMap(([inner, item]) => (isFreeText(inner) ? [] : rolesCalledSo(item, inner)));
}

/** IAM's own operations are called with roles all the time, and hand over none but what its reference says. */
export const mayPassRoles = (action: string): boolean =>
  !['iam', 'sts'].includes(serviceOf(action)) ||
  (iamAction(action)?.dependentActions.includes('iam:PassRole') ?? false);
