import type { OwnRole } from '../../../core/detection/own-session.ts';

/** As the environment of a function that judges events names them. */
export interface OwnRoleSettings {
  EXECUTOR_ROLE: string;
  GRANT_ROLE: string;
  LOOK_ROLE: string;
  REVOKE_ROLE: string;
  CONTAIN_ROLE: string;
  RECONCILE_ROLE: string;
}

export const ownRoleNames = (settings: OwnRoleSettings): Record<OwnRole, string> => ({
  executor: settings.EXECUTOR_ROLE,
  grant: settings.GRANT_ROLE,
  look: settings.LOOK_ROLE,
  revoke: settings.REVOKE_ROLE,
  contain: settings.CONTAIN_ROLE,
  reconcile: settings.RECONCILE_ROLE,
});
