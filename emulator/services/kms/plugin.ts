import { servicePlugin } from '../../plugin/service-plugin.ts';
import { customerKeyIn } from './customer-key.ts';
import { resourceTypes } from './resource-types.ts';

export type { CustomerKey } from './customer-key.ts';

/** Keys by their names. Nothing is encrypted here; what uses a key asks its callers for the permission on it. */
export const kms = servicePlugin({
  resourceTypes,
  needs: {},
  create: ({ resources }) => ({ ok: true, service: { api: { customerKey: customerKeyIn(resources) } } }),
});
