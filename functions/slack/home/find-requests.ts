import type { Directory, Person } from '../../../core/directory/directory.ts';
import { compareText } from '../../../core/lib/compare-text.ts';
import type { Found, Listing, PeopleFinder } from '../../../core/ports/people-index.ts';
import { type FoundList, type FoundRequest, mostListed } from '../../../core/ports/personal-room.ts';
import type { CardStore, RequestStore } from '../../../core/ports/store.ts';
import type { Request } from '../../../core/request/request.ts';
import { maySee, votesCount } from '../../../core/vote/may-see.ts';

export interface FindPorts {
  requests: Pick<RequestStore, 'get'>;
  cards: Pick<CardStore, 'list'>;
  finder: PeopleFinder;
  directory: Directory;
  /** Where whoever asks is answered: their own room's card is the one to lead to. */
  door: { name: string };
  now: () => string;
}

/** Those that this person's yes would bring nearer now, the next to expire first. */
export async function waitingFor(ports: FindPorts, person: Person): Promise<FoundList> {
  const found = await standing(
    ports,
    person.groups.map((group) => ({ group })),
  );
  return shown(ports, person, found, (request) =>
    votesCount(request, { person, choice: 'approve' }, ports.directory, ports.now()),
  );
}

/** What they voted on, the newest vote first. A vote that was taken back is none. */
export async function votedBy(ports: FindPorts, person: Person): Promise<FoundList> {
  const found = await ports.finder.votedBy(person.id);
  return shown(ports, person, found, (request) => hasVoted(request, person));
}

/** Undecided ones of agents that they answer for, and what they asked for themselves. */
export async function standingOf(ports: FindPorts, person: Person): Promise<FoundList> {
  const found = await standing(ports, [{ owner: person.id }]);
  return shown(ports, person, found, ({ state }) => state === 'pending');
}

/** Nothing is told of one that they may not see: not even that it is there. */
export async function oneRequest(
  ports: FindPorts,
  person: Person,
  id: string,
): Promise<FoundRequest | undefined> {
  const request = await ports.requests.get(id);
  return request && maySee(request, person, ports.directory) ? toShow(ports, person, request) : undefined;
}

/** Of several lists the soonest. */
async function standing({ finder }: FindPorts, listings: readonly Listing[]): Promise<Found> {
  const found = await Promise.all(listings.map((listing) => finder.standing(listing)));
  const soonest = found
    .flatMap(({ entries }) => entries)
    .sort((one, other) => compareText(one.at, other.at) || compareText(one.id, other.id));
  return { entries: soonest, more: found.some(({ more }) => more) };
}

/** So many requests are read for one list, at once: a tenth of a second. */
const mostRead = 100;

/** The index lags, and people come and go: each request is read, and held against who may see it. */
async function shown(
  ports: FindPorts,
  person: Person,
  { entries, more }: Found,
  belongs: (request: Request) => boolean,
): Promise<FoundList> {
  const ids = [...new Set(entries.map(({ id }) => id))];
  const read = await Promise.all(ids.slice(0, mostRead).map((id) => ports.requests.get(id)));
  const own = read
    .filter((request) => request !== undefined)
    .filter((request) => belongs(request) && maySee(request, person, ports.directory));
  return {
    items: await Promise.all(own.slice(0, mostListed).map((request) => toShow(ports, person, request))),
    left: Math.max(0, own.length - mostListed),
    more: more || ids.length > mostRead,
  };
}

async function toShow(
  { cards, door, directory, now }: FindPorts,
  person: Person,
  request: Request,
): Promise<FoundRequest> {
  const card = (await cards.list(request.id)).find((one) => one.door === door.name);
  const mayDeny = votesCount(request, { person, choice: 'deny' }, directory, now());
  return { request, ...(card && { card }), ...(mayDeny && { mayDeny }) };
}

const hasVoted = (request: Request, { id }: Person): boolean =>
  'votes' in request && request.votes.some(({ person }) => person.toLowerCase() === id.toLowerCase());
