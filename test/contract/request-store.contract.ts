import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/lib/json.ts';
import type { RequestStore } from '../../core/ports/store.ts';
import { expire, notifyTier, withdraw } from '../../core/request/close-request.ts';
import type { Pending } from '../../core/request/request.ts';
import type { Transition } from '../../core/request/transition.ts';
import { anyObject } from '../support/given/any-json.ts';
import { awkward, large } from '../support/given/anything-that-fits.ts';
import { noon } from '../support/given/clock.ts';
import { people } from '../support/given/directory.ts';
import { counted, opened } from '../support/given/requests.ts';
import { review } from '../support/given/rulings.ts';
import { freshId } from './fresh-id.ts';

/** What every store of requests must do. */
export function requestStoreContract(name: string, open: () => Promise<RequestStore>): void {
  describe(`requests ${name}`, () => {
    let store: RequestStore;
    beforeAll(async () => {
      store = await open();
    });

    const first = (shown?: JsonObject): Transition & { request: Pending } => {
      const transition = opened(review({ approvals: [{ group: 'security', count: 2 }] }), {
        id: freshId(),
        ...(shown ? { shown } : {}),
      });
      return transition as Transition & { request: Pending };
    };

    it('are not there before they are written', async () => {
      expect(await store.get(freshId())).toBeUndefined();
    });

    it('come back as they were written', async () => {
      const transition = first();
      expect(await store.create(transition)).toBe('written');
      expect(await store.get(transition.request.id)).toEqual(transition.request);
    });

    it('are created once: the second does not touch the first', async () => {
      const transition = first();
      await store.create(transition);
      const second = opened(review(), { id: transition.request.id, sentence: 'Something else' });
      expect(await store.create(second)).toBe('conflict');
      expect(await store.get(transition.request.id)).toEqual(transition.request);
    });

    it('are created once when many try at once', async () => {
      const id = freshId();
      const transitions = ['a', 'b', 'c', 'd', 'e'].map((sentence) => opened(review(), { id, sentence }));
      const answers = await Promise.all(transitions.map((transition) => store.create(transition)));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await store.get(id)).toEqual(transitions[answers.indexOf('written')]?.request);
    });

    it('move on from the version and state that they are in', async () => {
      const transition = first();
      await store.create(transition);
      const vote = counted(transition.request, people.securityOne);
      expect(await store.advance(vote)).toBe('written');
      expect(await store.get(transition.request.id)).toEqual(vote.request);
    });

    it('do not move from a version that is gone', async () => {
      const transition = first();
      await store.create(transition);
      const vote = counted(transition.request, people.securityOne);
      await store.advance(vote);
      expect(await store.advance(counted(transition.request, people.securityTwo))).toBe('conflict');
      expect(await store.advance(vote)).toBe('conflict');
      expect(await store.get(transition.request.id)).toEqual(vote.request);
    });

    it('do not move from a version that is not there yet', async () => {
      const transition = first();
      await store.create(transition);
      const second = counted(transition.request, people.securityOne);
      const third = counted(second.request, people.securityTwo);
      expect(await store.advance(third)).toBe('conflict');
      expect(await store.get(transition.request.id)).toEqual(transition.request);
    });

    it('do not move from another state, though the version fits', async () => {
      const transition = first();
      await store.create(transition);
      await store.advance(withdraw(transition.request, noon));
      const escalated = notifyTier(transition.request, 1, noon).request as Pending;
      expect(await store.advance(expire(escalated, noon))).toBe('conflict');
      expect((await store.get(transition.request.id))?.state).toBe('withdrawn');
    });

    it('do not move where there is none', async () => {
      const transition = counted(first().request, people.securityOne);
      expect(await store.advance(transition)).toBe('conflict');
      expect(await store.get(transition.request.id)).toBeUndefined();
    });

    it('are moved by exactly one of many writers at once', async () => {
      const transition = first();
      await store.create(transition);
      const moves = [
        counted(transition.request, people.securityOne),
        counted(transition.request, people.securityTwo),
        counted(transition.request, people.securityThree, 'deny'),
        withdraw(transition.request, noon),
        expire(transition.request, noon),
        notifyTier(transition.request, 1, noon),
      ];
      const answers = await Promise.all(moves.map((move) => store.advance(move)));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await store.get(transition.request.id)).toEqual(moves[answers.indexOf('written')]?.request);
    });

    it('cannot begin in the middle: that would be a bug of ours', async () => {
      await expect(async () => store.advance(first())).rejects.toThrow('begins a request');
    });

    it('keep what is awkward to keep, to the last byte', async () => {
      const transition = first(awkward);
      await store.create(transition);
      const kept = await store.get(transition.request.id);
      expect(kept).toEqual(transition.request);
      expect(Object.keys(kept?.parameters ?? {}).sort()).toEqual(Object.keys(awkward).sort());
    });

    it('keep the largest parameters that an agent can send', async () => {
      const transition = first(large(64 * 1024 - 20));
      expect(await store.create(transition)).toBe('written');
      expect(await store.get(transition.request.id)).toEqual(transition.request);
    });

    it('keep any parameters there can be', async () => {
      await fc.assert(
        fc.asyncProperty(anyObject, async (parameters) => {
          const transition = first(parameters);
          await store.create(transition);
          // Through JSON, as the parameters came: JSON has no negative zero and no holes.
          const sent = JSON.parse(JSON.stringify(transition.request)) as unknown;
          expect(await store.get(transition.request.id)).toEqual(sent);
        }),
        { numRuns: 40 },
      );
    });
  });
}
