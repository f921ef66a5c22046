import {
  isUsed,
  noteContradicted,
  noteUnseen,
  type Used,
  type Witness,
} from '../../../core/detection/evidence.ts';
import type { StandingStore } from '../../../core/ports/store.ts';
import { type ChangePorts, changeRequest } from '../../shared/change-request.ts';

export interface BookPorts extends ChangePorts {
  standing: StandingStore;
  witness: Witness;
  now: () => string;
  hasTime: () => boolean;
  /** An incident, once. MUST be opened before the request says that it drifted: whoever dies in between comes again. */
  openContradicted: (request: Used) => Promise<void>;
}

/**
 * Runs of which CloudTrail has told nothing within a day: noted on each, and answered by their ids. Each is noted once. Those that did
 * not end as CloudTrail had told of them before are incidents.
 */
export async function closeBooks(ports: BookPorts): Promise<string[]> {
  const unseen: string[] = [];
  for await (const id of ports.standing.list('evidence', ports.now())) {
    if (!ports.hasTime()) break;
    if ((await close(ports, id)) === 'unseen') unseen.push(id);
  }
  return unseen;
}

async function close(ports: BookPorts, id: string): Promise<'unseen' | undefined> {
  const { witness, now } = ports;
  const request = await ports.requests.get(id);
  if (request && isUsed(request) && noteContradicted(request, witness, now()))
    await ports.openContradicted(request);
  return changeRequest<'unseen' | undefined>(ports, id, (current) => {
    if (!isUsed(current)) return { answer: undefined };
    const contradicted = noteContradicted(current, witness, now());
    if (contradicted) return { transition: contradicted, answer: undefined };
    const unseen = noteUnseen(current, witness, now());
    return unseen ? { transition: unseen, answer: 'unseen' } : { answer: undefined };
  });
}
