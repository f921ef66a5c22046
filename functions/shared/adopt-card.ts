import type { CardRef } from '../../core/ports/messenger.ts';
import type { CardStore } from '../../core/ports/store.ts';

/** Far more than crashes leave behind: whoever clicks cannot fill the table. */
const mostCards = 10;

/** A card whose posting crashed before it was noted is noted now, so that it is kept current like any other. */
export async function adoptCard(cards: CardStore, id: string, card: CardRef): Promise<void> {
  const known = await cards.list(id);
  if (known.length < mostCards && !known.some(({ door, ref }) => door === card.door && ref === card.ref))
    await cards.put(id, { ...card, tier: 0 });
}
