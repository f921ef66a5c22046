import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';

/** Where the picture of a card is, and beside it its structure, as a screen reader has it: pixels differ from machine to machine. */
export function picturePaths(name: string): { picture: string; structure: string } {
  const file = `card-${name.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}`;
  return { picture: join('docs/images', `${file}.png`), structure: join('docs/images', `${file}.yml`) };
}

/** High enough for every card, and of one place: a card says when something was, or will be, in the reader's own zone. */
export const pictureOptions: BrowserContextOptions = {
  viewport: { width: 1280, height: 2_400 },
  timezoneId: 'UTC',
  locale: 'en-GB',
};
