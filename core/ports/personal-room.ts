import type { Request } from '../request/request.ts';
import type { CardRef } from './messenger.ts';

/** A request as one person finds it, with the card where it is decided, once that is posted. */
export interface FoundRequest {
  request: Request;
  card?: CardRef;
  /** This person's no would count now. */
  mayDeny?: true;
}

/** More than this is no list that somebody reads. */
export const mostListed = 10;

export interface FoundList {
  /** At most `mostListed`. */
  items: readonly FoundRequest[];
  /** So many others there are. */
  left: number;
  /** And there are some beyond them, which were not read. */
  more: boolean;
  /** The room did not say who is in a group that it keeps: what only that asks is left out. */
  untold?: true;
}

/** What one person is shown, and nobody else. Whoever makes it MUST have held each request against who may see it. */
export type Part =
  | { kind: 'text'; text: string }
  /** `voter`: whose own votes the list is about. */
  | { kind: 'list'; title: string; none: string; list: FoundList; voter?: string }
  | { kind: 'request'; found: FoundRequest };

/** How one person is answered in a room. A list that has no room for all of it MUST say how many it leaves out. */
export interface PersonalRoom {
  door: string;
  /** The person's own page. Rejects with `MessengerUnavailable` where the room does not take it now. */
  publish(handle: string, parts: readonly Part[]): Promise<void>;
  /** The body of the answer to a command, for whoever gave it alone. */
  answer(parts: readonly Part[]): object;
}
