import type { TrailSession } from '../../../catalog/trail/who-called.ts';
import {
  isOwnIdentity,
  type OwnRole,
  type OwnSession,
  ownSession,
} from '../../../core/detection/own-session.ts';
import type { Seen } from './seen.ts';
import type { SightDeployment } from './sight-deployment.ts';

/** Countersign's own doing, by AWS's word: under a role of ours, under a source identity of ours, or where one is taken. */
export type Own =
  | { kind: 'session'; role: OwnRole; session: TrailSession; is: OwnSession }
  /** Somebody became one of our roles. `isOurs`: a function of ours, under a name that it gives. */
  | { kind: 'assumed'; isOurs: boolean }
  /** No function of ours has such a session. */
  | { kind: 'misused' };

type Roles = Pick<SightDeployment, 'ownRoleNames' | 'ownPrefix' | 'accounts'>;

export function ownSessionOf(roles: Roles, seen: Seen): Own | undefined {
  const { session } = seen;
  const role = session && ownRoleOf(roles, session.role);
  if (session && role) {
    const is = ownSession(role, session.session);
    const isNamed = session.sourceIdentity === undefined || session.sourceIdentity === session.session;
    return is && isNamed ? { kind: 'session', role, session, is } : { kind: 'misused' };
  }
  if (isOwnIdentity(session?.sourceIdentity)) return { kind: 'misused' };
  return assumedIn(roles, seen);
}

const nameOfRole = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

function ownRoleOf({ ownRoleNames, accounts }: Roles, arn: string): OwnRole | undefined {
  if (!accounts.includes(arn.split(':')[4] ?? '')) return undefined;
  const [role] = Object.entries(ownRoleNames).find(([, name]) => name === nameOfRole(arn)) ?? [];
  return role as OwnRole | undefined;
}

/** AWS has let them: the role's trust names one function and our names alone. In the copy of another account it names no session. */
function assumedIn(roles: Roles, { event, caller }: Seen): Own | undefined {
  const { eventSource, eventName, errorCode } = event;
  if (eventSource !== 'sts.amazonaws.com' || eventName !== 'AssumeRole' || errorCode) return undefined;
  const { roleArn, roleSessionName } = (event.requestParameters ?? {}) as Record<string, unknown>;
  const role = typeof roleArn === 'string' ? ownRoleOf(roles, roleArn) : undefined;
  if (!role) return undefined;
  const byFunction =
    caller.kind === 'other-account' ||
    (caller.kind === 'session' && nameOfRole(caller.role).startsWith(roles.ownPrefix));
  const isNamed = typeof roleSessionName === 'string' && ownSession(role, roleSessionName) !== undefined;
  return { kind: 'assumed', isOurs: byFunction && isNamed };
}
