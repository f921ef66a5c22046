import { homeOver, type PublishView } from '../../adapters/slack/home/slack-home.ts';
import { MessengerUnavailable } from '../../core/ports/messenger.ts';
import type { PersonalRoom } from '../../core/ports/personal-room.ts';

type View = Parameters<PublishView>[1];

/** Pages that nobody draws: the last of each person, by their handle. */
export interface MemoryHome extends PersonalRoom {
  pages: Map<string, View>;
  /** From now on no page is taken, until told otherwise. */
  down: boolean;
}

export function memoryHome(): MemoryHome {
  const pages = new Map<string, View>();
  const home: MemoryHome = {
    pages,
    down: false,
    ...homeOver(async (handle, view) => {
      if (home.down) throw new MessengerUnavailable('slack', 'slack could not be reached');
      pages.set(handle, view);
    }),
  };
  return home;
}
