import type { Directory, Person } from '../../../core/directory/directory.ts';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import { type Move, reportRun, startRun } from '../../../core/execution/agent-run.ts';
import { beginRun } from '../../../core/execution/countersign-run.ts';
import { digestOf } from '../../../core/lib/digest.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import type { Ruling, Terms } from '../../../core/policy/ruling.ts';
import { closeOverdue } from '../../../core/request/close-overdue.ts';
import { expire, withdraw } from '../../../core/request/close-request.ts';
import type { State } from '../../../core/request/lifecycle.ts';
import { type NewRequest, openRequest } from '../../../core/request/open-request.ts';
import type { Choice, Pending, Request, RequestIn } from '../../../core/request/request.ts';
import type { Transition } from '../../../core/request/transition.ts';
import { castVote } from '../../../core/vote/cast-vote.ts';
import { noon } from './clock.ts';
import { accounts, agentNamed, directory, people } from './directory.ts';
import { allow, refuse, review } from './rulings.ts';

export const requestId = '0123456789abcdef0123456789abcdef';

export const etlCaller = (changes: Partial<AgentCaller> = {}): AgentCaller => ({
  account: accounts.prod,
  role: 'arn:aws:iam::111122223333:role/etl-agent',
  session: 'nightly-run',
  agent: agentNamed('etl'),
  ...changes,
});

const parameters: JsonObject = { DBInstanceIdentifier: 'orders', SkipFinalSnapshot: true };

export function submission(changes: Partial<NewRequest> = {}): NewRequest {
  const caller = changes.caller ?? etlCaller();
  const asked = {
    agent: caller.agent.id,
    action: 'rds:DeleteDBInstance',
    resource: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
    account: caller.account,
    region: 'eu-central-1',
    parameters,
  };
  const stated = { reason: 'The database is replaced.' };
  return {
    id: requestId,
    caller,
    stated,
    digest: digestOf(asked),
    sentence: 'Delete database orders without a final snapshot',
    shown: parameters,
    at: noon,
    facts: {
      ...asked,
      agent: { id: caller.agent.id, role: caller.role, groups: caller.agent.groups },
      environment: 'prod',
      stated,
    },
    ...changes,
  };
}

export const opened = (ruling: Ruling, changes: Partial<NewRequest> = {}): Transition =>
  openRequest(submission(changes), ruling);

export function pending(changes: Partial<Terms> = {}, wished: Partial<NewRequest> = {}): Pending {
  const { request } = opened(review(changes), wished);
  if (request.state !== 'pending') throw new Error('A review opens a pending request.');
  return request;
}

/** A no always has a reason. */
export const ballot = (
  request: Request,
  choice: Choice = 'approve',
  reason: string | undefined = choice === 'deny' ? 'Not today.' : undefined,
) => ({
  choice,
  digest: request.digest,
  ...(reason === undefined ? {} : { reason }),
});

export const cast = (
  request: Request,
  person: Person,
  choice: Choice = 'approve',
  at: string = noon,
  known: Directory = directory(),
) => castVote(request, { via: 'slack', kind: 'person', person }, ballot(request, choice), known, at);

/** The transition of a vote that must count. */
export function counted(
  request: Request,
  person: Person,
  choice: Choice = 'approve',
  at: string = noon,
): Transition {
  const outcome = cast(request, person, choice, at);
  if (outcome.kind !== 'counted') throw new Error(`The vote did not count: ${outcome.why}.`);
  return outcome.transition;
}

/** What a run's ticket hashes to, in every request that was started here. */
export const ticketHash = 'b'.repeat(64);

const moved = (move: Move): Transition => {
  if (!('transition' in move) || !move.transition) throw new Error(`The request did not move: ${move.kind}.`);
  return move.transition;
};
const begun = (request: Request, at: string = noon) =>
  moved(startRun(request, { digest: request.digest, ticketHash }, at));
const ended = (request: Request, status: 'done' | 'failed') =>
  moved(reportRun(request, { status, digest: request.digest, ticketHash }, noon));

function overdue(request: Request, at: string): Transition {
  const transition = closeOverdue(request, at);
  if (!transition) throw new Error('The request is not overdue.');
  return transition;
}

/** As an approved request becomes when Countersign runs it. */
export const running = (request: Request = approvedToRun()): RequestIn<'running'> => {
  if (request.state !== 'approved' && request.state !== 'allowed') throw new Error('It was not let through.');
  const { request: begun } = beginRun(
    request,
    { accessKeyId: 'ASIAEXAMPLEEXAMPLE00', seen: undefined },
    { kind: 'system', id: 'workflow' },
    noon,
  );
  if (begun.state !== 'running') throw new Error('A run that begins is running.');
  return begun;
};

/** Approved, and Countersign is to run it. */
export const approvedToRun = (wished: Partial<NewRequest> = {}) =>
  counted(pending({ run: 'countersign' }, wished), people.securityOne).request;

const approved = () => counted(pending(), people.securityOne).request;
const started = () => begun(approved()).request;

const ways: Record<State, () => Request> = {
  allowed: () => opened(allow).request,
  refused: () => opened(refuse).request,
  pending: () => pending(),
  approved,
  denied: () => counted(pending(), people.securityOne, 'deny').request,
  expired: () => expire(pending(), noon).request,
  withdrawn: () => withdraw(pending(), noon).request,
  running,
  started,
  lapsed: () => begun(approved(), '2026-01-05T13:00:00.000Z').request,
  done: () => ended(started(), 'done').request,
  failed: () => ended(started(), 'failed').request,
  unknown: () => overdue(started(), '2026-01-06T00:00:00.000Z').request,
};

/** A request that went the real way into a state. */
export const requestIn = <S extends State>(state: S): RequestIn<S> => ways[state]() as RequestIn<S>;

export const states = Object.keys(ways) as State[];
