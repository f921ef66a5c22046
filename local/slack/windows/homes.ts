import type { NewId } from '../block-kit/name-blocks.ts';
import type { Answer } from '../web-api/answer.ts';
import { type Home, readHome } from './view.ts';

export interface PublishedHome {
  id: string;
  home: Home;
}

/** Each member's own page of the app, as it was published last. */
export interface Homes {
  publish(member: string, view: unknown): Answer;
  of(member: string): PublishedHome | undefined;
}

export function createHomes(newId: NewId, onChange: () => void): Homes {
  const published = new Map<string, PublishedHome>();
  return {
    publish: (member, view) => {
      const read = readHome(view, newId);
      if (!read.ok) return read;
      const id = published.get(member)?.id ?? `V${newId()}`;
      published.set(member, { id, home: read.home });
      onChange();
      return { ok: true, view: { id, ...read.home } };
    },
    of: (member) => published.get(member),
  };
}
