import type { Found, Listing, PeopleFinder, PeopleIndex } from '../../core/ports/people-index.ts';
import { foundBy } from '../../core/vote/found-by.ts';

const most = 100;

/** Entries by whom they are found under, and by when. */
export function memoryPeopleIndex(): PeopleIndex & PeopleFinder {
  const entries = new Map<string, Map<string, string>>();
  const under = (key: string): Map<string, string> => {
    const list = entries.get(key) ?? new Map<string, string>();
    entries.set(key, list);
    return list;
  };
  const nameOf = (listing: Listing): string =>
    'group' in listing ? `group ${listing.group}` : `owner ${listing.owner.toLowerCase()}`;
  const read = (key: string, newestFirst: boolean): Found => {
    const sorted = [...under(key)].sort(([a], [b]) => (a < b ? -1 : 1));
    const entries = (newestFirst ? sorted.reverse() : sorted).map(([at, id]) => ({
      id,
      at: at.split(' ')[0] ?? '',
    }));
    return { entries: entries.slice(0, most), more: entries.length > most };
  };

  return {
    async keep(request) {
      const found = foundBy(request);
      if (!found) return;
      const listings = [
        ...found.groups.map((group) => ({ group })),
        ...found.owners.map((owner) => ({ owner })),
      ];
      for (const listing of listings) {
        const list = under(nameOf(listing));
        const at = `${found.until} ${request.id}`;
        if (request.state === 'pending') list.set(at, request.id);
        else list.delete(at);
      }
      for (const { person, at } of found.votes)
        under(`voted ${person.toLowerCase()}`).set(`${at} ${request.id}`, request.id);
    },
    standing: async (listing) => read(nameOf(listing), false),
    votedBy: async (person) => read(`voted ${person.toLowerCase()}`, true),
  };
}
