import { beforeAll, describe, expect, it } from 'vitest';
import { explainIncident } from '../../core/detection/explain-incident.ts';
import type { IncidentTransition } from '../../core/detection/incident-transition.ts';
import { tellTier } from '../../core/detection/tell-incident.ts';
import type { IncidentStore } from '../../core/ports/incidents.ts';
import { noon } from '../support/given/clock.ts';
import { directory, people } from '../support/given/directory.ts';
import { openingOfFound } from '../support/given/incidents.ts';
import { freshId } from './fresh-id.ts';

export function incidentStoreContract(name: string, open: () => Promise<IncidentStore>): void {
  describe(`incidents ${name}`, () => {
    let store: IncidentStore;
    beforeAll(async () => {
      store = await open();
    });
    const opening = () =>
      openingOfFound({ sightingId: freshId(), parameters: { Number: 1e126, Text: '"\u202e' } });

    it('are opened once, and come back as they were written', async () => {
      const first = opening();
      expect(await store.get(first.incident.id)).toBeUndefined();
      expect(await store.create(first)).toBe('written');
      expect(await store.create(first)).toBe('conflict');
      expect(await store.get(first.incident.id)).toEqual(first.incident);
    });

    it('move from the version that a move started from, and from no other', async () => {
      const first = opening();
      await store.create(first);
      const { incident } = first;
      if (incident.state !== 'open') throw new Error('It begins open.');
      const told = tellTier(incident, 0, noon) as IncidentTransition;
      expect(await store.advance(told)).toBe('written');
      expect(await store.advance(told)).toBe('conflict');
      expect(await store.get(incident.id)).toEqual(told.incident);
      const voter = { via: 'slack', kind: 'person', person: people.securityOne } as const;
      const late = explainIncident(incident, voter, 'All right.', directory(), noon);
      if (late.kind !== 'explained') throw new Error(late.why);
      expect(await store.advance(late.transition)).toBe('conflict');
    });

    it('are not opened by a later move', async () => {
      await expect(async () => store.advance(opening())).rejects.toThrow('create it');
    });
  });
}
