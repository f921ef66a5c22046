import type { OpenCatalog } from '../../../catalog/catalog-on-demand.ts';
import { agentByRole, type Directory, type Door, personByHandle } from '../../../core/directory/directory.ts';
import type { AgentCaller } from '../../../core/directory/identity.ts';
import { seenAt } from '../../../core/execution/seen.ts';
import { isAsLeft, type Undoing, undoOffer } from '../../../core/execution/undo.ts';
import { parseArn, partitionOf } from '../../../core/lib/arn.ts';
import { runOf } from '../../../core/policy/ruling.ts';
import type { ExecuteNow } from '../../../core/ports/execute.ts';
import type { LookAtTarget } from '../../../core/ports/look.ts';
import type { UndoOrder } from '../../../core/ports/undo.ts';
import type { Submission } from '../../../core/request/open-request.ts';
import type { Request, RequestIn } from '../../../core/request/request.ts';
import { readSubmission, type SubmitContext } from '../../shared/submit/read-submission.ts';
import type { Ports as SubmitPorts } from '../../shared/submit/submit-request.ts';
import { submitUndo, type UndoSubmission } from './submit-undo.ts';

export interface Ports extends SubmitPorts {
  directory: Directory;
  /** Where the button was pressed. */
  door: Door;
  look: LookAtTarget;
  execute: ExecuteNow;
}

export interface Deployment extends Omit<SubmitContext, 'catalog'> {
  openCatalog: OpenCatalog;
}

export type UndoOutcome =
  /** The request that undoes it, as it stands. */
  | { kind: 'asked'; request: Request }
  /** The agent asks for the same by itself: people decide on that. */
  | { kind: 'asked-by-agent'; request: Request }
  | { kind: 'not-asked'; code: NotAsked; detail: string };

export type NotAsked =
  | 'no-such-request'
  | 'unknown-person'
  | 'not-done'
  | 'not-offered'
  | 'not-looked'
  | 'changed-since'
  | 'unknown-agent'
  | 'unusable'
  | 'not-run-by-countersign'
  | 'too-many';

/** For one call where policy asks nobody; a longer one goes on, and its outcome stands in the records. */
const waitMs = 60_000;

/**
 * A person wants taken back what a request has done. The undo is a request of its own: by the policies of the agent that
 * asked for the first, with votes of its own, and never with that of whoever pressed. One undo stands at a time: called twice it
 * makes one request, and another only when that one came to nothing.
 */
export async function undoRequest(
  deployment: Deployment,
  ports: Ports,
  { requestId, digest, handle }: UndoOrder,
): Promise<UndoOutcome> {
  const person = personByHandle(ports.directory, ports.door.name, handle);
  if (!person) return not('unknown-person', `${unknownPerson} your ${ports.door.title} id ${handle}.`);
  const done = await ports.requests.get(requestId);
  if (done?.digest !== digest) return not('no-such-request', 'This request is not known here.');
  if (done.state !== 'done')
    return not('not-done', `This request is ${done.state}: nothing is to be undone.`);

  const catalog = await deployment.openCatalog(done.action);
  const offer = undoOffer(catalog.find(done.action) ?? {}, done);
  if (offer.kind === 'nothing-to-undo')
    return not('not-offered', 'There is nothing to undo: it changed nothing.');
  if (offer.kind === 'not-offered') return not('not-offered', offer.detail);
  const moved = await whyMoved(ports, done);
  if (moved) return moved;

  const caller = callerOf(ports.directory, done);
  if (!caller)
    return not('unknown-agent', `The directory has no agent ${done.agent.id} with its role any more.`);
  const read = await readUndo(deployment, caller, done, offer);
  if (!read.ok) return not('unusable', `The undo cannot be asked for: ${read.problem.detail}`);
  const undo = { asker: person.id, via: ports.door.name, undoes: done.id };
  return submit(ports, { ...read.submission, undo });
}

const unknownPerson =
  'You are not in the directory of people, and only they can ask for an undo. Ask an administrator to add';

/** What somebody did since would be undone with it. */
async function whyMoved(ports: Ports, done: RequestIn<'done'>): Promise<UndoOutcome | undefined> {
  if (!done.looks) return undefined;
  const answer = await ports.look(done.id);
  if (answer.kind === 'not-seen')
    return not('not-looked', `What it changed cannot be looked at now: ${answer.code}.`);
  return isAsLeft(done, seenAt(ports.now(), answer.value))
    ? undefined
    : not('changed-since', 'What it changed was changed again since, and that would be undone with it.');
}

/** Of the agent as the directory has it now. Its session is the one that asked, and the person behind it cannot sign. */
function callerOf(directory: Directory, { agent: { id, role, session } }: Request): AgentCaller | undefined {
  const agent = agentByRole(directory, role);
  const account = parseArn(role)?.account;
  return agent?.id === id && account ? { agent, account, role, session } : undefined;
}

async function readUndo(
  { openCatalog, ...context }: Deployment,
  caller: AgentCaller,
  { id, account, region, resource }: Request,
  { action, parameters }: Undoing,
) {
  const catalog = await openCatalog(action);
  const place = { partition: partitionOf(resource), account, region };
  return readSubmission({ ...context, catalog }, caller, {
    action,
    resource: catalog.find(action)?.arn(parameters, place) ?? resource,
    parameters,
    reason: `Undo of request ${id}.`,
  });
}

async function submit(ports: Ports, submission: UndoSubmission): Promise<UndoOutcome> {
  const ruling = ports.ruleOn(submission.facts);
  // No session of the agent waits for it.
  if (ruling.decision !== 'refuse' && (runOf(ruling) !== 'countersign' || waitsForAgent(submission)))
    return not('not-run-by-countersign', 'Only its agent could run the undo: have the agent ask for it.');
  const submitted = await submitUndo(ports, submission, ruling);
  switch (submitted.kind) {
    case 'request':
      return submitted.request.undoes === submission.undo.undoes
        ? { kind: 'asked', request: await runIfAllowed(ports, submitted.request) }
        : { kind: 'asked-by-agent', request: submitted.request };
    case 'asked-too-often':
      return not('too-many', 'Its undo was asked for too often, and came to nothing each time.');
    case 'cannot-run':
      return not('unusable', submitted.detail);
    case 'key-reused':
      return not('unusable', `Request ${submitted.requestId} was made to undo it, with other parameters.`);
    default:
      return not('too-many', 'Its agent has asked for too much at this time. Try again in a minute.');
  }
}

const waitsForAgent = ({ hides, answersSecret }: Submission): boolean =>
  hides === true || answersSecret === true;

/** Nobody calls for it at `/run`, as an agent does. */
async function runIfAllowed(ports: Ports, request: Request): Promise<Request> {
  if (request.state !== 'allowed') return request;
  await ports.execute({ v: 1, requestId: request.id }, waitMs);
  return (await ports.requests.get(request.id)) ?? request;
}

const not = (code: NotAsked, detail: string): UndoOutcome => ({ kind: 'not-asked', code, detail });
