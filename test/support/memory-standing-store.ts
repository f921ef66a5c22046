import type { StandingStore, Wait } from '../../core/ports/store.ts';
import { evidenceUntil, standsUntil } from '../../core/request/deadlines.ts';
import type { Request } from '../../core/request/request.ts';
import type { MemoryRequestStore } from './memory-request-store.ts';

const states: Record<Wait, readonly Request['state'][]> = {
  decision: ['pending'],
  use: ['allowed', 'approved'],
  report: ['started', 'running'],
  evidence: ['done', 'failed', 'unknown'],
};

/** Sees what the requests' store holds, without the lag of an index. */
export const memoryStandingStore = ({ written }: Pick<MemoryRequestStore, 'written'>): StandingStore => ({
  async *list(wait, until) {
    const newest = new Map(written.map(({ request }) => [request.id, request]));
    const standing = [...newest.values()]
      .filter(({ state }) => states[wait].includes(state))
      .map((request) => ({ id: request.id, until: standsUntil(request) ?? evidenceUntil(request) }))
      .filter((request): request is { id: string; until: string } => request.until !== undefined)
      .sort((a, b) => a.until.localeCompare(b.until));
    for (const request of standing) if (until === undefined || request.until < until) yield request.id;
  },
});
