import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cardBlocks } from '../../adapters/slack/card.ts';
import { noCounts } from '../../core/detection/coverage.ts';
import { type Ended, endRun } from '../../core/execution/countersign-run.ts';
import { beginGrant } from '../../core/execution/grant-credentials.ts';
import { revokeGrant } from '../../core/execution/revoke-grant.ts';
import { stale } from '../../core/execution/seen.ts';
import type { Request, RequestIn } from '../../core/request/request.ts';
import { type Page, startPage } from '../../local/page/start-page.ts';
import { checkBlocks } from '../../local/slack/block-kit/check-blocks.ts';
import type { Click } from '../../local/slack/clicks.ts';
import { createWorkspace } from '../../local/slack/workspace.ts';
import { noon } from '../support/given/clock.ts';
import { people } from '../support/given/directory.ts';
import { counted, pending, requestIn, running } from '../support/given/requests.ts';
import { brokenRules } from './broken-rules.ts';
import { launchBrowser, type OpenPage, openPage } from './open-page.ts';

const ended = (how: Ended): Request => endRun(running(), how, noon).request;
const done = (undo: Extract<Ended, { kind: 'done' }>['undo']): Request =>
  ended({
    kind: 'done',
    result: { hash: 'a'.repeat(64), value: { DBInstance: { Status: 'deleting' } } },
    awsRequestId: 'aws-request-1',
    ...(undo && { undo }),
  });
const failed = (sent: boolean, failure: { code: string; message: string }): Request =>
  ended({ kind: 'failed', sent, failure, awsRequestId: undefined });

function granted(): RequestIn<'started'> {
  const approved = counted(pending({ run: 'credentials' }), people.securityOne).request;
  if (approved.state !== 'approved') throw new Error('One vote is enough here.');
  const to = { kind: 'agent', id: approved.agent.id, session: approved.agent.session } as const;
  return beginGrant(approved, 'ASIAEXAMPLEEXAMPLE00', to, noon).request as RequestIn<'started'>;
}
const revoked = (all: boolean): Request =>
  revokeGrant(granted(), { by: people.securityTwo.id, via: 'slack', all }, noon).request;

/** Each state of a run, in what its card says, and the buttons that it has. */
const cards: [name: string, request: () => Request, says: RegExp, buttons: string[]][] = [
  ['running', running, /Countersign has been running it since 2026-01-05 12:00 UTC/, []],
  ['done', () => done(undefined), /It ran, and was done.*aws-request-1.*"Status": "deleting"/s, []],
  [
    'done, undo offered',
    () => done({ kind: 'offered', action: 'rds:CreateDBInstance', remains: 'its address is another' }),
    /It can be undone by rds:CreateDBInstance\. It remains that its address is another\./,
    ['Undo'],
  ],
  [
    'done, undo refused',
    () => done({ kind: 'not-offered', code: 'hidden', detail: 'What was there is hidden.' }),
    /What was there is hidden\./,
    [],
  ],
  ['done, nothing to undo', () => done({ kind: 'nothing-to-undo' }), /There is nothing to undo/, []],
  ['failed, stale', () => failed(false, stale), /It did not run: stale/, []],
  [
    'failed by AWS',
    () => failed(true, { code: 'AccessDenied', message: 'Not <!channel> *you*.' }),
    /It did not run: AccessDenied.*Not <!channel> \*you\*\./s,
    [],
  ],
  [
    'unknown',
    () => ended({ kind: 'unknown', code: 'TimeoutError' }),
    /It may have run\. Do not run it again.*access key ASIAEXAMPLEEXAMPLE00/s,
    [],
  ],
  ['credentials given', granted, /Its agent has credentials for it until 2026-01-05 12:15 UTC/, ['Revoke']],
  ['revoked', () => revoked(false), /Revoked by security\.two@example\.com at 2026-01-05 12:00 UTC/, []],
  ['revoked with all', () => revoked(true), /With them those of every other request in this account/, []],
  ['run by its agent', () => requestIn('done'), /Its agent says that it is done/, []],
];

const me = { id: people.securityOne.handles.slack ?? '', name: people.securityOne.id };
const clicks: Click[] = [];
let browser: Browser;
let page: Page;
let opened: OpenPage;

/** The page itself, with these cards in its channel and nothing behind it. */
function pageWith(): Promise<Page> {
  const channel = { id: 'C0APPROVALS', name: 'approvals' };
  const workspace = createWorkspace({ channel, members: [me], now: () => Date.parse(noon) });
  for (const [text, request] of cards) {
    const checked = checkBlocks(cardBlocks(request(), []));
    if (checked.kind !== 'valid') throw new Error(`Slack would not take the card of ${text}.`);
    workspace.post({ text, blocks: checked.blocks });
  }
  const none = async () => {
    throw new Error('There is no deployment behind this page.');
  };
  return startPage(
    {
      people: () => [{ id: people.securityOne.id, slack: me.id, name: 'Security One', groups: [] }],
      agents: () => [{ id: 'etl', role: 'arn:aws:iam::111122223333:role/agent-etl', owners: [] }],
      examples: () => [],
      findActions: none,
      actionToTry: none,
      submitAs: none,
      requests: async () => [],
      records: async () => [],
      sealed: async () => [],
      inAccount: () => [],
      directCalls: () => [],
      callDirectly: none,
      seen: async () => ({ counts: noCounts, rows: [], coverage: [] }),
      chat: {
        channel,
        otherChannels: [],
        messagesFor: workspace.seenBy,
        click: async (click) => {
          clicks.push(click);
          return { kind: 'gone' };
        },
        windowOf: () => undefined,
        pressInWindow: none,
        sendOff: none,
        closeWindow: () => {},
        openHome: async () => ({ kind: 'gone' }),
        homeOf: () => undefined,
        pressInHome: async () => ({ kind: 'gone' }),
        command: async () => ({ kind: 'gone' }),
      },
      onChange: () => () => {},
    },
    0,
  );
}

beforeAll(async () => {
  [browser, page] = await Promise.all([launchBrowser(), pageWith()]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), page?.close()]);
});
beforeEach(async () => {
  opened = await openPage(browser, page.url);
});
afterEach(async () => {
  await opened?.close();
  expect(opened?.complaints).toEqual([]);
});

const card = (name: string) => opened.page.getByRole('article', { name, exact: true });

describe('the card of a request that runs, or has run', () => {
  test.each(cards)('%s', async (name, _, says, buttons) => {
    await card(name).filter({ hasText: says }).waitFor();
    expect(await card(name).getByRole('button').allInnerTexts()).toEqual(buttons);
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
