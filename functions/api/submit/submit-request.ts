import type { RuleOn } from '../../../core/policy/ruling.ts';
import type { AliasStore, RequestStore, Reservation, Slot, SlotStore } from '../../../core/ports/store.ts';
import { isDecided } from '../../../core/request/lifecycle.ts';
import { type NewRequest, openRequest } from '../../../core/request/open-request.ts';
import type { Request } from '../../../core/request/request.ts';
import type { Transition } from '../../../core/request/transition.ts';

export interface Ports {
  ruleOn: RuleOn;
  requests: RequestStore;
  slots: SlotStore;
  aliases: AliasStore;
  now: () => string;
  newId: () => string;
  pendingLimit: number;
}

export type Submitted =
  | { kind: 'request'; request: Request }
  | { kind: 'key-reused'; request: Request }
  | { kind: 'too-many-pending' };

/** What an Idempotency-Key stands for: an id that is a function of agent and key. */
export interface Keyed {
  id: string;
}

/** A slot that was taken a minute ago without a request behind it was left by a crash. */
const orphanMs = 60_000;

export async function submitRequest(
  ports: Ports,
  submission: Omit<NewRequest, 'id' | 'at'>,
  keyed?: Keyed,
): Promise<Submitted> {
  const known = keyed && (await ports.requests.get(await ports.aliases.follow(keyed.id)));
  if (known) return repeat(known, submission);

  const whole = { ...submission, id: keyed?.id ?? ports.newId(), at: ports.now() };
  const transition = openRequest(whole, ports.ruleOn(submission.facts));
  return transition.request.state === 'pending'
    ? await askPeople(ports, whole, transition, keyed)
    : await write(ports, submission, transition);
}

/** Written once. From here the stream carries it on: to people, where policy asks them, and into the trail. */
async function write(
  ports: Ports,
  submission: Omit<NewRequest, 'id' | 'at'>,
  transition: Transition,
): Promise<Submitted> {
  if ((await ports.requests.create(transition)) === 'written')
    return { kind: 'request', request: transition.request };
  return repeat(await mustGet(ports, transition.request.id), submission);
}

/** People are asked once for one digest, and for a bounded number of requests of one agent. */
async function askPeople(
  ports: Ports,
  submission: NewRequest,
  transition: Transition,
  keyed?: Keyed,
): Promise<Submitted> {
  const agent = submission.caller.agent.id;
  const slot: Slot = { digest: submission.digest, requestId: submission.id, at: submission.at };
  const reservation = await reserveSlot(ports, agent, slot);
  if (reservation.kind === 'full') return { kind: 'too-many-pending' };
  if (reservation.kind === 'reserved' || reservation.by.requestId === submission.id)
    return write(ports, submission, transition);

  // Somebody asks for the same already: this submission joins that request, even one whose writer has not come so far yet.
  if (keyed) await ports.aliases.bind(keyed.id, reservation.by.requestId);
  const standing = await ports.requests.get(reservation.by.requestId);
  if (standing) return repeat(standing, submission);
  const joined = { ...submission, id: reservation.by.requestId };
  return write(ports, joined, openRequest(joined, transition.request.ruling));
}

/** The first free slot, after those were given back whose requests nobody waits for any more. */
async function reserveSlot(ports: Ports, agent: string, slot: Slot): Promise<Reservation> {
  const reservation = await ports.slots.reserve(agent, slot, ports.pendingLimit);
  if (reservation.kind === 'reserved') return reservation;
  const stale = await staleSlots(
    ports,
    reservation.kind === 'held' ? [reservation.by] : reservation.slots,
    slot,
  );
  if (stale.length === 0) return reservation;
  await Promise.all(stale.map((old) => ports.slots.release(agent, old)));
  return ports.slots.reserve(agent, slot, ports.pendingLimit);
}

async function staleSlots(ports: Ports, slots: Slot[], wanted: Slot): Promise<Slot[]> {
  const isStale = async ({ requestId, digest, at }: Slot): Promise<boolean> => {
    const request = await ports.requests.get(requestId);
    // Two contents that raced for one Idempotency-Key took two slots; the loser's has no request of its own.
    if (request) return isDecided(request.state) || request.digest !== digest || isOver(request, wanted.at);
    return requestId !== wanted.requestId && Date.parse(wanted.at) - Date.parse(at) > orphanMs;
  };
  const verdicts = await Promise.all(slots.map(isStale));
  return slots.filter((_, index) => verdicts[index]);
}

/** Nobody can vote any more: it holds no slot, even where no workflow is left to write that it expired. */
const isOver = (request: Request, now: string): boolean =>
  request.state === 'pending' && now >= request.expiresAt;

/** The same submission again gets the same request; a key that stood for another submission gets nothing. */
function repeat(request: Request, submission: Pick<NewRequest, 'caller' | 'digest'>): Submitted {
  const same = request.digest === submission.digest && request.agent.id === submission.caller.agent.id;
  return { kind: same ? 'request' : 'key-reused', request };
}

async function mustGet(ports: Ports, id: string): Promise<Request> {
  const request = await ports.requests.get(id);
  if (!request) throw new Error(`Request ${id} was there and is gone.`);
  return request;
}
