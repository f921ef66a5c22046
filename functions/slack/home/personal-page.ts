import type { Part } from '../../../core/ports/personal-room.ts';
import type { Viewer } from '../../shared/find-viewer.ts';
import { type FindPorts, standingOf, votedBy, waitingFor } from './find-requests.ts';

/** A person's own page, and what each command tells of it. */
export const personalPage = (ports: FindPorts, viewer: Viewer): Promise<Part[]> =>
  Promise.all([waitingPart(ports, viewer), votedPart(ports, viewer), ownedPart(ports, viewer)]);

export const waitingPart = async (ports: FindPorts, viewer: Viewer): Promise<Part> => ({
  kind: 'list',
  title: 'Waits for you',
  none: 'Nothing waits for you.',
  list: await waitingFor(ports, viewer),
});

export const votedPart = async (ports: FindPorts, viewer: Viewer): Promise<Part> => ({
  kind: 'list',
  title: 'Decided by you lately',
  none: 'You have decided nothing in the last 90 days.',
  list: await votedBy(ports, viewer),
  voter: viewer.person.id,
});

export const ownedPart = async (ports: FindPorts, viewer: Viewer): Promise<Part> => ({
  kind: 'list',
  title: 'Asked by agents that you answer for',
  none: 'No agent that you answer for waits for people.',
  list: await standingOf(ports, viewer),
});
