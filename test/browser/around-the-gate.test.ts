import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { brokenRules } from './broken-rules.ts';
import { pageForAll } from './page-for-all.ts';

const { visitEach } = pageForAll({ trailDelayMilliseconds: 50 });
// Functions that see, rule and run are loaded on the way.
const { me, page } = visitEach({ patienceMilliseconds: 45_000 });

const counted = (name: string) => page().locator(`#seen-counts [data-count="${name}"]`);
const article = (name: RegExp) => page().getByRole('article', { name }).last();
const button = (of: Locator, name: string) => of.getByRole('button', { name, exact: true });
/** Slack asks once more. */
const yes = (name: string) => button(page().getByRole('dialog'), name).click();
const directAnswer = () => page().locator('#direct-answer');
const inAccount = (thing: string) => page().locator(`[data-thing="${thing}"]`);
const statements = () => inAccount('function checkout').locator('.policy').allTextContents();

/** A machine that is busy shows it late. */
const soon = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 15_000 });

/** `release-agent` lets another company call a function. Answers the statement that it has made in the function's policy. */
async function letIn(): Promise<string> {
  const before = await statements();
  await me.choose(/release-agent: Let another company call a function/);
  await me.sees(directAnswer(), /AWS did it/);
  const made = async () => (await statements()).find((one) => !before.includes(one));
  await soon(made).toBeDefined();
  return (await made()) ?? '';
}

describe('the calls that agents make without asking', { timeout: 240_000 }, () => {
  test('are listed, each with its agent and with what comes of it', async () => {
    const list = page().getByRole('group', { name: /does not ask, and calls AWS itself/ });
    expect(await list.getByRole('button').allTextContents()).toEqual([
      'etl-agent: Copy a databaseAWS denies it; an owner can turn it into a request',
      'etl-agent: Open a portAWS denies it, and it becomes a request by itself',
      'release-agent: Let another company call a functionits role lacks the boundary: it is done, and people hear of an incident, which they can revert',
      'release-agent: Give a role full powerits role lacks the boundary: it is done, and policy has it contained',
    ]);
  });

  test('come to what the list says: full power is taken, and contained before anybody presses', async () => {
    await me.choose(/release-agent: Give a role full power/);
    await me.sees(directAnswer(), /AWS did it/);
    const incident = article(/Incident, critical risk/);
    await me.sees(incident, /Contained\. .*Done by policy/s);
    await me.sees(incident, /Nobody saw what was there before/);
    expect(await button(incident, 'Revert').count()).toBe(0);
    // Nothing is asked for yet: what scrolls there has nothing in it that has the focus.
    for (const colorScheme of ['light', 'dark'] as const) {
      await page().emulateMedia({ colorScheme });
      expect(await brokenRules(page())).toEqual([]);
    }
  });

  test('come to what the list says: a denied one is a request by itself, where policy wants that', async () => {
    await me.choose(/etl-agent: Open a port/);
    await me.sees(directAnswer(), /UnauthorizedOperation/);
    const card = article(/443/);
    await me.sees(card, /was denied by AWS; made from CloudTrail/);
    await me.be('Security One');
    await button(card, 'Approve').click();
    await me.sees(card, /It ran/);
    await me.sees(inAccount('security group databases'), /TCP 443 from 198\.51\.100\.0\/24/);
  });
});

describe('an agent that is denied', { timeout: 240_000 }, () => {
  test('is told of; its owner turns its call into a request, another signs, and CloudTrail confirms the run', async () => {
    await me.choose(/etl-agent: Copy a database/);
    await me.sees(directAnswer(), /AccessDenied: .* explicit deny in a permissions boundary/);
    const told = article(/rds:CreateDBSnapshot/);
    await me.sees(told, /Agent etl-agent made calls that AWS denied/);
    await me.be('ETL Owner');
    await button(told, 'Turn into a request').click();
    await yes('Ask');
    const card = article(/Copy database orders into snapshot orders-/);
    await me.sees(card, /was denied by AWS; made from CloudTrail/i);
    await me.be('Data One');
    await button(card, 'Approve').click();
    await me.sees(card, /It ran/);
    await me.sees(page().locator('#seen-list'), /rds:CreateDBSnapshot.*belongs to request/s);
    await me.sees(counted('denied'), /^[1-9]/);
  });
});

