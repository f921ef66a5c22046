import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsActions } from '../../catalog/aws/aws-actions.ts';
import type { Json } from '../../core/lib/json.ts';
import { type Effect, effects } from './effects.ts';
import { given } from './given/given.ts';
import { type Moto, startMoto } from './start-moto.ts';
import { makeState, type Names, renamed } from './state.ts';
import { directWay, type Ran, type Way } from './way.ts';

const account = '111122223333';
const region = 'eu-central-1';

/** What cannot be shown here, by action, each with the reason. Written by `UPDATE=1 npm run test:targets`. */
interface NotShown {
  /** By Countersign itself: it has no client for it, or cannot hold what is sent to what was signed. */
  notRunnable: Record<string, string>;
  /** By moto. */
  notSupported: Record<string, string>;
}
const file = new URL('not-shown.json', import.meta.url);
const known = JSON.parse(readFileSync(file, 'utf8')) as NotShown;
const found: NotShown = { notRunnable: {}, notSupported: {} };
const counts = { ran: 0, seen: 0 };

let moto: Moto;
let way: Way;

beforeAll(async () => {
  const { MOTO_SERVER = '' } = process.env;
  moto = await startMoto(MOTO_SERVER, account);
  way = directWay({ account, region, open: moto.open });
});

afterAll(async () => {
  await moto.stop();
  const { notRunnable, notSupported } = found;
  console.log(
    `${awsActions.length} curated actions of AWS: ${counts.ran} ran, ${counts.seen} of them with their effect seen; ` +
      `${Object.keys(notSupported).length} moto does not do, ${Object.keys(notRunnable).length} Countersign does not run.`,
  );
  if (process.env.UPDATE) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
});

describe('against a simulator that knows nothing of us', () => {
  it.each(awsActions.map((entry) => [entry.action, entry] as const))('%s', async (action, { example }) => {
    await moto.reset();
    const names = await makeState(given[action] ?? [], region, moto.open);
    const ran = await way.run(action, renamed(example.parameters, names));
    if (ran.kind === 'done') {
      counts.ran += 1;
      await seeEffect(action, names);
    } else if (ran.kind === 'not-ready') found.notRunnable[action] = ran.detail;
    else found.notSupported[action] = await whyNot(ran);
    if (process.env.UPDATE) return;
    expect(found.notRunnable[action]).toBe(known.notRunnable[action]);
    expect(found.notSupported[action]).toBe(known.notSupported[action]);
  });

  it('knows nothing of actions that are no more', () => {
    const actions = new Set(awsActions.map(({ action }) => action));
    const named = [given, effects, known.notRunnable, known.notSupported].flatMap(Object.keys);
    expect(named.filter((action) => !actions.has(action))).toEqual([]);
  });
});

async function whyNot(ran: Exclude<Ran, { kind: 'done' | 'not-ready' }>): Promise<string> {
  // This one would be ours.
  if (ran.kind === 'not-sent') throw new Error(ran.detail);
  const trouble = await moto.trouble();
  if (trouble !== undefined) return trouble;
  return ran.kind === 'failed'
    ? `moto answers ${ran.code}`
    : `moto answers what the SDK cannot read: ${ran.code}`;
}

/** That moto says yes to what it has not done is no proof. */
async function seeEffect(action: string, names: Names): Promise<void> {
  const effect = effects[action];
  if (!effect) return;
  const [read, parameters, seen] = renamed(effect as unknown as Json[], names) as unknown as Effect;
  const looked = await way.look(read, parameters);
  if (typeof seen === 'string')
    expect(looked).toMatchObject({ kind: 'refused', codes: expect.arrayContaining([seen]) });
  else expect(looked).toMatchObject({ kind: 'seen', answer: seen });
  counts.seen += 1;
}
