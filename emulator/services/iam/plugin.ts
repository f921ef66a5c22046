import { createAuthority } from '../../iam/authority.ts';
import { servicePlugin } from '../../plugin/service-plugin.ts';
import { resourceTypes } from './resource-types.ts';
import { rolesOf } from './roles.ts';

/** Roles and what they may do. Its API is the one authority that every call is decided by. */
export const iam = servicePlugin({
  resourceTypes,
  needs: {},
  create: ({ resources }) => ({ ok: true, service: { api: createAuthority(rolesOf(resources)) } }),
});
