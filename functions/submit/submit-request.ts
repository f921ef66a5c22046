import { deadlines } from '../core/deadlines.ts';
import { isDecided } from '../core/lifecycle.ts';
import { openRequest, type Wish } from '../core/open-request.ts';
import type { Pending, Request } from '../core/request.ts';
import type { RuleOn } from '../core/ruling.ts';
import type { Step } from '../core/step.ts';
import type { AliasStore, Claim, RequestStore, Slot, SlotStore } from '../core/store.ts';

export interface Ports {
  ruleOn: RuleOn;
  requests: RequestStore;
  slots: SlotStore;
  aliases: AliasStore;
  /** Starts the workflow of this request; a second start of the same one changes nothing. */
  startWorkflow: (input: { requestId: string; deadlines: string[] }) => Promise<void>;
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
  if (known) return repeat(ports, known, wish);

  const whole = { ...wish, id: keyed?.id ?? ports.newId(), at: ports.now() };
  const step = openRequest(whole, ports.ruleOn(wish.facts));
  return step.request.state === 'pending'
    ? await askPeople(ports, whole, step)
    : await write(ports, wish, step);
}

/** Policy answered by itself: written down, done. */
async function write(ports: Ports, wish: Omit<Wish, 'id' | 'at'>, step: Step): Promise<Submitted> {
  if ((await ports.requests.create(step)) === 'written') return { kind: 'request', request: step.request };
  return repeat(ports, await mustGet(ports, step.request.id), wish);
}

/** People are asked once for one digest, and for a bounded number of requests of one agent. */
async function askPeople(ports: Ports, wish: Wish, step: Step): Promise<Submitted> {
  const agent = wish.caller.agent.id;
  const slot: Slot = { digest: wish.digest, requestId: wish.id, at: wish.at };
  const claim = await claimPlace(ports, agent, slot);
  if (claim.kind === 'full') return { kind: 'too-many-pending' };
  if (claim.kind === 'claimed' || claim.by.requestId === wish.id) return open(ports, wish, step);

  // Somebody asks for the same already: this wish joins that request, even one whose writer has not come so far yet.
  if (step.request.id !== claim.by.requestId) await ports.aliases.bind(wish.id, claim.by.requestId);
  const standing = await ports.requests.get(claim.by.requestId);
  if (standing) return repeat(ports, standing, wish);
  const joined = { ...wish, id: claim.by.requestId };
  return open(ports, joined, openRequest(joined, step.request.ruling));
}

async function open(ports: Ports, wish: Wish, step: Step): Promise<Submitted> {
  const written = await write(ports, wish, step);
  if (written.kind === 'request') await ensureStarted(ports, written.request);
  return written;
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
  const isStale = async ({ requestId, at }: Slot): Promise<boolean> => {
    const request = await ports.requests.get(requestId);
    if (request) return isDecided(request.state);
    return requestId !== wanted.requestId && Date.parse(wanted.at) - Date.parse(at) > orphanMs;
  };
  const verdicts = await Promise.all(slots.map(isStale));
  return slots.filter((_, index) => verdicts[index]);
}

/** The same wish again gets the same request; a key that stood for another wish gets nothing. */
async function repeat(
  ports: Ports,
  request: Request,
  wish: Pick<Wish, 'caller' | 'digest'>,
): Promise<Submitted> {
  if (request.digest !== wish.digest || request.agent.id !== wish.caller.agent.id)
    return { kind: 'key-reused', request };
  await ensureStarted(ports, request);
  return { kind: 'request', request };
}

/** A crash between the request and its workflow heals with the agent's next try: the start is idempotent. */
async function ensureStarted(ports: Ports, request: Request): Promise<void> {
  if (request.state === 'pending') await ports.startWorkflow(workflowInput(request));
}

export const workflowInput = (request: Pending) => ({
  requestId: request.id,
  deadlines: deadlines(request.submittedAt, request.ruling.terms),
});

async function mustGet(ports: Ports, id: string): Promise<Request> {
  const request = await ports.requests.get(id);
  if (!request) throw new Error(`Request ${id} was there and is gone.`);
  return request;
}
