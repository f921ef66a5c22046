import type { Door } from '../../core/directory/directory.ts';
import type { CardRef, Messenger } from '../../core/ports/messenger.ts';

export interface ReplyPorts {
  /** Where the click came from. */
  door: Door;
  messengers: readonly Pick<Messenger, 'door' | 'replyPrivately'>[];
}

/** Says something to whoever clicked, and to nobody else. */
export async function replyTo(
  { door, messengers }: ReplyPorts,
  { card, handle }: { card: CardRef; handle: string },
  text: string,
): Promise<void> {
  await messengers.find((one) => one.door === door.name)?.replyPrivately({ card, handle }, text);
}
