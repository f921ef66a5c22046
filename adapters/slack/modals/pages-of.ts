import { cut } from '../in-thread.ts';

export interface Section {
  title: string;
  text: string;
}

/**
 * Slack documents no limit of a window's characters, and one of a message that it does not document is about 13,000 as JSON,
 * where a quote is two: a page keeps below it even if every character is one.
 */
const mostInPage = 5_000;
const mostInBlock = 2_500;

/** Every character of the sections, in pages that Slack takes. */
export function pagesOf(sections: readonly Section[]): Section[][] {
  const pieces = sections.flatMap(({ title, text }) =>
    cut(text, mostInBlock).map((piece, index) => ({
      title: index === 0 ? title : `${title}, continued`,
      text: piece,
    })),
  );
  const pages: Section[][] = [[]];
  let room = mostInPage;
  for (const piece of pieces) {
    if (piece.text.length > room) {
      pages.push([]);
      room = mostInPage;
    }
    pages.at(-1)?.push(piece);
    room -= piece.text.length;
  }
  return pages;
}
