import { mkdirSync } from 'node:fs';
import synthesizeOnce from '../support/synthesize-once.ts';
import { launchBrowser, openPage } from './open-page.ts';
import { startPageUnderTest } from './page-under-test.ts';
import { visitor } from './visitor.ts';

/** `node test/browser/picture.ts` takes the README's picture: the real page, in the middle of a story. */
await synthesizeOnce();
const [browser, underTest] = await Promise.all([launchBrowser(), startPageUnderTest()]);
const { page } = await openPage(browser, underTest.url);
const me = visitor(() => page);
const request = 'AdministratorAccess';

for (const example of [/allowed/, /refused/, 'Copy a database', 'Make a role an administrator']) {
  const before = await page.locator('details.request').count();
  await me.choose(example);
  await me.submit();
  await page.locator('details.request').nth(before).waitFor();
}
await me.be('Security One');
await me.press(request, 'Approve');
await me.sees(me.card(request), /1 of 2 approvals/);
await me.be('ETL Owner');
await me.press(request, 'Approve');
await me.sees(me.whisper, /nobody signs for themselves/);
await me.sees(me.record(request, 'ETL Owner').locator('summary'), /sealed$/);

await page.getByRole('button', { name: 'Make a role an administrator' }).scrollIntoViewIfNeeded();
mkdirSync('docs', { recursive: true });
await page.screenshot({ path: 'docs/page.png' });
await browser.close();
await underTest.close();
