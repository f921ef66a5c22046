import { type Door, personById } from '../../../core/directory/directory.ts';
import { seenAt } from '../../../core/execution/seen.ts';
import { isAsLeft, undoOffer } from '../../../core/execution/undo.ts';
import type { LookAtTarget } from '../../../core/ports/look.ts';
import type { UndoOrder } from '../../../core/ports/undo.ts';
import type { RequestIn } from '../../../core/request/request.ts';
import { noLongerKnown } from '../../shared/no-longer-known.ts';
import {
  type AskedFor,
  askForUndo,
  type CannotAsk,
  type UndoDeployment,
  type UndoPorts,
} from '../../shared/undo/ask-for-undo.ts';

export interface Ports extends UndoPorts {
  /** Where the button was pressed. */
  door: Door;
  look: LookAtTarget;
}

export type Deployment = UndoDeployment;

export type UndoOutcome =
  | Exclude<AskedFor, { kind: 'not-asked' }>
  | { kind: 'not-asked'; code: NotAsked; detail: string };

export type NotAsked =
  | CannotAsk
  | 'no-such-request'
  | 'unknown-person'
  | 'not-done'
  | 'not-offered'
  | 'not-looked'
  | 'changed-since';

/**
 * A person wants taken back what a request has done. The undo is a request of its own: by the policies of the agent that
 * asked for the first, with votes of its own, and never with that of whoever pressed. One undo stands at a time: called twice it
 * makes one request, and another only when that one came to nothing.
 */
export async function undoRequest(
  deployment: Deployment,
  ports: Ports,
  { requestId, digest, person: id }: UndoOrder,
): Promise<UndoOutcome> {
  const person = personById(ports.directory, id);
  if (!person) return not('unknown-person', noLongerKnown);
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

  const { agent, account, region, resource, id: undone } = done;
  return askForUndo(deployment, ports, {
    agent,
    account,
    region,
    resource,
    undoing: offer,
    reason: `Undo of request ${undone}.`,
    undo: { asker: person.id, via: ports.door.name, undoes: undone },
  });
}

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

const not = (code: NotAsked, detail: string): UndoOutcome => ({ kind: 'not-asked', code, detail });
