import { sha256 } from '../lib/digest.ts';
import { canonicalJson } from '../lib/json.ts';
import { beginIncident, type IncidentTransition } from './incident-transition.ts';
import type { NewIncident } from './new-incident.ts';

/** Of the sighting alone: however often its event comes, and from wherever, it is one incident. */
export const incidentIdOf = (sightingId: string): string => sha256(`incident#${sightingId}`).slice(0, 32);

/**
 * So many characters of each: an item of the table takes 400,000 bytes, holds all of them twice, and a character can be three.
 * 2 × 3 × 3 × 20,000 = 360,000.
 */
const mostKept = 20_000;
const bounded = ['parameters', 'result', 'differences'] as const;

/** The first move of an incident. `by` is who came across it: `sight` or `reconcile`. */
export function openingOf(found: NewIncident, by: string, now: string): IncidentTransition {
  const leftOut = bounded.filter(
    (name) => found[name] !== undefined && canonicalJson(found[name]).length > mostKept,
  );
  const kept = Object.fromEntries(
    Object.entries(found).filter(([name]) => !(leftOut as readonly string[]).includes(name)),
  ) as NewIncident;
  return beginIncident(
    {
      ...kept,
      ...(leftOut.length > 0 && { leftOut }),
      id: incidentIdOf(found.sightingId),
      state: 'open',
      openedAt: now,
      explanations: [],
    },
    { at: now, actor: { kind: 'system', id: by }, via: 'cloudtrail', change: { type: 'opened' } },
  );
}
