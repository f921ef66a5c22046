import type { Telling } from '../request/deadlines.ts';
import type { Happening } from '../request/happenings.ts';
import type { Pending, Request } from '../request/request.ts';

/** Where a card is: the door that posted it, and that door's own reference to it. */
export interface CardRef {
  door: string;
  ref: string;
}

/**
 * How people are reached in one room. A method that cannot do its work now MUST reject with `MessengerUnavailable`:
 * callers try again later. It MUST NOT decide anything about the request.
 */
export interface Messenger {
  /** The door's name, as it stands in every `CardRef` that it makes. */
  door: string;
  /**
   * Shows the request where its approvers look, with nothing to press: whoever posts it notes where it is, and only then has `update`
   * give it its buttons. A card that nobody has noted would never change again.
   */
  post(request: Request): Promise<CardRef>;
  /** Makes a posted card show the request as it stands. A card that people deleted stays deleted. */
  update(card: CardRef, request: Request): Promise<void>;
  /** Tells beside the card what a later tier brings. It MUST NOT ring for anybody who was rung for before: `card.tier` is the last that was told. */
  notify(card: CardRef & { tier: number }, request: Pending, telling: Telling): Promise<void>;
  /** Says in the card's thread what has happened, in this order. Of a card that people deleted nothing is said. */
  tell(card: CardRef, request: Request, happenings: readonly Happening[]): Promise<void>;
  /** Says something to one person only, beside the card. */
  replyPrivately(to: { card: CardRef; handle: string }, text: string): Promise<void>;
}

/**
 * A room did not do what was asked: down, too slow, limiting the rate, or refusing. The workflow knows this name.
 * What a vendor's client threw MUST NOT be its cause: logs print causes, and those hold all that was answered.
 */
export class MessengerUnavailable extends Error {
  override readonly name = 'MessengerUnavailable';
  readonly door: string;
  /** It is well, and takes the same a little later. */
  readonly isBusy: boolean;

  constructor(door: string, message: string, { isBusy = false } = {}) {
    super(message);
    this.door = door;
    this.isBusy = isBusy;
  }
}
