import { beforeAll, describe, expect, it } from 'vitest';
import { noteSeenRun, type Used } from '../../core/detection/evidence.ts';
import { reportRun } from '../../core/execution/agent-run.ts';
import { type RequestStore, type StandingStore, type Wait, waits } from '../../core/ports/store.ts';
import { expire } from '../../core/request/close-request.ts';
import { noon } from '../support/given/clock.ts';
import { opened, pending, requestIn, ticketHash } from '../support/given/requests.ts';
import { allow, review } from '../support/given/rulings.ts';
import { freshId } from './fresh-id.ts';

export interface StandingStores {
  requests: RequestStore;
  standing: StandingStore;
}

export function standingStoreContract(name: string, open: () => Promise<StandingStores>): void {
  describe(`what stands ${name}`, () => {
    let stores: StandingStores;
    beforeAll(async () => {
      stores = await open();
    });
    const listed = async (wait: Wait, until?: string): Promise<string[]> => {
      const ids: string[] = [];
      for await (const id of stores.standing.list(wait, until)) ids.push(id);
      return ids;
    };

    it('is found by what it waits for, whatever its id begins with', async () => {
      const ids = Array.from('0123456789abcdef', (digit) => digit + freshId().slice(1));
      for (const id of ids) await stores.requests.create(opened(review(), { id }));
      expect(await listed('decision')).toEqual(expect.arrayContaining(ids));
      for (const wait of waits.filter((other) => other !== 'decision')) {
        expect((await listed(wait)).filter((id) => ids.includes(id))).toEqual([]);
      }
    });

    it('is told only where its time ends before a given one', async () => {
      const id = freshId();
      const { request } = opened(allow, { id });
      if (request.state !== 'allowed') throw new Error('Policy allows it.');
      await stores.requests.create(opened(allow, { id }));
      expect(await listed('use', request.usableUntil)).not.toContain(id);
      expect(await listed('use', '9999')).toContain(id);
    });

    it('is no longer found once it is over', async () => {
      const id = freshId();
      const request = pending({}, { id });
      await stores.requests.create(opened(review(), { id }));
      await stores.requests.advance(expire(request, '2026-01-05T13:00:00.000Z'));
      expect(await listed('decision')).not.toContain(id);
    });

    it('is found where its run is to be seen in CloudTrail, until it was', async () => {
      const id = freshId();
      const started = { ...requestIn('started'), id, inTrail: true as const };
      const done = reportRun(started, { status: 'done', digest: started.digest, ticketHash }, noon);
      if (done.kind !== 'moved') throw new Error('It is not done.');
      await stores.requests.create({ ...done.transition, from: null });
      expect(await listed('evidence')).toContain(id);
      expect(await listed('evidence', '2026-01-06T12:00:00.000Z')).not.toContain(id);
      const seen = { eventIds: ['event-1'], differences: [], untold: [] };
      const confirmed = noteSeenRun(done.transition.request as Used, seen, 'sight', noon);
      if (!confirmed) throw new Error('It is not confirmed.');
      await stores.requests.advance(confirmed);
      expect(await listed('evidence')).not.toContain(id);
    });

    it('is found page after page', async () => {
      const ids = Array.from({ length: 250 }, () => `7${freshId().slice(1)}`);
      await Promise.all(ids.map((id) => stores.requests.create(opened(allow, { id }))));
      expect(await listed('use')).toEqual(expect.arrayContaining(ids));
    });
  });
}
