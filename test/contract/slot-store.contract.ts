import { beforeAll, describe, expect, it } from 'vitest';
import type { Slot, SlotStore } from '../../core/ports/store.ts';
import { noon } from '../support/given/clock.ts';
import { freshId } from './fresh-id.ts';

const slot = (digest = freshId() + freshId()): Slot => ({ digest, requestId: freshId(), at: noon });

/** What every store of an agent's pending slots must do. */
export function slotStoreContract(name: string, open: () => Promise<SlotStore>): void {
  describe(`slots ${name}`, () => {
    let store: SlotStore;
    beforeAll(async () => {
      store = await open();
    });
    const agent = () => `agent-${freshId()}`;

    it('are reserved, one for each digest', async () => {
      const etl = agent();
      expect(await store.reserve(etl, slot(), 3)).toEqual({ kind: 'reserved' });
      expect(await store.reserve(etl, slot(), 3)).toEqual({ kind: 'reserved' });
    });

    it('of a digest are held by whoever came first, who is named', async () => {
      const etl = agent();
      const first = slot();
      await store.reserve(etl, first, 3);
      const second = { ...slot(first.digest), at: '2026-01-05T13:00:00.000Z' };
      expect(await store.reserve(etl, second, 3)).toEqual({ kind: 'held', by: first });
    });

    it('are held for their own request too', async () => {
      const etl = agent();
      const first = slot();
      await store.reserve(etl, first, 3);
      expect(await store.reserve(etl, first, 3)).toEqual({ kind: 'held', by: first });
    });

    it('are full at the limit, and all who hold one are named', async () => {
      const etl = agent();
      const held = [slot(), slot()];
      for (const one of held) await store.reserve(etl, one, 2);
      const reservation = await store.reserve(etl, slot(), 2);
      if (reservation.kind !== 'full') throw new Error(`It is ${reservation.kind}.`);
      const byDigest = (a: Slot, b: Slot) => (a.digest < b.digest ? -1 : 1);
      expect(reservation.slots.toSorted(byDigest)).toEqual(held.toSorted(byDigest));
    });

    it('that are full still tell who holds the same digest', async () => {
      const etl = agent();
      const first = slot();
      await store.reserve(etl, first, 1);
      expect(await store.reserve(etl, slot(first.digest), 1)).toEqual({ kind: 'held', by: first });
    });

    it('are free again once given back', async () => {
      const etl = agent();
      const first = slot();
      await store.reserve(etl, first, 1);
      await store.release(etl, first);
      expect(await store.reserve(etl, slot(), 1)).toEqual({ kind: 'reserved' });
    });

    it('can be reserved for the same digest once given back', async () => {
      const etl = agent();
      const first = slot();
      await store.reserve(etl, first, 1);
      await store.release(etl, first);
      expect(await store.reserve(etl, slot(first.digest), 1)).toEqual({ kind: 'reserved' });
    });

    it('are given back by their own request alone', async () => {
      const etl = agent();
      const first = slot();
      await store.reserve(etl, first, 1);
      await store.release(etl, { digest: first.digest, requestId: freshId() });
      expect(await store.reserve(etl, slot(first.digest), 1)).toEqual({ kind: 'held', by: first });
    });

    it('can be given back twice, and where there is none', async () => {
      const etl = agent();
      await store.release(etl, slot());
      const first = slot();
      await store.reserve(etl, first, 1);
      await store.release(etl, first);
      await store.release(etl, first);
      expect(await store.reserve(etl, slot(), 1)).toEqual({ kind: 'reserved' });
    });

    it('that were given back and taken by another are not given back again by the first', async () => {
      const etl = agent();
      const first = slot();
      const second = slot(first.digest);
      await store.reserve(etl, first, 1);
      await store.release(etl, first);
      await store.reserve(etl, second, 1);
      await store.release(etl, first);
      expect(await store.reserve(etl, slot(first.digest), 1)).toEqual({ kind: 'held', by: second });
    });

    it('of one agent take none from another', async () => {
      const [etl, release] = [agent(), agent()];
      const first = slot();
      await store.reserve(etl, first, 1);
      expect(await store.reserve(release, slot(first.digest), 1)).toEqual({ kind: 'reserved' });
    });

    it('are never more than the limit, however many reservation at once', async () => {
      const etl = agent();
      const reservations = await Promise.all(Array.from({ length: 25 }, () => store.reserve(etl, slot(), 7)));
      expect(reservations.filter(({ kind }) => kind === 'reserved')).toHaveLength(7);
      expect(reservations.filter(({ kind }) => kind === 'full')).toHaveLength(18);
    });

    it('of one digest are reserved by exactly one of many at once', async () => {
      const etl = agent();
      const { digest } = slot();
      const slots = Array.from({ length: 12 }, () => slot(digest));
      const reservations = await Promise.all(slots.map((one) => store.reserve(etl, one, 20)));
      const winner = slots[reservations.findIndex(({ kind }) => kind === 'reserved')];
      expect(reservations.filter(({ kind }) => kind === 'reserved')).toHaveLength(1);
      for (const reservation of reservations)
        if (reservation.kind === 'held') expect(reservation.by).toEqual(winner);
    });

    it('are never more than the limit while others are given back', async () => {
      const etl = agent();
      const held: Slot[] = [];
      await Promise.all(
        Array.from({ length: 30 }, async (_, index) => {
          const one = slot();
          const reservation = await store.reserve(etl, one, 4);
          if (reservation.kind !== 'reserved') return;
          if (index % 2 === 0) await store.release(etl, one);
          else held.push(one);
        }),
      );
      expect(held.length).toBeLessThanOrEqual(4);
      for (let free = held.length; free < 4; free += 1)
        expect(await store.reserve(etl, slot(), 4)).toEqual({ kind: 'reserved' });
      expect((await store.reserve(etl, slot(), 4)).kind).toBe('full');
    });
  });
}
