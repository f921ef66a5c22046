import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../core/lib/json.ts';
import type { RequestStore } from '../../core/ports/store.ts';
import { escalate, expire, withdraw } from '../../core/request/close-request.ts';
import type { Pending } from '../../core/request/request.ts';
import type { Step } from '../../core/request/transition.ts';
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

    const first = (shown?: JsonObject): Step & { request: Pending } => {
      const step = opened(review({ places: [{ group: 'security', count: 2 }] }), {
        id: freshId(),
        ...(shown ? { shown } : {}),
      });
      return step as Step & { request: Pending };
    };

    it('are not there before they are written', async () => {
      expect(await store.get(freshId())).toBeUndefined();
    });

    it('come back as they were written', async () => {
      const step = first();
      expect(await store.create(step)).toBe('written');
      expect(await store.get(step.request.id)).toEqual(step.request);
    });

    it('are created once: the second does not touch the first', async () => {
      const step = first();
      await store.create(step);
      const second = opened(review(), { id: step.request.id, sentence: 'Something else' });
      expect(await store.create(second)).toBe('conflict');
      expect(await store.get(step.request.id)).toEqual(step.request);
    });

    it('are created once when many try at once', async () => {
      const id = freshId();
      const steps = ['a', 'b', 'c', 'd', 'e'].map((sentence) => opened(review(), { id, sentence }));
      const answers = await Promise.all(steps.map((step) => store.create(step)));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await store.get(id)).toEqual(steps[answers.indexOf('written')]?.request);
    });

    it('move on from the version and state that they are in', async () => {
      const step = first();
      await store.create(step);
      const vote = counted(step.request, people.securityOne);
      expect(await store.advance(vote)).toBe('written');
      expect(await store.get(step.request.id)).toEqual(vote.request);
    });

    it('do not move from a version that is gone', async () => {
      const step = first();
      await store.create(step);
      const vote = counted(step.request, people.securityOne);
      await store.advance(vote);
      expect(await store.advance(counted(step.request, people.securityTwo))).toBe('conflict');
      expect(await store.advance(vote)).toBe('conflict');
      expect(await store.get(step.request.id)).toEqual(vote.request);
    });

    it('do not move from a version that is not there yet', async () => {
      const step = first();
      await store.create(step);
      const second = counted(step.request, people.securityOne);
      const third = counted(second.request, people.securityTwo);
      expect(await store.advance(third)).toBe('conflict');
      expect(await store.get(step.request.id)).toEqual(step.request);
    });

    it('do not move from another state, though the version fits', async () => {
      const step = first();
      await store.create(step);
      await store.advance(withdraw(step.request, noon));
      const escalated = escalate(step.request, 1, noon).request as Pending;
      expect(await store.advance(expire(escalated, noon))).toBe('conflict');
      expect((await store.get(step.request.id))?.state).toBe('withdrawn');
    });

    it('do not move where there is none', async () => {
      const step = counted(first().request, people.securityOne);
      expect(await store.advance(step)).toBe('conflict');
      expect(await store.get(step.request.id)).toBeUndefined();
    });

    it('are moved by exactly one of many writers at once', async () => {
      const step = first();
      await store.create(step);
      const moves = [
        counted(step.request, people.securityOne),
        counted(step.request, people.securityTwo),
        counted(step.request, people.securityThree, 'deny'),
        withdraw(step.request, noon),
        expire(step.request, noon),
        escalate(step.request, 1, noon),
      ];
      const answers = await Promise.all(moves.map((move) => store.advance(move)));
      expect(answers.filter((answer) => answer === 'written')).toHaveLength(1);
      expect(await store.get(step.request.id)).toEqual(moves[answers.indexOf('written')]?.request);
    });

    it('cannot begin in the middle: that would be a bug of ours', async () => {
      await expect(async () => store.advance(first())).rejects.toThrow('begins a request');
    });

    it('keep what is awkward to keep, to the last byte', async () => {
      const step = first(awkward);
      await store.create(step);
      const kept = await store.get(step.request.id);
      expect(kept).toEqual(step.request);
      expect(Object.keys(kept?.parameters ?? {}).sort()).toEqual(Object.keys(awkward).sort());
    });

    it('keep the largest parameters that an agent can send', async () => {
      const step = first(large(64 * 1024 - 20));
      expect(await store.create(step)).toBe('written');
      expect(await store.get(step.request.id)).toEqual(step.request);
    });

    it('keep any parameters there can be', async () => {
      await fc.assert(
        fc.asyncProperty(anyObject, async (parameters) => {
          const step = first(parameters);
          await store.create(step);
          // Through JSON, as the parameters came: JSON has no negative zero and no holes.
          const sent = JSON.parse(JSON.stringify(step.request)) as unknown;
          expect(await store.get(step.request.id)).toEqual(sent);
        }),
        { numRuns: 40 },
      );
    });
  });
}
