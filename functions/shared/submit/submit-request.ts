import { sha256 } from '../../../core/lib/digest.ts';
import { type RuleOn, type RunMode, runOf } from '../../../core/policy/ruling.ts';
import type {
  KeyStore,
  RateStore,
  RequestStore,
  Reservation,
  Slot,
  SlotStore,
} from '../../../core/ports/store.ts';
import { isDecided } from '../../../core/request/lifecycle.ts';
import {
  type CannotRun,
  joinRequest,
  type NewRequest,
  openRequest,
  reasonOfDenied,
  type Submission,
} from '../../../core/request/open-request.ts';
import type { Request } from '../../../core/request/request.ts';
import type { Transition } from '../../../core/request/transition.ts';
import { type ChangePorts, changeRequest } from '../change-request.ts';

export interface Ports extends ChangePorts {
  ruleOn: RuleOn;
  slots: SlotStore;
  keys: KeyStore;
  rates: RateStore;
  now: () => string;
  newId: () => string;
  /** A secret that nobody can guess. */
  newToken: () => string;
  pendingLimit: number;
  requestsPerMinute: number;
}

export type Submitted =
  /** `token`: for whoever made the request, this once. */
  | { kind: 'request'; request: Request; token?: string }
  | { kind: 'cannot-run'; field: string; detail: string }
  | { kind: 'key-reused'; requestId: string }
  | { kind: 'too-many-pending' }
  | { kind: 'too-many-requests' }
  | { kind: 'too-many-sessions'; requestId: string };

/** A slot that was taken a minute ago without a request behind it was left by a crash. */
const orphanMs = 60_000;

/** `key` is an id made of agent and Idempotency-Key: the first content that comes with it is the only one. */
export async function submitRequest(ports: Ports, submission: Submission, key?: string): Promise<Submitted> {
  const at = ports.now();
  // Before anything is written: each request leaves an item, and each key.
  // A person's undo is one for each request that is done: no agent can keep it from being asked by asking much itself.
  const rate = submission.undo
    ? undefined
    : await ports.rates.take(submission.caller.agent.id, at, ports.requestsPerMinute);
  if (rate === 'full') return { kind: 'too-many-requests' };

  const fresh = { digest: submission.digest, requestId: ports.newId() };
  const use = key === undefined ? fresh : await ports.keys.bind(key, fresh);
  if (use.digest !== submission.digest) return { kind: 'key-reused', requestId: use.requestId };
  const known = use === fresh ? undefined : await ports.requests.get(use.requestId);
  if (known) return { kind: 'request', request: known };

  const token = ports.newToken();
  const whole = { ...submission, id: use.requestId, at, tokenHash: sha256(token) };
  const ruling = ports.ruleOn(submission.facts);
  const cannotRun = ruling.decision === 'refuse' ? undefined : whyNot(submission, runOf(ruling));
  if (cannotRun) return { kind: 'cannot-run', ...cannotRun };
  const transition = openRequest(whole, ruling);
  const submitted =
    transition.request.state === 'pending'
      ? await askPeople(ports, whole, transition, key)
      : await write(ports, transition);
  const isMine = submitted.kind === 'request' && submitted.request.tokenHash === whole.tokenHash;
  return isMine ? { ...submitted, token } : submitted;
}

/** Why it could not run in the way that policy wants: people would sign for nothing. */
function whyNot({ whyNotRunnable, whyNotGranted }: Submission, run: RunMode): CannotRun | undefined {
  switch (run) {
    case 'agent':
      return undefined;
    case 'credentials':
      return whyNotGranted;
    case 'countersign':
      return whyNotRunnable;
  }
}

/** Written once. From here the stream carries it on: to people, where policy asks them, and into the trail. */
async function write({ requests }: Ports, transition: Transition): Promise<Submitted> {
  const { request } = transition;
  if ((await requests.create(transition)) === 'written') return { kind: 'request', request };
  return { kind: 'request', request: await mustGet(requests, request.id) };
}

/**
 * People are asked once for one digest, and for a bounded number of requests of one agent. A person's undo is asked for beside
 * them where they are all taken: no agent can keep it away by asking much itself.
 */
async function askPeople(
  ports: Ports,
  submission: NewRequest,
  transition: Transition,
  key?: string,
): Promise<Submitted> {
  const agent = submission.caller.agent.id;
  const slot: Slot = { digest: submission.digest, requestId: submission.id, at: submission.at };
  const reservation = await reserveSlot(ports, agent, slot);
  if (reservation.kind === 'full')
    return submission.undo ? write(ports, transition) : { kind: 'too-many-pending' };
  if (reservation.kind === 'reserved' || reservation.by.requestId === submission.id)
    return write(ports, transition);

  // The same is asked for already: this submission joins that request, even one whose writer has not come so far yet.
  const { requestId } = reservation.by;
  if (submission.undo) return leaveToAgent(ports, requestId);
  if (key !== undefined) await ports.keys.lead(key, submission.id, requestId);
  const { ruling } = transition.request;
  await ports.requests.create(openRequest({ ...submission, id: requestId }, ruling));
  return join(ports, requestId, submission);
}

/**
 * A person asks for the undo that its agent has asked for already. That stays the agent's, who may withdraw it, so the key of
 * the undo is not led to it.
 */
async function leaveToAgent({ requests }: Ports, id: string): Promise<Submitted> {
  const request = await requests.get(id);
  return request ? { kind: 'request', request } : { kind: 'too-many-pending' };
}

async function join(
  ports: Ports,
  id: string,
  { caller, stated, denied, at }: NewRequest,
): Promise<Submitted> {
  const [reason, via] = denied
    ? ([reasonOfDenied, 'cloudtrail'] as const)
    : ([stated.reason ?? '', 'api'] as const);
  const joined = await changeRequest<Submitted>(ports, id, (request) => {
    const outcome = joinRequest(request, caller.session, reason, at, via);
    if (outcome.kind === 'full') return { answer: { kind: 'too-many-sessions', requestId: id } };
    if (outcome.kind === 'known') return { answer: { kind: 'request', request } };
    const { transition } = outcome;
    return { transition, answer: { kind: 'request', request: transition.request } };
  });
  if (!joined) throw new Error(`Request ${id} was there and is gone.`);
  return joined;
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
  const isStale = async ({ requestId, at }: Slot): Promise<boolean> => {
    const request = await ports.requests.get(requestId);
    if (request) return isDecided(request.state) || isOver(request, wanted.at);
    return requestId !== wanted.requestId && Date.parse(wanted.at) - Date.parse(at) > orphanMs;
  };
  const verdicts = await Promise.all(slots.map(isStale));
  return slots.filter((_, index) => verdicts[index]);
}

/** Nobody can vote any more: it holds no slot, even where no workflow is left to write that it expired. */
const isOver = (request: Request, now: string): boolean =>
  request.state === 'pending' && now >= request.expiresAt;

async function mustGet(requests: RequestStore, id: string): Promise<Request> {
  const request = await requests.get(id);
  if (!request) throw new Error(`Request ${id} was there and is gone.`);
  return request;
}
