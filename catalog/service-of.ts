import type { Catalog } from './entry.ts';
import { servicesInScope } from './iam-reference/scope.ts';

/** `rds` of `rds:CreateDBSnapshot`; of a custom action what stands there: `terraform`. */
export const serviceOf = (action: string): string => action.split(':')[0] ?? '';

/** Those of which an action is described, and those of which operations can be asked for all the same. */
export const servicesOf = ({ entries }: Catalog): ReadonlySet<string> =>
  new Set([...entries.map(({ action }) => serviceOf(action)), ...servicesInScope]);
