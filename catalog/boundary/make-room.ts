import { compareText } from '../../core/lib/compare-text.ts';
import type { PublishedPath } from '../escalation-paths/published-path.ts';
import { type AgentLimits, serviceOf } from './agent-limits.ts';
import { deniedWhole } from './limit-denials.ts';
import { patternsByService } from './patterns-by-service.ts';
import { waysToFit } from './ways-to-fit.ts';

/**
 * What a gated boundary has no room for is denied beside it, by the second policy and the service control policies. Never what
 * a published path needs: no path may be open to whoever carries the boundary alone. Services go one by one, those first of
 * which the paths need the least, and of these the ones of which the least is denied.
 */
export function makeRoom(
  limits: AgentLimits,
  /** Characters that the list of patterns may take. */
  room: number,
  paths: readonly PublishedPath[],
): AgentLimits {
  if (limits.settings.agentBoundary === 'closed') return limits;
  const needed = new Set(paths.flatMap(({ needs }) => needs.flat()));
  const sizeOf = patternSizes(limits);
  const services = [...Map.groupBy(deniedWhole(limits), serviceOf)]
    .map(([service, denied]) => {
      const kept = denied.filter((name) => needed.has(name));
      return { service, kept: kept.length, before: sizeOf(denied), after: sizeOf(kept) };
    })
    .sort(
      (one, other) =>
        one.kept - other.kept || one.before - other.before || compareText(one.service, other.service),
    );
  let size = services.reduce((sum, { before }) => sum + before, 0);
  const beside = new Set<string>();
  for (const { service, before, after } of services) {
    if (size <= room) break;
    beside.add(service);
    size -= before - after;
  }
  return denyBeside(limits, (name) => beside.has(serviceOf(name)) && !needed.has(name));
}

/** As short as the denials of one service can be written. */
const patternSizes =
  (limits: AgentLimits) =>
  (denied: readonly string[]): number =>
    [...patternsByService(denied, limits.reference, waysToFit(limits).at(-1)).values()]
      .flat()
      .reduce((sum, pattern) => sum + `"${pattern}",`.length, 0);

const denyBeside = (limits: AgentLimits, which: (name: string) => boolean): AgentLimits => ({
  ...limits,
  verdicts: new Map(
    [...limits.verdicts].map(([name, verdict]) => [
      name,
      verdict.kind === 'denied' && which(name) ? { ...verdict, by: 'beside' } : verdict,
    ]),
  ),
});
