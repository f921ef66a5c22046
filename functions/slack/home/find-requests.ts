import type { Directory, Person } from '../../../core/directory/directory.ts';
import { compareText } from '../../../core/lib/compare-text.ts';
import type { Found, Listing, PeopleFinder } from '../../../core/ports/people-index.ts';
import { type FoundList, type FoundRequest, mostListed } from '../../../core/ports/personal-room.ts';
import type { CardStore, RequestStore } from '../../../core/ports/store.ts';
import type { Membership, Request } from '../../../core/request/request.ts';
import { maySee, votesCount } from '../../../core/vote/may-see.ts';
import { withGroups } from '../../../core/vote/voter.ts';
import { asSeen, type Viewer } from '../../shared/find-viewer.ts';

export interface FindPorts {
  requests: Pick<RequestStore, 'get'>;
  cards: Pick<CardStore, 'list'>;
  finder: PeopleFinder;
  directory: Directory;
  /** Where whoever asks is answered: their own room's card is the one to lead to. */
  door: { name: string };
  now: () => string;
}

/**
 * Those that this person's yes would bring nearer now, the next to expire first. Of a group that the room keeps, the room is
 * asked only where something is found under it: Slack takes twenty such calls a minute, and votes need them more.
 */
export async function waitingFor(ports: FindPorts, viewer: Viewer): Promise<FoundList> {
  const { person } = viewer;
  const own = person.groups.map((group) => ({ group }));
  const kept = (ports.directory.groups ?? []).filter(({ name }) => !person.groups.includes(name));
  const found = await Promise.all(kept.map(({ name }) => standing(ports, [{ group: name }])));
  const withSome = kept.filter((_, index) => (found[index]?.entries.length ?? 0) > 0);
  const { through, untold } = await viewer.through(withSome.map(({ name }) => name));
  const listings = [...own, ...through.map(({ group }) => ({ group }))];
  const list = await shown(ports, { person, through }, await standing(ports, listings), (request, seen) =>
    votesCount(request, { person: seen, choice: 'approve' }, ports.directory, ports.now()),
  );
  return { ...list, ...(untold && { untold: true }) };
}

/** What they voted on, the newest vote first. A vote that was taken back is none. */
export async function votedBy(ports: FindPorts, { person }: Viewer): Promise<FoundList> {
  const found = await ports.finder.votedBy(person.id);
  return shown(ports, { person, through: [] }, found, (request) => hasVoted(request, person));
}

/** Undecided ones of agents that they answer for, and what they asked for themselves. */
export async function standingOf(ports: FindPorts, { person }: Viewer): Promise<FoundList> {
  const found = await standing(ports, [{ owner: person.id }]);
  return shown(ports, { person, through: [] }, found, ({ state }) => state === 'pending');
}

/** Nothing is told of one that they may not see: not even that it is there. */
export async function oneRequest(
  ports: FindPorts,
  viewer: Viewer,
  id: string,
): Promise<FoundRequest | undefined> {
  const request = await ports.requests.get(id);
  if (!request) return undefined;
  const person = await asSeen(viewer, request);
  return maySee(request, person, ports.directory) ? toShow(ports, person, request) : undefined;
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
  viewer: { person: Person; through: readonly Membership[] },
  { entries, more }: Found,
  belongs: (request: Request, person: Person) => boolean,
): Promise<FoundList> {
  const ids = [...new Set(entries.map(({ id }) => id))];
  const read = await Promise.all(ids.slice(0, mostRead).map((id) => ports.requests.get(id)));
  const own = read
    .filter((request) => request !== undefined)
    .map((request) => ({ request, person: withGroups(viewer, request.ruling) }))
    .filter(({ request, person }) => belongs(request, person) && maySee(request, person, ports.directory));
  return {
    items: await Promise.all(
      own.slice(0, mostListed).map(({ request, person }) => toShow(ports, person, request)),
    ),
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
