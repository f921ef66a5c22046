import type { Locator, Page } from 'playwright-core';

/**
 * What a visitor does and sees, in the page's own words: by role and name, as assistive technology finds it. Of the page that
 * is open when it is done.
 */
export const visitor = (page: () => Page) => {
  const field = (label: string): Locator => page().getByLabel(label, { exact: true });
  const request = (words: string): Locator => page().locator('details.request', { hasText: words }).first();
  const card = (words: string): Locator => page().getByRole('article', { name: words }).last();
  return {
    field,
    request,
    card,
    /** What the action's field has found. */
    found: (words: string): Locator => page().getByRole('listbox').getByRole('option', { name: words }),
    record: (of: string, words: string): Locator => request(of).locator('.record', { hasText: words }).last(),
    get whisper(): Locator {
      return page().getByRole('article', { name: /^Only visible to you/ });
    },
    get answer(): Locator {
      return page().locator('#ask-answer');
    },

    choose: (example: string | RegExp) => page().getByRole('button', { name: example }).click(),
    /** Replaces a word in the resource and the parameters alike. */
    async change(word: string, other: string) {
      for (const label of ['Resource', 'Parameters (JSON)']) {
        await field(label).fill((await field(label).inputValue()).replaceAll(word, other));
      }
    },
    fill: (where: Locator, words: string) => where.fill(words),
    submit: () =>
      page()
        .getByRole('button', { name: /^Submit as/ })
        .click(),
    be: (name: string) => page().getByRole('group', { name: 'Who you are in Slack' }).getByText(name).click(),
    /** Slack asks once more before a yes to what is critical. */
    async press(of: string, button: string) {
      await card(of).getByRole('button', { name: button, exact: true }).click();
      const again = page().locator('dialog.confirm button[value="yes"]');
      if (button === 'Approve' && (await again.count()) > 0) await again.click();
    },

    /** Waits until the words are there; the page is live, so they come by themselves. */
    sees: (where: Locator, words: string | RegExp) => where.filter({ hasText: words }).first().waitFor(),
    /** Presses Tab until the focus is there, as somebody without a mouse has to. */
    async tabTo(selector: string) {
      for (let presses = 0; presses < 200; presses += 1) {
        if ((await page().locator(selector).and(page().locator(':focus')).count()) > 0) return;
        await page().keyboard.press('Tab');
      }
      throw new Error(`Tab never reaches ${selector}.`);
    },
    get focused(): Locator {
      return page().locator(':focus');
    },
  };
};

export type Visitor = ReturnType<typeof visitor>;
