import type { Authority } from '../../iam/authority.ts';
import type { Principal } from '../../iam/principal.ts';

/** Whether a caller's role has `execute-api:Invoke` on a route. */
export type MayCall = (principal: Principal, resource: string) => boolean;

/**
 * A role of the template has what the template gives it. Callers from elsewhere have roles of their own teams, which
 * stand in no template: whoever starts the emulator says which of those may call the API.
 */
export const invokeAccess =
  (templateRoles: Pick<Authority, 'decide'>, mayCallApi: (roleArn: string) => boolean): MayCall =>
  (principal, resource) =>
    templateRoles.decide(principal, { action: 'execute-api:Invoke', resource }).kind === 'allowed' ||
    mayCallApi(principal.roleArn);
