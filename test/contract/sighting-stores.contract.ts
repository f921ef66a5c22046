import { beforeAll, describe, expect, it } from 'vitest';
import { emptyHour, withDenied } from '../../core/detection/denied-hour.ts';
import type { DeniedStore, SightingStore } from '../../core/ports/sightings.ts';
import { deniedLine, sighting } from '../support/given/sightings.ts';
import { freshId } from './fresh-id.ts';

export function sightingStoreContract(name: string, open: () => Promise<SightingStore>): void {
  describe(`sightings ${name}`, () => {
    let store: SightingStore;
    beforeAll(async () => {
      store = await open();
    });

    it('stand as they were written first', async () => {
      const [first, other] = [sighting(freshId()), sighting(freshId())];
      expect(await store.get(first.id)).toBeUndefined();
      expect(await store.create(first)).toBe('written');
      expect(await store.create({ ...other, id: first.id })).toBe('conflict');
      expect(await store.get(first.id)).toEqual(first);
    });

    it('that come many times at once are written once', async () => {
      const one = sighting(freshId());
      const answers = await Promise.all(Array.from({ length: 8 }, () => store.create(one)));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
    });
  });
}

export function deniedStoreContract(name: string, open: () => Promise<DeniedStore>): void {
  describe(`denied calls ${name}`, () => {
    let store: DeniedStore;
    beforeAll(async () => {
      store = await open();
    });
    const empty = (agent: string) => emptyHour({ id: agent, owners: [] }, { hour: '2026-01-05T12' });

    it('stand for one agent and hour, and grow by one version at a time', async () => {
      const agent = freshId();
      const first = withDenied(empty(agent), deniedLine({ sightingId: 'one' })) ?? empty(agent);
      const second = withDenied(first, deniedLine({ sightingId: 'two' })) ?? first;
      expect(await store.get(agent, first)).toBeUndefined();
      expect(await store.put(second)).toBe('conflict');
      expect(await store.put(first)).toBe('written');
      expect(await store.put(first)).toBe('conflict');
      expect(await store.put(second)).toBe('written');
      expect(await store.put(second)).toBe('conflict');
      expect(await store.get(agent, first)).toEqual(second);
      expect(await store.get(agent, { hour: '2026-01-05T13' })).toBeUndefined();
    });

    it('stand apart for each channel: nothing of one is read for another', async () => {
      const agent = freshId();
      const secrecy = { hour: '2026-01-05T12', channel: 'secrecy' };
      const first = withDenied(
        emptyHour({ id: agent, owners: [] }, secrecy),
        deniedLine({ sightingId: 'one' }),
      );
      if (!first) throw new Error('The first line is new.');
      expect(await store.put(first)).toBe('written');
      expect(await store.get(agent, secrecy)).toEqual(first);
      expect(await store.get(agent, { hour: secrecy.hour })).toBeUndefined();
      expect(await store.get(agent, { ...secrecy, channel: 'data' })).toBeUndefined();
    });
  });
}
