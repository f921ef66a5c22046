import { beforeAll, describe, expect, it } from 'vitest';
import type { TurnStore } from '../../core/ports/pace.ts';
import type { CardStore, KeyStore, RateStore, ThreadStore, TokenStore } from '../../core/ports/store.ts';
import { freshId } from './fresh-id.ts';

export function keyStoreContract(name: string, open: () => Promise<KeyStore>): void {
  describe(`keys ${name}`, () => {
    let store: KeyStore;
    beforeAll(async () => {
      store = await open();
    });
    const use = () => ({ digest: freshId(), requestId: freshId() });

    it('stand for what came with them first, for everybody who comes later', async () => {
      const [key, first] = [freshId(), use()];
      expect(await store.bind(key, first)).toEqual(first);
      expect(await store.bind(key, use())).toEqual(first);
      expect(await store.bind(key, first)).toEqual(first);
    });

    it('that many bind at once stand for one of them, for all', async () => {
      const key = freshId();
      const uses = Array.from({ length: 8 }, use);
      const answers = await Promise.all(uses.map((one) => store.bind(key, one)));
      expect(new Set(answers.map(({ requestId }) => requestId)).size).toBe(1);
      expect(uses).toContainEqual(answers[0]);
    });

    it('lead to the request that was joined, once', async () => {
      const [key, first, standing] = [freshId(), use(), freshId()];
      await store.bind(key, first);
      await store.lead(key, first.requestId, standing);
      await store.lead(key, first.requestId, freshId());
      expect(await store.bind(key, use())).toEqual({ digest: first.digest, requestId: standing });
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

export function rateStoreContract(name: string, open: () => Promise<RateStore>): void {
  describe(`the rate of an agent ${name}`, () => {
    let store: RateStore;
    beforeAll(async () => {
      store = await open();
    });
    const at = '2026-01-05T12:00:59.999Z';
    const take = (agent: string, when = at) => store.take(agent, when, 3);

    it('is full after as many requests as a minute may have, however they race', async () => {
      const agent = freshId();
      const taken = await Promise.all(Array.from({ length: 8 }, () => take(agent)));
      expect(taken.filter((rate) => rate === 'taken')).toHaveLength(3);
      expect(await take(agent)).toBe('full');
    });

    it('is another in the next minute, and of another agent', async () => {
      const [agent, other] = [freshId(), freshId()];
      for (let requests = 0; requests < 4; requests += 1) await take(agent);
      expect(await take(agent, '2026-01-05T12:01:00.000Z')).toBe('taken');
      expect(await take(other)).toBe('taken');
    });
  });
}

export function turnStoreContract(name: string, open: () => Promise<TurnStore>): void {
  describe(`turns ${name}`, () => {
    let store: TurnStore;
    beforeAll(async () => {
      store = await open();
    });
    const now = Date.parse('2026-01-05T12:00:00.000Z');
    const laneOf = (lane: string) => ({ name: lane, rate: { everyMs: 1_000, burst: 2 } });

    it('are given once each, however many ask at once', async () => {
      const lane = laneOf(freshId());
      const turns = await Promise.all(Array.from({ length: 6 }, () => store.take(lane, now, 60_000)));
      expect(turns.map(({ inMs }) => inMs).toSorted((one, other) => one - other)).toEqual([
        0, 0, 1_000, 2_000, 3_000, 4_000,
      ]);
    });

    it('are kept from those who would wait too long, and take nothing from others', async () => {
      const lane = laneOf(freshId());
      for (let given = 0; given < 3; given += 1) await store.take(lane, now, 60_000);
      expect(await store.take(lane, now, 500)).toEqual({ kind: 'full', inMs: 2_000 });
      expect(await store.take(lane, now, 2_000)).toEqual({ kind: 'turn', inMs: 2_000 });
    });

    it('of one lane are not those of another', async () => {
      const [lane, other] = [laneOf(freshId()), laneOf(freshId())];
      await store.rest(lane, now + 30_000);
      expect(await store.take(other, now, 0)).toEqual({ kind: 'turn', inMs: 0 });
    });

    it('do not come before a rest is over, and a shorter one does not shorten it', async () => {
      const lane = laneOf(freshId());
      await store.take(lane, now, 0);
      await store.rest(lane, now + 30_000);
      await store.rest(lane, now + 10_000);
      expect(await store.take(lane, now, 29_999)).toEqual({ kind: 'full', inMs: 30_000 });
      expect(await store.take(lane, now, 30_000)).toEqual({ kind: 'turn', inMs: 30_000 });
    });
  });
}

export function threadStoreContract(name: string, open: () => Promise<ThreadStore>): void {
  describe(`threads ${name}`, () => {
    let store: ThreadStore;
    beforeAll(async () => {
      store = await open();
    });
    const card = { door: 'slack', ref: 'C0APPROVALS/1.1' };

    it('have been told nothing at first, and then what was put last', async () => {
      const id = freshId();
      expect(await store.told(id, card)).toEqual([]);
      await store.put(id, card, ['vote 1', 'state approved']);
      await store.put(id, card, ['vote 1', 'state approved', 'evidence']);
      expect(await store.told(id, card)).toEqual(['vote 1', 'state approved', 'evidence']);
    });

    it('are each card’s own', async () => {
      const id = freshId();
      await store.put(id, card, ['vote 1']);
      expect(await store.told(id, { ...card, ref: 'C0APPROVALS/2.2' })).toEqual([]);
      expect(await store.told(freshId(), card)).toEqual([]);
    });
  });
}
