import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { homeLocation } from '../support/local-deployment.ts';
import { brokenRules } from './broken-rules.ts';
import { pageForAll } from './page-for-all.ts';
import { visitor } from './visitor.ts';

const { open, visitEach } = pageForAll();
const { me, page } = visitEach();

/** The same action on another role is another request: tests of one deployment do not meet. */
const onRole = async (role: string): Promise<string> => {
  await me.choose('Make a role an administrator');
  await me.change('etl-runner', role);
  await me.submit();
  return role;
};

describe('what people approve', () => {
  test('is run in the account, and is undone when others approve that', async () => {
    const inAccount = page().locator('[data-thing="role etl-runner"]');
    const sentence = 'AdministratorAccess';
    await me.sees(inAccount, /deploy/);
    await me.choose('Make a role an administrator');
    await me.submit();
    await me.sees(me.card(sentence), /Countersign runs it as soon as it is approved/);
    await me.be('Security One');
    await me.press(sentence, 'Approve');
    await me.be('Security Two');
    await me.press(sentence, 'Approve');
    await me.sees(me.card(sentence), /It ran.*It can be undone by iam:DetachRolePolicy/s);
    await me.sees(inAccount, /AdministratorAccess/);

    await me.press(sentence, 'Undo');
    await page().getByRole('dialog').getByRole('button', { name: 'Ask', exact: true }).click();
    await me.sees(
      me.whisper,
      /is to undo it\. Other people than security\.two@example\.com have to approve it/,
    );
    const undo = page()
      .getByRole('article', { name: /Detach/ })
      .last();
    await me.sees(undo, /Undo of request .* asked by security\.two@example\.com, who cannot sign it/);
    await me.be('Security One');
    await undo.getByRole('button', { name: 'Approve', exact: true }).click();
    await me.sees(undo, /1 of 2 approvals/);
    await me.be('Platform One');
    await undo.getByRole('button', { name: 'Approve', exact: true }).click();
    await me.sees(undo, /It ran/);
    await inAccount.filter({ hasNotText: 'AdministratorAccess' }).waitFor();
  });
});

describe('a request travels through the page', () => {
  test('two people approve, and it is approved', async () => {
    const role = await onRole('two-people');
    await me.sees(me.answer, /202\s*Pending/);
    await me.sees(me.request(role), /pending.*0 of 2 approvals/);

    await me.be('Security One');
    await me.press(role, 'Approve');
    await me.sees(me.request(role), /pending.*1 of 2 approvals/);
    await me.press(role, 'Undo my vote');
    await me.sees(me.request(role), /pending.*0 of 2 approvals/);
    await me.press(role, 'Approve');
    await me.sees(me.request(role), /pending.*1 of 2 approvals/);
    await me.sees(me.card(role), /1 of 2 approvals/);

    await me.be('Security Two');
    await me.press(role, 'Approve');
    // It is run at once: whoever looks a moment later finds another state.
    await me.sees(me.request(role), /2 of 2 approvals/);
    await me.sees(me.card(role), /Approved by @Security Two/);
    await me.sees(me.card(role), /Approved by @Security One/);
    expect(await me.card(role).getByRole('button').count()).toBe(0);

    await me.sees(me.record(role, 'Security One').first(), /approved/);
    await me.sees(me.record(role, 'Security Two'), /approved → approved/);
    await me.sees(me.record(role, 'Security Two').locator('summary'), /sealed$/);
  });

  test('one no is enough', async () => {
    const role = await onRole('one-no');
    await me.be('Security Two');
    await me.press(role, 'Deny');
    const window = page().getByRole('dialog', { name: 'Deny this request' });
    await window.getByRole('button', { name: 'Deny' }).click();
    await me.sees(window, /Fill in what is not optional/);
    await window.getByLabel('Why not?').fill('Not before the audit.');
    await window.getByLabel(/Not now/).check();
    await window.getByRole('button', { name: 'Deny' }).click();
    await me.sees(me.request(role), /denied/);
    await me.sees(me.card(role), /Denied by @Security Two: Not before the audit\./);
  });

  test('a question reaches the agent, and the details show all that is signed', async () => {
    const role = await onRole('question');
    await me.be('Security One');
    await me.press(role, 'Ask the agent');
    const asking = page().getByRole('dialog', { name: 'Ask the agent' });
    await asking.getByLabel('What do you want to know?').fill('Until when?');
    await asking.getByRole('button', { name: 'Ask', exact: true }).click();
    await me.sees(me.card(role), /security\.one@example\.com asks: Until when\?/);
    await me.press(role, 'Details');
    const details = page().getByRole('dialog', { name: 'Details' });
    await me.sees(details, /What is signed/);
    await me.sees(details, /PolicyArn/);
    await page().keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
  });

  test('the owner is told why not, and nobody else hears it', async () => {
    const role = await onRole('owner');
    await me.be('ETL Owner');
    await me.press(role, 'Approve');
    await me.sees(me.whisper, /You own this agent, and nobody signs for themselves/);
    await me.sees(me.record(role, 'ETL Owner'), /tried to approve and may not: they own this agent/);
    await me.sees(me.request(role), /pending.*0 of 2 approvals/);

    await me.be('Security One');
    await me.card(role).waitFor();
    await me.whisper.filter({ hasText: 'nobody signs for themselves' }).waitFor({ state: 'detached' });
  });

  test('a stranger to the directory is told so', async () => {
    const role = await onRole('stranger');
    await me.be('Somebody else');
    await me.press(role, 'Approve');
    await me.sees(me.whisper, /You are not in the directory/);
    await me.sees(me.record(role, 'Somebody else'), /may not: they are not in the directory/);
  });

  test('what needs nobody is answered at once', async () => {
    await me.choose(/allowed/);
    await me.submit();
    await me.sees(me.answer, /200\s*Allowed/);
    await me.choose(/refused/);
    await me.submit();
    await me.sees(me.answer, /403\s*Refused/);
  });

  test('a record opens to all that was written, with its hash', async () => {
    const role = await onRole('opened-record');
    await me.record(role, 'asked').locator('summary').click();
    await me.sees(me.record(role, 'asked').locator('pre'), /"hash": "[0-9a-f]{64}"/);
  });
});

