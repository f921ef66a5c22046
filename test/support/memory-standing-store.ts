import { incidentWait, type StandingStore, type Wait } from '../../core/ports/store.ts';
import { evidenceUntil, standsUntil } from '../../core/request/deadlines.ts';
import type { Request } from '../../core/request/request.ts';
import type { MemoryIncidentStore } from './memory-incident-store.ts';
import type { MemoryRequestStore } from './memory-request-store.ts';

const states: Record<Wait, readonly Request['state'][]> = {
  decision: ['pending'],
  use: ['allowed', 'approved'],
  report: ['started', 'running'],
  evidence: ['done', 'failed', 'unknown'],
};

const noIncidents: Pick<MemoryIncidentStore, 'written'> = { written: [] };

/** Sees what the stores hold, without the lag of an index. */
export const memoryStandingStore = (
  { written }: Pick<MemoryRequestStore, 'written'>,
  incidents: Pick<MemoryIncidentStore, 'written'> = noIncidents,
): StandingStore => ({
  async *list(wait, until) {
    if (wait === incidentWait) return yield* openIncidents(incidents, until);
    const newest = new Map(written.map(({ request }) => [request.id, request]));
    const standing = [...newest.values()]
      .filter(({ state }) => states[wait].includes(state))
      .map((request) => ({ id: request.id, until: standsUntil(request) ?? evidenceUntil(request) }))
      .filter((request): request is { id: string; until: string } => request.until !== undefined)
      .sort((a, b) => a.until.localeCompare(b.until));
    for (const request of standing) if (until === undefined || request.until < until) yield request.id;
  },
});

function* openIncidents({ written }: Pick<MemoryIncidentStore, 'written'>, until?: string) {
  const newest = new Map(written.map(({ incident }) => [incident.id, incident]));
  for (const { id, state, openedAt } of newest.values())
    if (state === 'open' && (until === undefined || openedAt < until)) yield id;
}
