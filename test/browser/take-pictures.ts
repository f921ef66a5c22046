import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { startCardPage } from './card-page.ts';
import { pictureOptions, picturePaths } from './card-pictures.ts';
import { cardStories } from './card-stories.ts';
import { launchBrowser, openPage } from './open-page.ts';

/** `npm run pictures` takes a picture of each state of a card, and writes docs/cards.md, which shows them. */
rmSync('docs/images', { recursive: true, force: true });
mkdirSync('docs/images');
const [browser, page] = await Promise.all([launchBrowser(), startCardPage(cardStories)]);
const opened = await openPage(browser, page.url, pictureOptions);
for (const { name } of cardStories) {
  const { picture, structure } = picturePaths(name);
  const card = opened.page.getByRole('article', { name, exact: true });
  await card.scrollIntoViewIfNeeded();
  await card.screenshot({ path: picture });
  writeFileSync(structure, `${await card.ariaSnapshot()}\n`);
}
await opened.close();
await Promise.all([browser.close(), page.close()]);

const shown = cardStories.map(({ name }) => {
  const title = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return `## ${title}\n\n![The card: ${name}](${picturePaths(name).picture.replace('docs/', '')})\n`;
});
writeFileSync(
  'docs/cards.md',
  `# Cards\n\nEach state that a card in Slack can be in, as the local Slack draws it. \`npm run pictures\` takes them anew, and a test holds each to the card as it is.\n\n${shown.join('\n')}`,
);