describe('the form says what is wrong, where it is wrong', () => {
  test('parameters that are not JSON are not sent', async () => {
    await me.choose('Make a role an administrator');
    await me.fill(me.field('Parameters (JSON)'), '{ "RoleName": ');
    await me.submit();
    await me.sees(page().getByRole('alert').filter({ hasText: 'not JSON' }), /This is not JSON/);
    expect(await me.field('Parameters (JSON)').getAttribute('aria-invalid')).toBe('true');
  });

  test("the API's complaint stands at its field", async () => {
    await me.choose('Make a role an administrator');
    await me.fill(me.field('Resource'), 'no arn');
    await me.submit();
    await me.sees(me.answer, /422/);
    await me.sees(page().locator('#ask-resource-problem'), /Not a valid ARN/);
    expect(await me.field('Resource').getAttribute('aria-invalid')).toBe('true');
  });
});

describe('an action is found by typing', () => {
  const example = async (): Promise<{ resource: string; parameters: unknown; reason: string }> => ({
    resource: await me.field('Resource').inputValue(),
    parameters: JSON.parse(await me.field('Parameters (JSON)').inputValue()),
    reason: await me.field('Reason').inputValue(),
  });
  const { account } = homeLocation();

  test('words find it, a click fills in an example, and the example is taken', async () => {
    await me.fill(me.field('Action'), 'stop recording database');
    await me.found('rds:StopActivityStream').click();
    await me.sees(page().locator('#action-note'), /Stop recording what is done in database ledger/);
    expect(await me.field('Action').inputValue()).toBe('rds:StopActivityStream');
    expect(await example()).toMatchObject({
      resource: expect.stringContaining(`:${account}:cluster:ledger`),
      reason: 'I try out rds:StopActivityStream.',
    });
    await me.submit();
    await me.sees(me.answer, /403\s*Refused|202\s*Pending/);
  });

  test('with the keyboard alone, and a reason of the visitor stays', async () => {
    const { keyboard } = page();
    await me.fill(me.field('Reason'), 'The audit asks for it.');
    await me.field('Action').fill('');
    await me.field('Action').pressSequentially('attachrolepol');
    await me.found('iam:AttachRolePolicy').waitFor();
    expect(await me.field('Action').getAttribute('aria-activedescendant')).toBeNull();
    await keyboard.press('ArrowDown');
    const active = await me.field('Action').getAttribute('aria-activedescendant');
    expect(await page().locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await keyboard.press('Enter');
    await me.sees(page().locator('#action-note'), /Attach AdministratorAccess to role etl-runner/);
    expect(await example()).toEqual({
      resource: `arn:aws:iam::${account}:role/etl-runner`,
      parameters: { RoleName: 'etl-runner', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      reason: 'The audit asks for it.',
    });
    await me.sees(me.focused, '');
    expect(await me.focused.getAttribute('id')).toBe('ask-action');
  });

  test('Escape and leaving the field close the list, and what was typed stays', async () => {
    const list = page().getByRole('listbox');
    for (const key of ['Escape', 'Tab']) {
      await me.fill(me.field('Action'), 'snapshot');
      await list.waitFor();
      await page().keyboard.press(key);
      await list.waitFor({ state: 'hidden' });
      expect(await me.field('Action').inputValue()).toBe('snapshot');
    }
  });

  test('of a service, the operations that nobody has described are found too, and say so', async () => {
    await me.fill(me.field('Action'), 'glue:CreateClass');
    await me.sees(me.found('glue:CreateClassifier'), /Nobody has described this one/);
    await me.found('glue:CreateClassifier').click();
    await me.sees(page().locator('#action-note'), /fill in its parameters/);
    expect(await example()).toMatchObject({ parameters: {} });
  });

  test('what nothing has in it is said', async () => {
    await me.fill(me.field('Action'), 'no such thing');
    await me.sees(page().getByRole('status'), /No action has these words/);
    expect(await page().getByRole('listbox').count()).toBe(0);
  });
});

describe('anyone can use it', () => {
  test.each(['light', 'dark'] as const)('no rule of axe is broken, in %s colours', async (colorScheme) => {
    await page().emulateMedia({ colorScheme });
    await onRole(`axe-${colorScheme}`);
    await me.card(`axe-${colorScheme}`).waitFor();
    expect(await brokenRules(page())).toEqual([]);
    await me.fill(me.field('Action'), 'snapshot');
    await me.found('ec2:CopySnapshot').waitFor();
    await page().keyboard.press('ArrowDown');
    expect(await brokenRules(page())).toEqual([]);
  });

  test('with the keyboard alone', async () => {
    const { keyboard } = page();
    await me.choose('Make a role an administrator');
    await me.change('etl-runner', 'keyboard');
    await me.field('Action').focus();
    await keyboard.press('Control+Enter');
    await me.card('keyboard').waitFor();

    await me.tabTo('input[name=who]');
    await keyboard.press('ArrowDown');
    await me.sees(page().locator('.about-me'), /You are Security Two/);
    await me.tabTo('.message:last-of-type [data-action=approve]');
    await keyboard.press('Enter');
    // What is critical is asked once more, and the focus is on the way back.
    await me.sees(me.focused, 'Go back');
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await me.sees(me.request('keyboard'), /1 of 2 approvals/);
    // The card was redrawn, and the focus is where it was.
    await me.sees(me.focused, 'Approve');

    await me.tabTo('#request-list summary');
    await keyboard.press('Enter');
    expect(await page().locator('details.request').first().getAttribute('open')).toBeNull();
    await keyboard.press('Enter');
    await me.sees(me.record('keyboard', 'Security Two'), /approved/);
  });

  test('every control has a name', async () => {
    await onRole('names');
    await me.card('names').waitFor();
    const tree = await page().locator('body').ariaSnapshot();
    const nameless = tree
      .split('\n')
      .filter((line) => /- (button|textbox|radio|combobox|link|article)(?! ["/])/.test(line));
    expect(nameless).toEqual([]);
  });

  test.each([320, 760, 1_000, 1_280])('at %i pixels nothing sticks out sideways', async (width) => {
    await page().setViewportSize({ width, height: 800 });
    const overflow = await page().evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

describe("an agent's words stay words", () => {
  test('markup, mentions and links in a reason are shown as they were written', async () => {
    const hostile =
      '<img src=x onerror="document.title=1"><!channel> *bold* <https://evil.example|docs> &lt;';
    await me.choose('Make a role an administrator');
    await me.change('etl-runner', 'hostile');
    await me.fill(me.field('Reason'), hostile);
    await me.submit();
    await me.sees(me.card('hostile').locator('blockquote'), hostile);
    expect(await me.card('hostile').locator('blockquote *, .message-body img').count()).toBe(0);
    expect(await page().title()).toBe('Countersign');
  });
});

describe('on a phone', () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

  test('the card is on the screen after a submission, where it is decided, however often it is submitted', async () => {
    const { page, close } = await open(phone);
    const visit = visitor(() => page);
    await visit.choose('Make a role an administrator');
    await visit.change('etl-runner', 'on-a-phone');
    for (let time = 0; time < 2; time += 1) {
      await visit.submit();
      const approve = visit.card('on-a-phone').getByRole('button', { name: 'Approve', exact: true });
      await approve.waitFor();
      await soon(() => isOnScreen(approve)).toBe(true);
      await soon(() => isOnScreen(visit.card('on-a-phone').getByText('on-a-phone').last())).toBe(true);
    }
    await close();
  });

  test('a list of actions that were found is on the screen, and a tap picks one', async () => {
    const { page, close } = await open(phone);
    const visit = visitor(() => page);
    await visit.fill(visit.field('Action'), 'snapshot');
    const option = visit.found('ec2:CopySnapshot');
    await option.waitFor();
    await soon(() => isOnScreen(page.getByRole('listbox'))).toBe(true);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    await option.tap();
    await soon(() => visit.field('Action').inputValue()).toBe('ec2:CopySnapshot');
    await close();
  });
});

/** A machine that is busy scrolls late. */
const soon = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 10_000 });

/** The whole of it. */
async function isOnScreen(where: Locator): Promise<boolean> {
  const box = await where.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= 844;
}
