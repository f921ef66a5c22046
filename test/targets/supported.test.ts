import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsActions } from '../../catalog/aws/aws-actions.ts';
import { catalogWith } from '../../catalog/catalog.ts';
import type { CatalogEntry } from '../../catalog/entry.ts';
import { hashOfSeen } from '../../core/execution/seen.ts';
import { offerUndo, type Undoing } from '../../core/execution/undo.ts';
import type { Json } from '../../core/lib/json.ts';
import type { RequestIn } from '../../core/request/request.ts';
import { someOf } from '../support/all.ts';
import { type Effect, effects } from './effects.ts';
import { given } from './given/given.ts';
import { type Moto, startMoto } from './start-moto.ts';
import { makeState, type Names, renamed } from './state.ts';
import { type Ran, type Way, wholeWay } from './way.ts';

const account = '111122223333';
const region = 'eu-central-1';

/** What cannot be shown here, by action, each with the reason. Written by `UPDATE=1 npm run test:targets`. */
interface NotShown {
  /** By Countersign itself: it has no client for it, or cannot hold what is sent to what was signed. */
  notRunnable: Record<string, string>;
  /** By moto. */
  notSupported: Record<string, string>;
  /** It ran, and its look does not see there what it changes. */
  notSeen: Record<string, string>;
  /** It ran and has an undo, which does not bring back there what was before. */
  notUndone: Record<string, string>;
}
const file = new URL('not-shown.json', import.meta.url);
const known = JSON.parse(readFileSync(file, 'utf8')) as NotShown;
const found: NotShown = { notRunnable: {}, notSupported: {}, notSeen: {}, notUndone: {} };
const counts = { ran: 0, effects: 0, looks: 0, seen: 0, undoable: 0, undone: 0, compared: 0 };
/** Milliseconds, from the submission to the look after the run. */
const took: number[] = [];
const { find } = catalogWith();
/** Whoever writes anew what moto does not do tries all of them. */
const tried = process.env.UPDATE ? awsActions : someOf(awsActions, 3);

let moto: Moto;

beforeAll(async () => {
  const { MOTO_SERVER = '' } = process.env;
  moto = await startMoto(MOTO_SERVER, account);
});

afterAll(async () => {
  await moto.stop();
  const { notRunnable, notSupported } = found;
  console.log(
    `${tried.length} of ${awsActions.length} curated actions of AWS: ${counts.ran} ran, ${counts.effects} of them with their effect read; ` +
      `${Object.keys(notSupported).length} moto does not do, ${Object.keys(notRunnable).length} Countersign does not run. ` +
      `Of those that ran, ${counts.looks} have a look, and ${counts.seen} were seen before and after; ` +
      `${counts.undoable} have an undo, ${counts.undone} were undone, and ${counts.compared} are as before. ` +
      `A run from submission to the look after it: ${median(took).toFixed(0)} ms in the median.`,
  );
  if (process.env.UPDATE) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
});

describe('against a simulator that knows nothing of us', () => {
  it.each(tried.map((entry) => [entry.action, entry] as const))('%s', async (action, entry) => {
    await moto.reset();
    const names = await makeState(given[action] ?? [], region, moto.open);
    const way = wholeWay({ account, region, open: moto.open, trouble: moto.trouble });
    const asked = { action, ...renamed(entry.example, names) };
    const startedAt = performance.now();
    const ran = await way.run(asked);
    if (ran.kind === 'done') {
      counts.ran += 1;
      took.push(performance.now() - startedAt);
      await readEffect(way, action, names);
      compareSeen(way, entry, ran.request);
      await undoIt(way, entry, ran.request);
    } else if (ran.kind === 'refused' && !isDeepStrictEqual(asked, { action, ...entry.example }))
      found.notSupported[action] = `moto names things as AWS does not: ${ran.detail}`;
    else if (ran.kind === 'refused' || ran.kind === 'not-ready') found.notRunnable[action] = ran.detail;
    else found.notSupported[action] = await whyNot(ran);
    if (process.env.UPDATE) return;
    for (const list of ['notRunnable', 'notSupported', 'notSeen', 'notUndone'] as const)
      expect(found[list][action], list).toBe(known[list][action]);
  });

  it('knows nothing of actions that are no more', () => {
    const actions = new Set(awsActions.map(({ action }) => action));
    const named = [given, effects, ...Object.values(known)].flatMap(Object.keys);
    expect(named.filter((action) => !actions.has(action))).toEqual([]);
  });
});

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

async function whyNot({ kind, code }: Extract<Ran, { kind: 'failed' | 'unknown' }>): Promise<string> {
  const trouble = await moto.trouble();
  if (trouble !== undefined) return trouble;
  return kind === 'failed' ? `moto answers ${code}` : `moto answers what the SDK cannot read: ${code}`;
}

/** That moto says yes to what it has not done is no proof. */
async function readEffect(way: Way, action: string, names: Names): Promise<void> {
  const effect = effects[action];
  if (!effect) return;
  const [read, parameters, seen] = renamed(effect as unknown as Json[], names) as unknown as Effect;
  const looked = await way.read(read, parameters);
  if (typeof seen === 'string')
    expect(looked).toMatchObject({ kind: 'refused', codes: expect.arrayContaining([seen]) });
  else expect(looked).toMatchObject({ kind: 'seen', answer: seen });
  counts.effects += 1;
}

function compareSeen(way: Way, { action, look }: CatalogEntry, request: RequestIn<'done'>): void {
  if (!look) return;
  counts.looks += 1;
  const { seen, seenAfter } = request;
  if (!seen || !seenAfter)
    found.notSeen[action] = way.lookTrouble() ?? request.notSeen ?? 'moto shows nothing';
  else if (seen.hash === seenAfter.hash) found.notSeen[action] = 'moto shows the same as before';
  else counts.seen += 1;
}

async function undoIt(way: Way, entry: CatalogEntry, request: RequestIn<'done'>): Promise<void> {
  const { action, undo } = entry;
  if (!undo) return;
  counts.undoable += 1;
  const { parameters, seen, seenAfter, result } = request;
  const done = { action, parameters, seenBefore: seen, seenAfter, result: result?.value ?? {} };
  const offer = offerUndo(entry, done);
  if (offer.kind === 'nothing-to-undo') found.notUndone[action] = 'there is nothing to undo';
  else if (offer.kind === 'not-offered') found.notUndone[action] = offer.detail;
  else await undoBy(way, offer, request);
}

async function undoBy(way: Way, undoing: Undoing, request: RequestIn<'done'>): Promise<void> {
  const { action, parameters, remains } = undoing;
  const location = { partition: 'aws', account: request.account, region: request.region };
  const resource = find(action)?.arn(parameters, location) ?? '';
  const ran = await way.run({ action, resource, parameters });
  if (ran.kind !== 'done') {
    const why = 'detail' in ran ? ran.detail : await whyNot(ran);
    found.notUndone[request.action] = `${action}: ${why}`;
    return;
  }
  counts.undone += 1;
  // What the undo itself says is not as before is not compared.
  if (!request.seen || remains !== undefined) return;
  const now = await way.lookAgain(request.id);
  if (now.kind === 'seen' && hashOfSeen(now.value) === request.seen.hash) counts.compared += 1;
  else {
    if (process.env.VERBOSE)
      console.log(request.action, JSON.stringify(request.seen.value), JSON.stringify(now));
    found.notUndone[request.action] = 'moto shows something else than before';
  }
}
