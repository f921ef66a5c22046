import { beforeAll, describe, expect, it } from 'vitest';
import { closeCoverage, countUnseen, openCoverage } from '../../core/detection/count-coverage.ts';
import type { CoverageStore } from '../../core/ports/coverage.ts';
import { noon } from '../support/given/clock.ts';
import { freshId } from './fresh-id.ts';

export function coverageStoreContract(name: string, open: () => Promise<CoverageStore>): void {
  describe(`coverages ${name}`, () => {
    let store: CoverageStore;
    beforeAll(async () => {
      store = await open();
    });
    const opening = () =>
      openCoverage(
        { id: freshId(), from: '2026-01-05T00:00:00Z', to: '2026-01-06T00:00:00Z' },
        '2026-01-06T01:00:00Z',
        [{ account: '111122223333', region: 'eu-central-1' }],
        noon,
      );
    const opened = async () => {
      const transition = opening();
      await store.create(transition);
      const { coverage } = transition;
      if (coverage.state !== 'open') throw new Error('It begins open.');
      return coverage;
    };

    it('are opened once', async () => {
      const transition = opening();
      expect(await store.get(transition.coverage.id)).toBeUndefined();
      expect(await store.create(transition)).toBe('written');
      expect(await store.create(transition)).toBe('conflict');
      expect(await store.get(transition.coverage.id)).toEqual(transition.coverage);
    });

    it('move from the version that a move started from, and one of two that start there wins', async () => {
      const coverage = await opened();
      const moves = [countUnseen(coverage, ['one'], noon), closeCoverage(coverage, noon)];
      const answers = await Promise.all(moves.map((move) => store.advance(move)));
      expect([...answers].sort()).toEqual(['conflict', 'written']);
      expect(await store.get(coverage.id)).toEqual(moves[answers.indexOf('written')]?.coverage);
    });
  });
}
