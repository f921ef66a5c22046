import { isUsed, noteUnseen, type Witness } from '../../../core/detection/evidence.ts';
import type { StandingStore } from '../../../core/ports/store.ts';
import { type ChangePorts, changeRequest } from '../../shared/change-request.ts';

export interface BookPorts extends ChangePorts {
  standing: StandingStore;
  witness: Witness;
  now: () => string;
  hasTime: () => boolean;
}

/** Runs of which CloudTrail has told nothing within a day: noted on each, and answered by their ids. Each is noted once. */
export async function closeBooks(ports: BookPorts): Promise<string[]> {
  const unseen: string[] = [];
  for await (const id of ports.standing.list('evidence', ports.now())) {
    if (!ports.hasTime()) break;
    const noted = await changeRequest<boolean>(ports, id, (request) => {
      const transition = isUsed(request) ? noteUnseen(request, ports.witness, ports.now()) : undefined;
      return transition ? { transition, answer: true } : { answer: false };
    });
    if (noted) unseen.push(id);
  }
  return unseen;
}
