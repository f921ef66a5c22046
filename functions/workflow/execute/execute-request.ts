import type { CatalogEntry } from '../../../catalog/entry.ts';
import { callOf } from '../../../core/execution/call-of.ts';
import {
  beginRun,
  type Ended,
  endRun,
  failUnsent,
  type MayRun,
  mayRun,
  noteSeenAfter,
  type RunBy,
  type Usable,
} from '../../../core/execution/countersign-run.ts';
import { hiddenTexts } from '../../../core/execution/hidden-texts.ts';
import { keptFailure } from '../../../core/execution/kept-failure.ts';
import { keptResult } from '../../../core/execution/kept-result.ts';
import { isAsSeen, seenAt, stale } from '../../../core/execution/seen.ts';
import { undoabilityOf, undoOffer } from '../../../core/execution/undo.ts';
import { digestOf } from '../../../core/lib/digest.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import { redact, type Secrets } from '../../../core/lib/redact.ts';
import type { Executed, Order } from '../../../core/ports/execute.ts';
import type { PrepareCall, Prepared, Sent } from '../../../core/ports/executor.ts';
import type { LookAnswer, LookAtTarget } from '../../../core/ports/look.ts';
import { closeOverdue } from '../../../core/request/close-overdue.ts';
import type { Failure, Request, RequestIn, Undoability } from '../../../core/request/request.ts';
import type { Transition } from '../../../core/request/transition.ts';
import { type ChangePorts, changeRequest } from '../../shared/change-request.ts';
import { log } from '../../shared/telemetry.ts';

export interface Ports extends ChangePorts {
  prepare: PrepareCall;
  look: LookAtTarget;
  /** How what ran is looked at and undone. */
  entryOf: (action: string) => Pick<CatalogEntry, 'look' | 'undo'>;
  /** What of AWS's answer no record may hold. */
  secretsOfResult: (action: string) => Secrets;
  now: () => string;
}

/**
 * Runs what was allowed or approved: checked against what was signed, with credentials that are made for it, once. Called
 * twice, or killed anywhere, it makes the call no second time. Before `running` is written nothing was sent; what is
 * `running` and ends no more is `unknown`, by the sweep.
 */
export async function executeRequest(ports: Ports, order: Order): Promise<Executed> {
  const { requestId, session } = order;
  const request = await ports.requests.get(requestId);
  if (!request) throw new Error(`Request ${requestId} is to be run, and is not in the table.`);
  // Its parameters or its answer are between the agent and AWS: the agent calls for it.
  if (session === undefined && (request.hides || request.answersSecret))
    return { v: 1, state: request.state };
  const by: RunBy =
    session === undefined
      ? { kind: 'system', id: 'workflow' }
      : { kind: 'agent', id: request.agent.id, session };
  const parameters = order.parameters ?? request.parameters;
  const signed = {
    digest: digestOf({ ...request, agent: request.agent.id, parameters }),
    // What is stored of hidden ones is never what was signed.
    presented: order.parameters !== undefined || request.hides === true,
  };

  const may = mayRun(request, signed, by, ports.now());
  if (may.kind !== 'may') {
    if (session === undefined && request.state === 'running') return awaitEnd(ports, request);
    return notRun(ports, request, may);
  }

  const [prepared, look] = await Promise.all([
    ports.prepare(callOf(may.request, parameters)),
    request.looks ? ports.look(requestId) : undefined,
  ]);
  const seen = look?.kind === 'seen' ? seenAt(ports.now(), look.value) : undefined;
  const begun = await changeRequest<Begun>(ports, requestId, (current) => {
    // Its write arrived, and the answer to it did not: no other call has this access key.
    if (prepared.ok && current.state === 'running' && current.accessKeyId === prepared.accessKeyId)
      return { answer: { kind: 'running', request: current, send: prepared.send } };
    const still = mayRun(current, signed, by, ports.now());
    if (still.kind !== 'may') return { answer: { kind: 'not-run', request: current, may: still } };
    const ready = readyToSend(still.request, prepared, look);
    if (!ready.ok) {
      const transition = failUnsent(still.request, ready.failure, by, ports.now());
      return { transition, answer: { kind: 'failed', state: transition.request.state } };
    }
    const { accessKeyId, send } = ready;
    const transition = beginRun(still.request, { accessKeyId, seen }, by, ports.now());
    const running = transition.request as RequestIn<'running'>;
    return { transition, answer: { kind: 'running', request: running, send } };
  });
  if (!begun) throw new Error(`Request ${requestId} was there and is gone.`);
  if (begun.kind === 'failed') return { v: 1, state: begun.state };
  if (begun.kind === 'not-run') return notRun(ports, begun.request, begun.may);

  const sent = await begun.send();
  const awaited = session !== undefined && sent.kind === 'done';
  const state = await finish(ports, begun.request, sent, parameters).catch((error: Error) => {
    // What AWS answered comes once, and no outage of ours may cost it: the sweep ends what stays `running`.
    if (!awaited) throw error;
    log('run-end-not-written', { error });
    return begun.request.state;
  });
  if (state === 'done' && request.looks) await lookAfter(ports, requestId);
  if (!awaited) return { v: 1, state };
  // Any session of the agent may call for the rest: what it did not ask for, such as a setting that holds a secret, is hidden.
  const result = request.answersSecret
    ? sent.result
    : redact(sent.result, ports.secretsOfResult(request.action));
  return { v: 1, state, result };
}

