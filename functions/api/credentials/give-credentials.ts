import { callOf } from '../../../core/execution/call-of.ts';
import { failUnsent, type MayRun, type Usable } from '../../../core/execution/countersign-run.ts';
import { beginGrant, type GrantedTo, mayGrant } from '../../../core/execution/grant-credentials.ts';
import { keptFailure } from '../../../core/execution/kept-failure.ts';
import { isAsSeen, stale } from '../../../core/execution/seen.ts';
import { digestOf } from '../../../core/lib/digest.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import type { GrantCredentials, GrantedCredentials } from '../../../core/ports/grants.ts';
import type { LookAnswer, LookAtTarget } from '../../../core/ports/look.ts';
import type { Failure, Request } from '../../../core/request/request.ts';
import { requestView } from '../../../core/request/request-view.ts';
import { type Change, type ChangePorts, changeRequest } from '../../shared/change-request.ts';
import { notUsable } from '../../shared/http/not-usable.ts';
import { noSuchRequest } from '../../shared/http/own-request.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Granted } from './contract.ts';

export interface Ports extends ChangePorts {
  grant: GrantCredentials;
  look: LookAtTarget;
  now: () => string;
}

interface Asks {
  session: string;
  /** As the agent presents them again, where they are not stored. */
  parameters: JsonObject | undefined;
}

type Made = Awaited<ReturnType<GrantCredentials>>;

/**
 * Makes credentials, writes that they are given, and only then answers with them. Those whose write loses are answered to nobody, and
 * end by themselves. Killed in between, or lost on the way, they are lost: the request is `started`, and gives no others.
 */
export async function giveCredentials(
  ports: Ports,
  request: Request,
  { session, parameters }: Asks,
): Promise<Granted | Problem> {
  const to: GrantedTo = { kind: 'agent', id: request.agent.id, session };
  const whole = parameters ?? request.parameters;
  const signed = {
    digest: digestOf({ ...request, agent: request.agent.id, parameters: whole }),
    presented: parameters !== undefined,
  };

  const first = mayGrant(request, signed, to, ports.now());
  const [made, look] = first.kind === 'may' ? await makeReady(ports, first.request, whole) : [];
  const given = await changeRequest<Granted | Problem>(ports, request.id, (current) => {
    // Its write arrived, and the answer to it did not: no other credentials have this access key.
    if (made?.ok && current.state === 'started' && current.accessKeyId === made.credentials.accessKeyId)
      return { answer: granted(current, made.credentials) };
    const at = ports.now();
    const still = mayGrant(current, signed, to, at);
    if (still.kind !== 'may') return refused(current, still);
    if (!made) return { answer: notUsable['not-approved'](request) };
    const ready = readyToGive(still.request, made, look);
    if (!ready.ok) {
      const transition = failUnsent(still.request, ready.failure, to, at);
      return { transition, answer: didNotRun(transition.request, ready.failure) };
    }
    const transition = beginGrant(still.request, ready.credentials.accessKeyId, to, at);
    return { transition, answer: granted(transition.request, ready.credentials) };
  });
  return given ?? noSuchRequest;
}

const makeReady = (
  ports: Ports,
  request: Usable,
  parameters: JsonObject,
): Promise<[Made, LookAnswer | undefined]> =>
  Promise.all([ports.grant(callOf(request, parameters)), request.looks ? ports.look(request.id) : undefined]);

type Ready = { ok: true; credentials: GrantedCredentials } | { ok: false; failure: Failure };

function readyToGive(request: Usable, made: Made, look: LookAnswer | undefined): Ready {
  if (!isAsSeen(request.seen, look)) return { ok: false, failure: stale };
  return made.ok ? made : { ok: false, failure: keptFailure(made.code, made.detail) };
}

const granted = (request: Request, credentials: GrantedCredentials): Granted => ({
  ...requestView(request),
  credentials,
});

/** What can never be used is written down; the rest is only told. */
function refused(request: Request, may: Exclude<MayRun, { kind: 'may' }>): Change<Problem> {
  if (may.kind === 'failed') {
    const { transition } = may;
    const { failure } = requestView(transition.request);
    return { transition, answer: didNotRun(transition.request, failure) };
  }
  return {
    ...(may.kind === 'lapsed' && may.transition && { transition: may.transition }),
    answer: notUsable[may.kind](request),
  };
}

const didNotRun = ({ id, state }: Request, failure: Failure | undefined): Problem => ({
  slug: 'run-failed',
  detail:
    failure === undefined
      ? 'No credentials were given.'
      : `No credentials were given: ${failure.code}: ${failure.message}`,
  more: { id, state },
});
