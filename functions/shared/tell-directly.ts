import { type Directory, handleOf, type Person } from '../../core/directory/directory.ts';
import type { DirectMessageStore, DirectMessenger } from '../../core/ports/direct-messenger.ts';
import type { CardStore } from '../../core/ports/store.ts';
import type { Request } from '../../core/request/request.ts';
import { toldDirectly } from '../../core/vote/told-directly.ts';
import { personNotTold } from './person-not-told.ts';

export interface DirectPorts {
  cards: Pick<CardStore, 'list'>;
  directMessages: DirectMessageStore;
  directMessengers: readonly DirectMessenger[];
  directory: Directory;
}

/**
 * Whoever wants a message of their own gets one, once. The card asks; this only leads to it, so a message that does not arrive
 * is counted and holds up nobody.
 */
export async function tellDirectly(
  ports: DirectPorts,
  request: Request,
  groups: readonly string[],
): Promise<void> {
  const people = toldDirectly(request, groups, ports.directory);
  if (people.length === 0) return;
  const [told, cards] = await Promise.all([
    ports.directMessages.list(request.id),
    ports.cards.list(request.id),
  ]);
  const tell = async (messenger: DirectMessenger, person: Person): Promise<void> => {
    const handle = handleOf(person, messenger.door);
    const card = cards.find(({ door }) => door === messenger.door);
    const before = told.some((one) => one.person === person.id && one.door === messenger.door);
    if (handle === undefined || !card || before) return;
    const message = await messenger.tell(handle, request, card);
    await ports.directMessages.put(request.id, { ...message, person: person.id });
  };
  await Promise.all(
    ports.directMessengers.flatMap((messenger) =>
      people.map((person) => tell(messenger, person).catch(personNotTold)),
    ),
  );
}

/** What was said to people alone says now what became of the request. Repeatable. */
export async function quietDirectly(
  { directMessages, directMessengers }: Pick<DirectPorts, 'directMessages' | 'directMessengers'>,
  request: Request,
): Promise<void> {
  const messages = await directMessages.list(request.id);
  await Promise.all(
    messages.map((message) =>
      directMessengers
        .find(({ door }) => door === message.door)
        ?.quiet(message, request)
        .catch(personNotTold),
    ),
  );
}