/** The workflow comes again, after a run that it has not heard from: it goes on when that has ended, or its time is over. */
async function awaitEnd(ports: Ports, { id }: RequestIn<'running'>): Promise<Executed> {
  const state = await changeRequest<Request['state']>(ports, id, (current) => {
    const transition = current.state === 'running' ? closeOverdue(current, ports.now()) : undefined;
    return transition ? { transition, answer: transition.request.state } : { answer: current.state };
  });
  if (state === undefined || state === 'running') throw new Error(`Request ${id} is running.`);
  return { v: 1, state };
}

type Ready = Extract<Prepared, { ok: true }> | { ok: false; failure: Failure };

/** The last look before the call. What changes between it and the call is not seen: docs/threat-model.md. */
function readyToSend(request: Usable, prepared: Prepared, look: LookAnswer | undefined): Ready {
  if (!isAsSeen(request.seen, look)) return { ok: false, failure: stale };
  return prepared.ok ? prepared : { ok: false, failure: keptFailure(prepared.code, prepared.detail) };
}

/** Without it the run cannot be undone, and that is all: what could not be seen or written is left out. */
const lookAfter = (ports: Ports, id: string): Promise<void> =>
  seeAfter(ports, id).catch((error: Error) => log('seen-after-not-written', { error }));

async function seeAfter(ports: Ports, id: string): Promise<void> {
  const look = await ports.look(id).catch(() => undefined);
  if (look?.kind !== 'seen') return;
  const seen = seenAt(ports.now(), look.value);
  await changeRequest(ports, id, (current) =>
    current.state === 'done' && !current.seenAfter
      ? {
          transition: noteSeenAfter(
            current,
            seen,
            undoability(ports.entryOf, { ...current, seenAfter: seen }),
          ),
          answer: undefined,
        }
      : { answer: undefined },
  );
}

type Begun =
  | { kind: 'running'; request: RequestIn<'running'>; send: () => Promise<Sent> }
  | { kind: 'failed'; state: Request['state'] }
  | { kind: 'not-run'; request: Request; may: NotRun };
type NotRun = Exclude<MayRun, { kind: 'may' }>;

/** What can never run is written down; the rest is only told. */
async function notRun(ports: Ports, { id, state }: Request, may: NotRun): Promise<Executed> {
  if (may.kind === 'failed') return { v: 1, state: await write(ports, id, may.transition) };
  if (may.kind !== 'lapsed') return { v: 1, state, refused: may.kind };
  const lapsed = may.transition ? await write(ports, id, may.transition) : state;
  return { v: 1, state: lapsed, refused: 'lapsed' };
}

/** Whoever moved it in between was as right: the answer is how it stands then. */
async function write(ports: Ports, id: string, transition: Transition): Promise<Request['state']> {
  if ((await ports.requests.advance(transition)) === 'written') return transition.request.state;
  const request = await ports.requests.get(id);
  if (!request) throw new Error(`Request ${id} was there and is gone.`);
  return request.state;
}

const undoability = (entryOf: Ports['entryOf'], request: Parameters<typeof undoOffer>[1]): Undoability =>
  undoabilityOf(undoOffer(entryOf(request.action), request));

function endedBy(
  { secretsOfResult, entryOf }: Ports,
  sent: Sent,
  request: RequestIn<'running'>,
  parameters: JsonObject,
): Ended {
  const hidden = hiddenTexts(parameters, request.parameters);
  switch (sent.kind) {
    case 'done': {
      const shown = redact(sent.result, secretsOfResult(request.action));
      const result = keptResult(shown, { curated: !request.uncurated, hidden });
      return {
        kind: 'done',
        result,
        awsRequestId: sent.requestId,
        undo: undoability(entryOf, { ...request, result }),
      };
    }
    case 'failed':
      return {
        kind: 'failed',
        sent: true,
        failure: keptFailure(sent.code, sent.message, hidden),
        awsRequestId: sent.requestId,
      };
    case 'not-sent':
      return {
        kind: 'failed',
        sent: false,
        failure: keptFailure(sent.code, sent.detail),
        awsRequestId: undefined,
      };
    case 'unknown':
      return sent;
  }
}

/** A run that was given up meanwhile stays so: people were told, and look at what AWS recorded. */
async function finish(ports: Ports, request: RequestIn<'running'>, sent: Sent, parameters: JsonObject) {
  const { id, accessKeyId } = request;
  const ended = endedBy(ports, sent, request, parameters);
  const state = await changeRequest<Request['state']>(ports, id, (current) => {
    if (current.state !== 'running' || current.accessKeyId !== accessKeyId) return { answer: current.state };
    const transition = endRun(current, ended, ports.now());
    return { transition, answer: transition.request.state };
  });
  if (!state) throw new Error(`Request ${id} was there and is gone.`);
  return state;
}
