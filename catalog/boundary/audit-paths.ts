import { excuses } from '../escalation-paths/excuses.ts';
import { openPaths } from '../escalation-paths/open-paths.ts';
import type { PublishedPath } from '../escalation-paths/published-path.ts';
import { type AgentLimits, type BoundaryMode, serviceOf } from './agent-limits.ts';
import { canCall } from './can-call.ts';

/** Which published paths an agent can take whose role allows everything, within its boundary alone. */
export interface Audit {
  mode: BoundaryMode;
  known: number;
  open: readonly AuditedPath[];
  excused: readonly (AuditedPath & { reason: string })[];
  /** Paths by another role count as closed: these are the only ones, and carry the boundary themselves. */
  roles: readonly string[];
}

export interface AuditedPath {
  key: string;
  title: string;
  kind: PublishedPath['kind'];
  /** Denying all of one of them closes it, the first with the least harm. */
  closers: readonly (readonly string[])[];
}

export function auditPaths(limits: AgentLimits, paths: readonly PublishedPath[]): Audit {
  const { settings, reference } = limits;
  const levelOf = (name: string) => reference.get(serviceOf(name))?.get(name)?.accessLevel ?? 'Write';
  const found = openPaths(paths, canCall(limits), levelOf).map(
    ({ path: { key, title, kind }, closers }): AuditedPath => ({
      key,
      title,
      kind,
      closers: closers.map(({ deny }) => deny),
    }),
  );
  const reasonFor = ({ key }: AuditedPath): string | undefined =>
    Object.hasOwn(excuses, key) ? excuses[key] : undefined;
  return {
    mode: settings.agentBoundary,
    known: paths.length,
    open: found.filter((path) => reasonFor(path) === undefined),
    excused: found.flatMap((path) => {
      const reason = reasonFor(path);
      return reason === undefined ? [] : [{ ...path, reason }];
    }),
    roles: [...new Set([...settings.passableRoles, ...settings.assumableRoles])],
  };
}
