import { existsSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Page } from '../../local/page/start-page.ts';
import type { Click } from '../../local/slack/clicks.ts';
import { brokenRules } from './broken-rules.ts';
import { startCardPage } from './card-page.ts';
import { pictureOptions, picturePaths } from './card-pictures.ts';
import { cardStories } from './card-stories.ts';
import { launchBrowser, type OpenPage, openPage } from './open-page.ts';

const clicks: Click[] = [];
let browser: Browser;
let page: Page;
let opened: OpenPage;

beforeAll(async () => {
  [browser, page] = await Promise.all([
    launchBrowser(),
    startCardPage(cardStories, (click) => clicks.push(click)),
  ]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), page?.close()]);
});
beforeEach(async () => {
  opened = await openPage(browser, page.url, pictureOptions);
});
afterEach(async () => {
  await opened?.close();
  expect(opened?.complaints).toEqual([]);
});

const card = (name: string) => opened.page.getByRole('article', { name, exact: true });

describe('a card', () => {
  test.each(cardStories)(
    'says what it is, and has the buttons of its state: $name',
    async ({ name, says, buttons }) => {
      await card(name).filter({ hasText: says }).waitFor();
      expect(await card(name).getByRole('button').allInnerTexts()).toEqual(buttons);
    },
  );

  test.each(cardStories)('stands in docs/images as it is: $name', async ({ name }) => {
    const { picture, structure } = picturePaths(name);
    await card(name).waitFor();
    const drawn = await card(name).ariaSnapshot();
    expect(existsSync(picture), `${picture} is missing: npm run pictures`).toBe(true);
    expect(drawn, `${picture} shows another card: npm run pictures`).toBe(
      readFileSync(structure, 'utf8').trimEnd(),
    );
  });

  test('is readable by everyone, and no line of it is cut off', async () => {
    await card('unknown').waitFor();
    expect(await brokenRules(opened.page)).toEqual([]);
    const wider = await opened.page
      .getByRole('article')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).length);
    expect(wider).toBe(0);
  });

  test('asks before an undo is asked for, and leaves it where the person does', async () => {
    await card('done, undo offered').getByRole('button', { name: 'Undo', exact: true }).click();
    const dialog = opened.page.getByRole('dialog');
    await dialog.filter({ hasText: 'It is a request of its own, and you cannot sign it.' }).waitFor();
    await dialog.getByRole('button', { name: 'Leave it', exact: true }).click();
    expect(clicks).toEqual([]);
    await card('credentials given').getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect
      .poll(() => clicks.map(({ actionId, blockId }) => [actionId, blockId]))
      .toEqual([['revoke', 'grant']]);
  });
});
