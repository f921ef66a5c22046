import { heartbeatAction, heartbeatSession } from './heartbeat.ts';

/** Countersign's own roles in the accounts where agents act. */
export const ownRoles = ['executor', 'grant', 'look', 'revoke', 'contain', 'reconcile'] as const;
export type OwnRole = (typeof ownRoles)[number];

/** What a session of one of them is for: its name says it, and its source identity, which nobody can change later. */
export type OwnSession =
  /** The run of a request: by Countersign, or with the credentials that its agent was given. */
  | { kind: 'run'; role: 'executor' | 'grant'; requestId: string }
  | { kind: 'look'; requestId: string }
  | { kind: 'upkeep'; role: OwnRole; task: Task };

/** What is done for no single request. */
type Task = 'heartbeat' | 'revoke' | 'contain' | 'reconcile';

const requestName = /^countersign-([0-9a-f]{32})$/;
const lookName = /^countersign-look-([0-9a-f]{32})$/;

/** By the role: the names of its sessions, and the only calls that they make. */
const tasks: readonly { task: Task; role: OwnRole; name: RegExp; calls: readonly string[] }[] = [
  {
    task: 'heartbeat',
    role: 'look',
    name: new RegExp(`^${heartbeatSession}$`),
    calls: [heartbeatAction],
  },
  {
    task: 'revoke',
    role: 'revoke',
    name: /^countersign-revoke-(?:[0-9a-f]{32}|hourly)$/,
    calls: ['iam:DeleteRolePolicy', 'iam:ListRolePolicies', 'iam:PutRolePolicy'],
  },
  {
    task: 'contain',
    role: 'contain',
    name: /^countersign-contain-[0-9a-f]{32}$/,
    calls: [
      'iam:DeleteRolePolicy',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:ListRolePolicies',
      'iam:PutRolePermissionsBoundary',
      'iam:PutRolePolicy',
    ],
  },
  {
    task: 'reconcile',
    role: 'reconcile',
    name: /^countersign-reconcile(?:-[\w.-]+)?$/,
    calls: [
      'cloudtrail:ListPublicKeys',
      'cloudtrail:LookupEvents',
      's3:GetObject',
      's3:ListObjects',
      's3:ListObjectsV2',
      'kms:Decrypt',
    ],
  },
];

/** Whose session this is. Nothing where no function of ours gives a session of that role such a name. */
export function ownSession(role: OwnRole, name: string): OwnSession | undefined {
  const [, requestId] = requestName.exec(name) ?? [];
  if ((role === 'executor' || role === 'grant') && requestId !== undefined)
    return { kind: 'run', role, requestId };
  const [, lookedAt] = lookName.exec(name) ?? [];
  if (role === 'look' && lookedAt !== undefined) return { kind: 'look', requestId: lookedAt };
  const known = tasks.find((one) => one.role === role && one.name.test(name));
  return known && { kind: 'upkeep', role, task: known.task };
}

/** `call` as `iam:PutRolePolicy`: the service and the event's name. */
export const isTaskOf = (task: Task, call: string): boolean =>
  tasks.some((one) => one.task === task && one.calls.includes(call));

/** A session of this identity is ours, whatever its role says it is. */
export const isOwnIdentity = (sourceIdentity: string | undefined): boolean =>
  sourceIdentity?.startsWith('countersign-') ?? false;
