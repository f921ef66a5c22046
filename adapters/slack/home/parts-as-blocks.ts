import type { KnownBlock } from '@slack/web-api';
import type { FoundList, Part } from '../../../core/ports/personal-room.ts';
import { line, plain, richText } from '../rich-text.ts';
import { alone, inList } from './found-request.ts';

/** Some 13,000 characters of blocks are too many for a message, counted as JSON; the lists share what all else leaves of it. */
const mostInAnswer = 12_000;
const aroundLists = 1_500;
/** Slack takes 250 kB of a page, and a hundred blocks: three lists of ten, two blocks each, are 66 with what stands around them. */
const mostInPage = 200_000;

export const blocksOfPage = (parts: readonly Part[]): KnownBlock[] => blocksOf(parts, mostInPage);
export const blocksOfAnswer = (parts: readonly Part[]): KnownBlock[] => blocksOf(parts, mostInAnswer);

function blocksOf(parts: readonly Part[], most: number): KnownBlock[] {
  const lists = parts.filter(({ kind }) => kind === 'list').length;
  const room = (most - aroundLists) / Math.max(1, lists);
  return parts.flatMap((part) => draw(part, room));
}

function draw(part: Part, room: number): KnownBlock[] {
  switch (part.kind) {
    case 'text':
      return [richText(part.text.split('\n').map((text) => line([plain(`${text}\n`)])))];
    case 'request':
      return alone(part.found);
    case 'list':
      return [header(part.title), ...listed(part, room)];
  }
}

/** A notification, and what a screen reader says first. */
export const textOf = (parts: readonly Part[]): string => parts.map(say).join('. ');

function say(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text.split('\n')[0] ?? '';
    case 'request':
      return `Request ${part.found.request.id}`;
    case 'list':
      return `${part.title}: ${sayCount(part.list)}`;
  }
}

const header = (text: string): KnownBlock => ({
  type: 'header',
  text: { type: 'plain_text', text, emoji: false },
});

function listed({ list, none, voter }: Extract<Part, { kind: 'list' }>, room: number): KnownBlock[] {
  const { items } = list;
  const untold = list.untold ? [richText([line([plain(notTold)])])] : [];
  if (items.length === 0) return untold.length > 0 ? untold : [richText([line([plain(none)])])];
  const drawn = items.map((item) => inList(item, voter));
  const fits = drawn.filter((_, at) => JSON.stringify(drawn.slice(0, at + 1)).length <= room);
  const left = list.left + items.length - fits.length;
  return [
    ...fits.flat(),
    ...(left > 0 || list.more ? [richText([line([plain(sayLeft(left, list.more))])])] : []),
    ...untold,
  ];
}

const notTold =
  'Slack does not say at this moment who is in its user groups: what only those are asked is left out here. Look again in a minute.';

const sayLeft = (left: number, more: boolean): string =>
  more ? `… and more than ${left} others` : `… and ${left} more`;

function sayCount({ items, left, more }: FoundList): string {
  const count = items.length + left;
  return more ? `more than ${count}` : String(count);
}
