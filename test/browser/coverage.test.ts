import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { createReconcile } from '../../adapters/aws/invoke-function.ts';
import { reconcileAll } from '../../clients/cli/reconcile/reconcile-all.ts';
import { type CountName, type Coverage, countsOf, noCounts, sumOf } from '../../core/detection/coverage.ts';
import type { WrittenEvent } from '../../local/account/trail/trail-event.ts';
import { operatorRole } from '../../local/deployment/operator-role.ts';
import { until } from '../support/local-deployment.ts';
import { brokenRules } from './broken-rules.ts';
import { pageForAll } from './page-for-all.ts';

const { deployment, visitEach } = pageForAll({ trailDelayMilliseconds: 50, cloudTrailSpeed: 10 });
// Functions that see, rule and run are loaded on the way.
const { me, page } = visitEach({ patienceMilliseconds: 45_000 });

const hours = (count: number) => count * 3_600_000;
const article = (name: RegExp) => page().getByRole('article', { name }).last();
const button = (of: Locator, name: string) => of.getByRole('button', { name, exact: true });

/** Numbers as they stand on the page. */
const numbersIn = async (where: Locator): Promise<Partial<Record<CountName, number>>> => {
  const shown = await where.locator('[data-count]').all();
  const entries = shown.map(async (one) => [
    await one.getAttribute('data-count'),
    Number(await one.locator('strong').innerText()),
  ]);
  return Object.fromEntries(await Promise.all(entries)) as Partial<Record<CountName, number>>;
};

/** CloudTrail tells of these calls something else than was called. */
function tellOf(operation: string, otherwise: (detail: WrittenEvent['detail']) => WrittenEvent['detail']) {
  const { trailFaults } = deployment();
  trailFaults.told = (event) =>
    event.detail.eventName === operation ? { ...event, detail: otherwise(event.detail) } : event;
}

/** `etl-agent` copies a database, is denied, and somebody who answers for the data lets Countersign do it. */
async function copy(): Promise<void> {
  await me.choose(/etl-agent: Copy a database/);
  await me.sees(page().locator('#direct-answer'), /AccessDenied/);
  const told = article(/rds:CreateDBSnapshot/);
  await me.be('ETL Owner');
  await button(told, 'Turn into a request').last().click();
  await button(page().getByRole('dialog'), 'Ask').click();
  const asked = article(/^Approve\? Copy database orders into snapshot/);
  const card = page().locator(`[data-ts="${await asked.getAttribute('data-ts')}"]`);
  await me.be('Data One');
  await button(card, 'Approve').click();
  await me.sees(card, /It ran/);
}

const sightingsOf = async (kind: string) =>
  (await deployment().sightings()).filter(({ verdict }) => verdict.kind === kind);
const seenTimes = (kind: string, times: number) =>
  until(`${times} of the verdict ${kind}`, async () => (await sightingsOf(kind)).length >= times, 45_000);

test("the day's coverage stands on the page as its records say it, and they say what was done", async () => {
  const running = deployment();
  // To the beginning of the next day, so that all of it is of one.
  running.clock.advance(hours(24) + 600_000 - (running.clock.now() % hours(24)));
  const day = running.clock.date().toISOString().slice(0, 10);

  // One run as it was signed, and one of which CloudTrail tells another.
  await copy();
  await me.sees(page().locator('#seen-list'), /rds:CreateDBSnapshot.*belongs to request/s);
  tellOf('CreateDBSnapshot', (detail) => ({
    ...detail,
    ...(detail.errorCode === undefined && {
      requestParameters: { dBInstanceIdentifier: 'orders', dBSnapshotIdentifier: 'another' },
    }),
  }));
  await copy();
  await seenTimes('drifted', 1);
  // One that nobody knows, one without an approval, and one more that EventBridge does not bring.
  tellOf('AttachRolePolicy', (detail) => ({ ...detail, eventName: 'AttachRolePolicyV9' }));
  await me.choose(/release-agent: Give a role full power/);
  await seenTimes('not-understood', 1);
  await me.choose(/release-agent: Let another company call a function/);
  await seenTimes('unmatched', 1);
  running.trailFaults.isLost = true;
  await me.choose(/release-agent: Let another company call a function/);
  await me.sees(page().locator('[data-thing="function checkout"]'), /partner-.*partner-/);
  running.trailFaults.isLost = false;
  expect((await sightingsOf('unmatched')).length).toBe(1);

  // CloudTrail itself is asked, as by the hour and as whoever operates the deployment does.
  running.clock.advance(hours(1.5));
  const reconciled = await reconcile(`${day}T00:00:00Z`, `${day}T01:00:00Z`);
  const row = page().locator(`[data-coverage="${reconciled.id}"]`);
  await me.sees(row, /Closed: record/);
  const shown = await numbersIn(row);
  expect(shown).toMatchObject({ denied: 2, drifted: 1, unmatched: 2, notUnderstood: 1, late: 1, unseen: 0 });
  const sightings = (await running.sightings()).filter(
    ({ at }) => at >= reconciled.from && at < reconciled.to,
  );
  const all = sightings.map(countsOf).reduce(sumOf, noCounts);
  // The history is not asked for reads that need nobody, such as those by which it is asked itself. What was on its way when the
  // clock leapt is late.
  const { length: late } = sightings.filter((one) => one.late && one.verdict.kind !== 'matched');
  expect({ ...shown, seen: all.seen, matched: all.matched }).toEqual({ ...all, late });
  expect(shown.matched).toBeGreaterThanOrEqual(
    sightings.filter(({ verdict }) => verdict.kind === 'matched').length,
  );
  expect(shown.matched).toBeLessThanOrEqual(all.matched);
  const { late: _, unseen: __, seen, ...parts } = shown;
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(seen);

  // Every coverage stands there as the last record of its chain, which is sealed.
  const chains = Map.groupBy(running.coverageRecords(), ({ coverageId }) => coverageId);
  expect(chains.size).toBeGreaterThan(1);
  for (const [id, chain] of chains) {
    const last = chain.at(-1);
    const shownOf = page().locator(`[data-coverage="${id}"]`);
    await me.sees(shownOf, `record ${last?.id}, the last of ${chain.length}`);
    expect(await numbersIn(shownOf)).toEqual(last?.counts);
    const isRead = chain.some(({ change }) => change.type === 'read');
    expect(await shownOf.getByText('Nothing of it is read yet').count()).toBe(isRead ? 0 : 1);
  }
  const sealed = () => running.sealed().flatMap(({ lines }) => lines.map(({ record_id }) => record_id));
  await until('the record in the bucket', () =>
    sealed().includes(chains.get(reconciled.id)?.at(-1)?.id ?? ''),
  );

  // What was late is an incident like any other, and nobody is asked about what is too old.
  await expect
    .poll(() =>
      page()
        .getByRole('article', { name: /Incident, high risk/ })
        .count(),
    )
    .toBe(3);
  expect(await brokenRules(page())).toEqual([]);
}, 300_000);

/** As `npx countersign reconcile` does. */
async function reconcile(from: string, to: string): Promise<Coverage> {
  const running = deployment();
  const client = new LambdaClient({
    endpoint: running.awsUrl,
    region: running.region,
    credentials: running.credentialsFor(operatorRole(running.account), 'operator'),
    maxAttempts: 1,
    systemClockOffset: running.clock.now() - Date.now(),
  });
  const asked = createReconcile(client, 'countersign-trial-reconcile');
  const reconciled = await reconcileAll(asked, { v: 1, from, to }, () => {});
  if (!reconciled.ok) throw new Error(reconciled.problem);
  return reconciled.coverage;
}
