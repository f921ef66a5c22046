import { beforeAll, describe, expect, it } from 'vitest';
import type { Found, PeopleFinder, PeopleIndex } from '../../core/ports/people-index.ts';
import { expire } from '../../core/request/close-request.ts';
import { after as later } from '../../core/request/deadlines.ts';
import type { Pending } from '../../core/request/request.ts';
import { noon } from '../support/given/clock.ts';
import { agentNamed, people } from '../support/given/directory.ts';
import { counted, etlCaller, opened, pending } from '../support/given/requests.ts';
import { allow } from '../support/given/rulings.ts';
import { freshId } from './fresh-id.ts';

const idsOf = ({ entries }: Found): string[] => entries.map(({ id }) => id);

export function peopleIndexContract(name: string, open: () => Promise<PeopleIndex & PeopleFinder>): void {
  describe(`requests by people ${name}`, () => {
    let index: PeopleIndex & PeopleFinder;
    beforeAll(async () => {
      index = await open();
    });
    /** A group that no other test asks. */
    const freshGroup = () => `g${freshId().slice(0, 12)}`;
    const asking = (groups: readonly string[], id = freshId(), at = noon) =>
      pending({ approvals: groups.map((group) => ({ group, count: 1 })) }, { id, at });

    const votedBy = (person: string, at: string, request: Pending): Pending => ({
      ...request,
      votes: [{ person, choice: 'approve', groups: ['security'], digest: request.digest, at }],
    });

    it('are found under each group that is asked, and under each that is told later', async () => {
      const [one, two, told] = [freshGroup(), freshGroup(), freshGroup()];
      const request = pending(
        {
          approvals: [
            { group: one, count: 1 },
            { group: two, count: 2 },
          ],
          notifications: [{ group: told, afterSeconds: 600 }],
        },
        { id: freshId() },
      );
      await index.keep(request);
      for (const group of [one, two, told])
        expect(await index.standing({ group })).toEqual({
          entries: [{ id: request.id, at: later(noon, 1_800) }],
          more: false,
        });
      expect(await index.standing({ group: freshGroup() })).toEqual({ entries: [], more: false });
    });

    it('are found under who answers for the agent, however their id is spelled', async () => {
      const owner = `Owner.${freshId()}@example.com`;
      const caller = etlCaller({ agent: { ...agentNamed('etl'), owners: [owner] } });
      const request = pending({}, { id: freshId(), caller });
      await index.keep(request);
      expect(idsOf(await index.standing({ owner: owner.toLowerCase() }))).toEqual([request.id]);
    });

    it('are told the next to expire first', async () => {
      const group = freshGroup();
      const [late, soon, middle] = [300, 100, 200].map((seconds) =>
        asking([group], freshId(), later(noon, seconds)),
      );
      for (const request of [late, soon, middle]) if (request) await index.keep(request);
      expect(idsOf(await index.standing({ group }))).toEqual([soon?.id, middle?.id, late?.id]);
    });

    it('are no longer found as standing once they are over, and under those who voted all the same', async () => {
      const group = freshGroup();
      const voter = `voter.${freshId()}@example.com`;
      const standing = votedBy(voter, noon, asking([group]));
      await index.keep(standing);
      expect(idsOf(await index.standing({ group }))).toEqual([standing.id]);
      const { request: over } = expire(standing, noon);
      for (let times = 0; times < 2; times += 1) await index.keep(over);
      expect(idsOf(await index.standing({ group }))).toEqual([]);
      expect(idsOf(await index.votedBy(voter))).toEqual([standing.id]);
    });

    it('are no longer found as standing once they are signed, which keeps no expiry', async () => {
      const id = freshId();
      const owner = `owner.${freshId()}@example.com`;
      const caller = etlCaller({ agent: { ...agentNamed('etl'), owners: [owner] } });
      await index.keep(pending({}, { id, caller }));
      await index.keep(counted(pending({}, { id, caller }), people.securityOne).request);
      expect(idsOf(await index.standing({ owner }))).toEqual([]);
    });

    it('are found by who voted on them, the newest vote first', async () => {
      const voter = `voter.${freshId()}@example.com`;
      const requests = [100, 300, 200].map((seconds) =>
        votedBy(voter, later(noon, seconds), pending({}, { id: freshId() })),
      );
      for (const request of requests) await index.keep(request);
      expect(idsOf(await index.votedBy(voter.toUpperCase()))).toEqual(
        [requests[1], requests[2], requests[0]].map((request) => request?.id),
      );
      expect(await index.votedBy(`nobody.${freshId()}@example.com`)).toEqual({ entries: [], more: false });
    });

    it('are kept once, however often the same is told', async () => {
      const group = freshGroup();
      const request = asking([group]);
      for (let times = 0; times < 3; times += 1) await index.keep(request);
      expect(idsOf(await index.standing({ group }))).toEqual([request.id]);
    });

    it('are told a hundred at a time, with a word that there are more', async () => {
      const group = freshGroup();
      const requests = Array.from({ length: 101 }, () => asking([group]));
      await Promise.all(requests.slice(0, 100).map((request) => index.keep(request)));
      expect((await index.standing({ group })).more).toBe(false);
      await index.keep(requests[100] ?? asking([group]));
      const found = await index.standing({ group });
      expect([found.entries.length, found.more]).toEqual([100, true]);
    });

    it('hold nothing of what policy decides alone', async () => {
      const { request } = opened(allow, { id: freshId() });
      await index.keep(request);
      expect(idsOf(await index.standing({ owner: people.owner.id }))).not.toContain(request.id);
    });
  });
}
