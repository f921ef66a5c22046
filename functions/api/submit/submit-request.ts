import type { RuleOn } from '../../../core/policy/ruling.ts';
import type { AliasStore, Claim, RequestStore, Slot, SlotStore } from '../../../core/ports/store.ts';
import { isDecided } from '../../../core/request/lifecycle.ts';
import { openRequest, type Wish } from '../../../core/request/open-request.ts';
import type { Request } from '../../../core/request/request.ts';
import type { Step } from '../../../core/request/transition.ts';

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

/** A place that was taken a minute ago without a request behind it was left by a crash. */
const orphanMs = 60_000;

export async function submitRequest(
  ports: Ports,
  wish: Omit<Wish, 'id' | 'at'>,
  keyed?: Keyed,
): Promise<Submitted> {
  const known = keyed && (await ports.requests.get(await ports.aliases.follow(keyed.id)));
  if (known) return repeat(known, wish);

  const whole = { ...wish, id: keyed?.id ?? ports.newId(), at: ports.now() };
  const step = openRequest(whole, ports.ruleOn(wish.facts));
  return step.request.state === 'pending'
    ? await askPeople(ports, whole, step, keyed)
    : await write(ports, wish, step);
}

/** Written once. From here the stream carries it on: to people, where policy asks them, and into the trail. */
async function write(ports: Ports, wish: Omit<Wish, 'id' | 'at'>, step: Step): Promise<Submitted> {
  if ((await ports.requests.create(step)) === 'written') return { kind: 'request', request: step.request };
  return repeat(await mustGet(ports, step.request.id), wish);
}

/** People are asked once for one digest, and for a bounded number of requests of one agent. */
async function askPeople(ports: Ports, wish: Wish, step: Step, keyed?: Keyed): Promise<Submitted> {
  const agent = wish.caller.agent.id;
  const slot: Slot = { digest: wish.digest, requestId: wish.id, at: wish.at };
  const claim = await claimPlace(ports, agent, slot);
  if (claim.kind === 'full') return { kind: 'too-many-pending' };
  if (claim.kind === 'claimed' || claim.by.requestId === wish.id) return write(ports, wish, step);

  // Somebody asks for the same already: this wish joins that request, even one whose writer has not come so far yet.
  if (keyed) await ports.aliases.bind(keyed.id, claim.by.requestId);
  const standing = await ports.requests.get(claim.by.requestId);
  if (standing) return repeat(standing, wish);
  const joined = { ...wish, id: claim.by.requestId };
  return write(ports, joined, openRequest(joined, step.request.ruling));
}

/** The first free place, after those were given back whose requests nobody waits for any more. */
async function claimPlace(ports: Ports, agent: string, slot: Slot): Promise<Claim> {
  const claim = await ports.slots.claim(agent, slot, ports.pendingLimit);
  if (claim.kind === 'claimed') return claim;
  const stale = await staleSlots(ports, claim.kind === 'held' ? [claim.by] : claim.slots, slot);
  if (stale.length === 0) return claim;
  await Promise.all(stale.map((old) => ports.slots.release(agent, old)));
  return ports.slots.claim(agent, slot, ports.pendingLimit);
}

async function staleSlots(ports: Ports, slots: Slot[], wanted: Slot): Promise<Slot[]> {
  const isStale = async ({ requestId, digest, at }: Slot): Promise<boolean> => {
    const request = await ports.requests.get(requestId);
    // Two contents that raced for one Idempotency-Key took two places; the loser's has no request of its own.
    if (request) return isDecided(request.state) || request.digest !== digest || isOver(request, wanted.at);
    return requestId !== wanted.requestId && Date.parse(wanted.at) - Date.parse(at) > orphanMs;
  };
  const verdicts = await Promise.all(slots.map(isStale));
  return slots.filter((_, index) => verdicts[index]);
}

/** Nobody can vote any more: it holds no place, even where no workflow is left to write that it expired. */
const isOver = (request: Request, now: string): boolean =>
  request.state === 'pending' && now >= request.expiresAt;

/** The same wish again gets the same request; a key that stood for another wish gets nothing. */
function repeat(request: Request, wish: Pick<Wish, 'caller' | 'digest'>): Submitted {
  const same = request.digest === wish.digest && request.agent.id === wish.caller.agent.id;
  return { kind: same ? 'request' : 'key-reused', request };
}

async function mustGet(ports: Ports, id: string): Promise<Request> {
  const request = await ports.requests.get(id);
  if (!request) throw new Error(`Request ${id} was there and is gone.`);
  return request;
}
