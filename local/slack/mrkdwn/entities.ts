const characters = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
]);

/** The three entities that Slack knows, each read once: `&amp;lt;` is the text `&lt;`. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/g, (entity) => characters.get(entity) ?? entity);
