import { beforeAll, describe, expect, it } from 'vitest';
import type { AliasStore, CardStore, TokenStore } from '../../core/ports/store.ts';
import { freshId } from './fresh-id.ts';

export function aliasStoreContract(name: string, open: () => Promise<AliasStore>): void {
  describe(`aliases ${name}`, () => {
    let store: AliasStore;
    beforeAll(async () => {
      store = await open();
    });

    it('lead to themselves as long as nobody bound them', async () => {
      const id = freshId();
      expect(await store.follow(id)).toBe(id);
    });

    it('lead to the request that they were bound to', async () => {
      const [id, request] = [freshId(), freshId()];
      await store.bind(id, request);
      expect(await store.follow(id)).toBe(request);
      expect(await store.follow(request)).toBe(request);
    });

    it('stay bound to the first', async () => {
      const [id, first] = [freshId(), freshId()];
      await store.bind(id, first);
      await store.bind(id, freshId());
      expect(await store.follow(id)).toBe(first);
    });

    it('that many bind at once lead to one of them, for all', async () => {
      const id = freshId();
      const requests = Array.from({ length: 8 }, freshId);
      await Promise.all(requests.map((request) => store.bind(id, request)));
      const first = await store.follow(id);
      expect(requests).toContain(first);
      await store.bind(id, freshId());
      expect(await store.follow(id)).toBe(first);
    });
  });
}

export function tokenStoreContract(name: string, open: () => Promise<TokenStore>): void {
  describe(`tokens ${name}`, () => {
    let store: TokenStore;
    beforeAll(async () => {
      store = await open();
    });

    it('are not there before they are put, and not after they are dropped', async () => {
      const id = freshId();
      expect(await store.get(id)).toBeUndefined();
      await store.put(id, 'token');
      expect(await store.get(id)).toBe('token');
      await store.drop(id);
      expect(await store.get(id)).toBeUndefined();
    });

    it('are those of the last tier', async () => {
      const id = freshId();
      await store.put(id, 'first');
      await store.put(id, 'second');
      expect(await store.get(id)).toBe('second');
    });

    it('can be dropped twice, and where there is none', async () => {
      const id = freshId();
      await store.drop(id);
      await store.put(id, 'token');
      await store.drop(id);
      await store.drop(id);
      expect(await store.get(id)).toBeUndefined();
    });

    it('are as long as Step Functions makes them', async () => {
      const id = freshId();
      const token = 'AQC8'.repeat(256);
      await store.put(id, token);
      expect(await store.get(id)).toBe(token);
    });
  });
}

export function cardStoreContract(name: string, open: () => Promise<CardStore>): void {
  describe(`cards ${name}`, () => {
    let store: CardStore;
    beforeAll(async () => {
      store = await open();
    });
    const card = (ts: string, tier = 0) => ({ door: 'slack', ref: `C0APPROVALS/${ts}`, tier });

    it('are none at first', async () => {
      expect(await store.list(freshId())).toEqual([]);
    });

    it('are listed, the oldest of a room first', async () => {
      const id = freshId();
      await store.put(id, card('1767614401.000002'));
      await store.put(id, card('1767614400.000001'));
      expect(await store.list(id)).toEqual([card('1767614400.000001'), card('1767614401.000002')]);
    });

    it('are changed in their place', async () => {
      const id = freshId();
      await store.put(id, card('1.1'));
      await store.put(id, card('1.1', 2));
      expect(await store.list(id)).toEqual([card('1.1', 2)]);
    });

    it('of one request are not those of another', async () => {
      const id = freshId();
      await store.put(id, card('1.1'));
      expect(await store.list(freshId())).toEqual([]);
      expect(await store.list(id.slice(0, -1))).toEqual([]);
    });

    it('put at once are all there', async () => {
      const id = freshId();
      await Promise.all(Array.from({ length: 9 }, (_, index) => store.put(id, card(`1.${index}`))));
      expect(await store.list(id)).toHaveLength(9);
    });
  });
}
