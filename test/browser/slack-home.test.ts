import { describe, expect, test } from 'vitest';
import { brokenRules } from './broken-rules.ts';
import { pageForAll } from './page-for-all.ts';

const { deployment, visitEach } = pageForAll();

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe.each([
  ['on a wide screen', {}],
  ['on a phone, in the dark', { ...phone, colorScheme: 'dark' as const }],
])('what is a member’s own in Slack, %s', (screen, options) => {
  const role = `of-${screen.length}`;

  // Its first request starts the functions.
  const { me, page } = visitEach({ ...options, patienceMilliseconds: 40_000 });

  const places = () => page().getByRole('group', { name: 'What of Slack you look at' });
  const look = (place: string) => places().getByText(place, { exact: true }).click();
  const home = () => page().getByRole('region', { name: 'Your page' });
  const command = async (text: string) => {
    await page().getByLabel('Command in #approvals').fill(text);
    await page().getByRole('button', { name: 'Send', exact: true }).click();
  };
  /** The button below what is said of a request; others stand in the same list. */
  const detailsOf = (words: string) =>
    home()
      .locator(`xpath=./div[contains(., '${words}')]/following-sibling::div[1]//button[text()='Details']`)
      .first();
  const sideways = () => page().evaluate('document.documentElement.scrollWidth - window.innerWidth');

  test('their page lists what waits for them, and opens it to be approved', async () => {
    await me.choose('Make a role an administrator');
    await me.change('etl-runner', role);
    await me.submit();
    await me.sees(me.card(role), /0 of 2 approvals/);
    await me.be('Security One');
    await look('Home');
    await me.sees(home(), new RegExp(`Waits for you.*${role}`, 's'));
    expect(await brokenRules(page())).toEqual([]);
    expect(await sideways()).toBeLessThanOrEqual(0);
    await detailsOf(role).click();
    const window = page().getByRole('dialog', { name: 'Details' });
    await me.sees(window, /What is signed/);
    const next = window.getByRole('button', { name: /^Next page/ });
    while ((await next.count()) > 0) await next.click();
    await window.getByRole('button', { name: 'Approve', exact: true }).click();
    await look('#approvals');
    await me.sees(me.card(role), /1 of 2 approvals/);
    await look('Home');
    await me.sees(home(), new RegExp(`Decided by you lately.*${role}`, 's'));
    await me.be('Developer One');
    await me.sees(home(), /Nothing waits for you/);
    expect(await home().getByText(role).count()).toBe(0);
  });

  test('a command is answered to them alone, written with the keyboard', async () => {
    await me.be('Security Two');
    await page().getByLabel('Command in #approvals').focus();
    await page().keyboard.type('/countersign pending');
    await page().keyboard.press('Enter');
    await me.sees(me.whisper, /Waits for you/);
    await command('/countersign constructor');
    await me.sees(me.whisper, /does not know that/);
    await command('hello');
    await me.sees(page().getByRole('alert'), /Write a command/);
    await me.be('Developer One');
    await expect.poll(() => me.whisper.count()).toBe(0);
    expect(await sideways()).toBeLessThanOrEqual(0);
  });

  test('their messages are theirs, and lead to the card', async () => {
    const { slack } = deployment();
    if (!slack) throw new Error('Tests use the local Slack.');
    const card = slack.workspace.post({ text: `A card ${role}`, blocks: [] });
    const url = `https://local.slack.com/archives/C0APPROVALS/p${card.ts.replace('.', '')}`;
    const words = [
      { type: 'text' as const, text: `For ${role} ` },
      { type: 'link' as const, url, text: 'Open its card' },
    ];
    slack.workspace.post({
      ...{ text: `For ${role}`, directTo: 'U0SECTWO' },
      blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: words }] }],
    });
    await me.be('Security Two');
    expect(
      await page()
        .getByRole('article', { name: `For ${role}` })
        .count(),
    ).toBe(0);
    await look('Messages');
    await me.sees(page().getByRole('article', { name: `For ${role}` }), /Open its card/);
    expect(await brokenRules(page())).toEqual([]);
    await page()
      .getByRole('article', { name: `For ${role}` })
      .getByRole('link', { name: 'Open its card' })
      .click();
    await page()
      .getByRole('article', { name: `A card ${role}` })
      .waitFor();
    await me.be('Security One');
    await look('Messages');
    await me.sees(page().locator('#chat-messages'), /told you nothing alone/);
  });
});