describe('an agent whose role lacks the boundary', { timeout: 240_000 }, () => {
  test('is contained, and what it did is reverted when others than who asked for that approve it', async () => {
    const statement = await letIn();
    await me.be('Security One');
    const incident = article(/Incident, high risk: .*function checkout/);
    await me.sees(incident, /It was done, and no approval covers it/);
    await me.sees(incident, new RegExp(statement));
    await me.sees(counted('unmatched'), /^[1-9]/);

    await button(incident, 'Contain').click();
    await yes('Yes');
    await me.sees(incident, /Contained\. .*Done by security\.one@example\.com/s);
    await me.sees(page().locator('#seen-list'), /Countersign's own work: contain/);
    await me.sees(inAccount('role agent-release'), /countersign-contained-/);

    await button(incident, 'Revert').click();
    await yes('Yes');
    await me.sees(me.whisper, /is to undo it\. Other people than security\.one@example\.com have to/);
    await me.sees(incident, /is to undo it, asked by security\.one@example\.com.*People are asked\./);
    expect(await button(incident, 'Revert').count()).toBe(0);
    const undo = article(new RegExp(`Take statement ${statement} out of the policy of function checkout`));
    await me.sees(undo, /Undo of what incident .* asked by security\.one@example\.com, who cannot sign it/);

    // Who asked for it, and who answers for the agent, sign nothing.
    for (const [who, why] of [
      ['Security One', /You asked for this, and nobody signs for themselves/],
      ['Platform One', /You own this agent, and nobody signs for themselves/],
    ] as const) {
      await me.be(who);
      await button(undo, 'Approve').click();
      await me.sees(me.whisper, why);
    }
    expect(await statements()).toContain(statement);
    await me.be('Security Two');
    await button(undo, 'Approve').click();
    await me.sees(undo, /1 of 2 approvals/);
    await me.be('ETL Owner');
    await button(undo, 'Approve').click();
    await me.sees(undo, /It ran/);

    await me.sees(incident, /It ran: this is undone\./);
    await soon(statements).not.toContain(statement);
    await me.sees(page().locator('#seen-list'), /lambda:RemovePermission.*belongs to request/s);

    await incident.getByLabel(/What happened/).fill('A test of the release pipeline. It is undone.');
    await button(incident, 'Explain and close').click();
    await me.sees(article(/Incident, explained and closed/), /A test of the release pipeline/);
  });

  test('is contained and reverted with the keyboard alone, and no rule of axe is broken on the way', async () => {
    const { keyboard } = page();
    const holds = async () => expect(await brokenRules(page())).toEqual([]);
    const be = async (name: string) => {
      await me.tabTo('input[name=who]');
      while (!(await page().locator('.about-me').innerText()).startsWith(`You are ${name},`))
        await keyboard.press('ArrowDown');
    };
    /** The last of them, with the dialog that some have. */
    const press = async (action: string, asks: boolean) => {
      await me.tabTo(`.message:has([data-action=${action}]) [data-action=${action}]`);
      await keyboard.press('Enter');
      if (!asks) return;
      await page().getByRole('dialog').waitFor();
      await holds();
      await keyboard.press('Tab');
      await keyboard.press('Enter');
    };

    const before = await statements();
    await page().locator('#ask-reason').focus();
    await me.tabTo('.example:has-text("Let another company")');
    await keyboard.press('Enter');
    await me.sees(directAnswer(), /AWS did it/);
    const incident = article(/Incident, high risk: .*function checkout/);
    await button(incident, 'Revert').waitFor();
    await holds();
    await be('Security One');
    await press('contain', true);
    await me.sees(incident, /Contained\./);
    await press('revert', true);
    const undo = article(/Take statement/);
    await button(undo, 'Approve').waitFor();
    await holds();
    for (const name of ['Security Two', 'ETL Owner']) {
      await be(name);
      await press('approve', false);
      if (name === 'Security Two') await me.sees(undo, /1 of 2 approvals/);
    }
    await me.sees(incident, /It ran: this is undone\./);
    await soon(statements).toEqual(before);
    await holds();
  });
});
