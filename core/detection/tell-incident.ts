import type { OpenIncident } from './incident.ts';
import { groupsOfTier } from './incident-deadlines.ts';
import { advanceIncident, type IncidentTransition } from './incident-transition.ts';

/** A tier begins. Nothing where it, or a later one, has begun already. */
export function tellTier(incident: OpenIncident, tier: number, now: string): IncidentTransition | undefined {
  if (incident.tier !== undefined && incident.tier >= tier) return undefined;
  return advanceIncident(
    incident,
    { ...incident, tier },
    {
      at: now,
      actor: { kind: 'system', id: 'workflow' },
      via: 'workflow',
      change: { type: 'told', tier, groups: groupsOfTier(incident, tier) },
    },
  );
}
