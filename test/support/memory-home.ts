import { homeOver, type PublishView } from '../../adapters/slack/home/slack-home.ts';
import type { PersonalRoom } from '../../core/ports/personal-room.ts';

type View = Parameters<PublishView>[1];

/** Pages that nobody draws: the last of each person, by their handle. */
export function memoryHome(): PersonalRoom & { pages: Map<string, View> } {
  const pages = new Map<string, View>();
  return { pages, ...homeOver(async (handle, view) => void pages.set(handle, view)) };
}
