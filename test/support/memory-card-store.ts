import type { Card, CardStore } from '../../core/ports/store.ts';

export function memoryCardStore(): CardStore {
  const requests = new Map<string, Map<string, Card>>();
  const cardsOf = (requestId: string): Map<string, Card> => {
    const cards = requests.get(requestId) ?? new Map<string, Card>();
    requests.set(requestId, cards);
    return cards;
  };
  const name = ({ door, ref }: Card): string => `card#${door}#${ref}`;

  return {
    list: async (requestId) =>
      [...cardsOf(requestId).values()]
        .sort((a, b) => (name(a) < name(b) ? -1 : 1))
        .map((card) => ({ ...card })),
    async put(requestId, card) {
      cardsOf(requestId).set(name(card), { ...card });
    },
  };
}
