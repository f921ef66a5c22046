import { compareText } from '../../core/lib/compare-text.ts';
import { unexcused } from '../escalation-paths/excuses.ts';
import { openPaths } from '../escalation-paths/open-paths.ts';
import type { PublishedPath } from '../escalation-paths/published-path.ts';
import { type AgentLimits, serviceOf } from './agent-limits.ts';
import { canCall } from './can-call.ts';
import { deniedWhole } from './limit-denials.ts';
import { patternsByService } from './patterns-by-service.ts';
import { waysToFit } from './ways-to-fit.ts';

/**
 * What a gated boundary has no room for is denied beside it, by the second policy and the service control policies: a service
 * at a time, those first of which the least is denied, and none whose denials keep a published path closed.
 */
export function makeRoom(
  limits: AgentLimits,
  /** Characters that the list of patterns may take. */
  room: number,
  paths: readonly PublishedPath[],
): AgentLimits {
  if (limits.settings.agentBoundary === 'closed') return limits;
  const sizes = patternSizes(limits);
  let size = sizes.reduce((sum, { characters }) => sum + characters, 0);
  let made = limits;
  for (const { service, characters } of sizes) {
    if (size <= room) return made;
    const moved = denyBeside(made, service);
    if (unexcused(openPaths(paths, canCall(moved), () => 'Write')).length > 0) continue;
    made = moved;
    size -= characters;
  }
  return made;
}

/** As short as they can be written, the smallest service first. */
function patternSizes(limits: AgentLimits): { service: string; characters: number }[] {
  const shortest = waysToFit(limits).at(-1);
  return [...patternsByService(deniedWhole(limits), limits.reference, shortest)]
    .map(([service, patterns]) => ({ service, characters: `"${patterns.join('","')}",`.length }))
    .sort((one, other) => one.characters - other.characters || compareText(one.service, other.service));
}

const denyBeside = (limits: AgentLimits, service: string): AgentLimits => ({
  ...limits,
  verdicts: new Map(
    [...limits.verdicts].map(([name, verdict]) => [
      name,
      verdict.kind === 'denied' && serviceOf(name) === service ? { ...verdict, by: 'beside' } : verdict,
    ]),
  ),
});
