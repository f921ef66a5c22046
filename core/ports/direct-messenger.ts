import type { Request } from '../request/request.ts';
import type { CardRef } from './messenger.ts';

/** A message to one person about one request, by the door that sent it and that door's own reference to it. */
export interface DirectMessage extends CardRef {
  /** A person's id. */
  person: string;
}

/**
 * How one person is told and nobody else. It MUST carry nothing that decides: a card shows all that is signed, and this does not.
 * Both reject with `MessengerUnavailable` where the room does not do it now.
 */
export interface DirectMessenger {
  door: string;
  /** Says that a request waits, and leads to its card. */
  tell(handle: string, request: Request, card: CardRef): Promise<CardRef>;
  /** Says what became of it. A message that people took away stays away. */
  quiet(message: CardRef, request: Request): Promise<void>;
}

/** Who was told in a message of their own, so that nobody is told twice and each message is brought to its end. */
export interface DirectMessageStore {
  list(requestId: string): Promise<DirectMessage[]>;
  put(requestId: string, message: DirectMessage): Promise<void>;
}
