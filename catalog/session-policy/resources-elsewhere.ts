import { iamAction } from '../iam-reference/iam-action.ts';
import { serviceOf } from '../service-of.ts';
import type { Asked } from './asked.ts';
import { resourcesOf } from './resources-of.ts';

/**
 * On what a service may do this in the caller's name: what the parameters name, else what there is of it in the account. IAM's
 * roles only where AWS keeps those of its services.
 */
export function elsewhereResources(name: string, asked: Asked): readonly string[] {
  const { partition, account } = asked.location;
  if (serviceOf(name) === 'iam') {
    const kept =
      serviceOf(asked.entry.action) === 'sso' ? 'aws-reserved/sso.amazonaws.com' : 'aws-service-role';
    return [`arn:${partition}:iam::${account}:role/${kept}/*`];
  }
  const action = iamAction(name);
  if (!action) return ['*'];
  const all = [...resourcesOf(action, asked).values()].flat();
  return all.length === 0 ? ['*'] : all;
}
