import { MessengerUnavailable } from '../../core/ports/messenger.ts';

/** Does it in one room after the other. A room that fails keeps none of the others from it; its failure is told last. */
export async function inEveryRoom<T>(rooms: readonly T[], act: (room: T) => Promise<void>): Promise<void> {
  let failure: MessengerUnavailable | undefined;
  for (const room of rooms) {
    try {
      await act(room);
    } catch (error) {
      if (!(error instanceof MessengerUnavailable)) throw error;
      failure ??= error;
    }
  }
  if (failure) throw failure;
}
