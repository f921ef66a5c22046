import type { Allows } from '../escalation-paths/open-paths.ts';
import type { AgentLimits } from './agent-limits.ts';

/**
 * What an agent can call by itself whose role allows everything, within its boundary alone. A role that it may pass on or
 * become carries the boundary too, so nothing is gained by it.
 */
export const canCall =
  ({ settings, verdicts, conditional }: Pick<AgentLimits, 'settings' | 'verdicts' | 'conditional'>): Allows =>
  (name, { needs }) => {
    const verdict = verdicts.get(name);
    if (verdict === undefined) return settings.agentBoundary === 'gated';
    if (verdict.kind === 'named-roles') return false;
    if (verdict.kind === 'denied') return verdict.by !== 'boundary';
    if (!conditional.some(({ actions }) => actions.includes(name))) return true;
    // `kms:Decrypt` is denied where it is for a parameter, which is what the path is about.
    return !needs.flat().some((other) => {
      const of = verdicts.get(other);
      return of?.kind === 'in-part' && of.denial.actions.includes(name);
    });
  };
