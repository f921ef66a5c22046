import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../core/evidence/fault.ts';
import { copyOf, runAudit } from '../support/audit-cli.ts';
import { fourHours, timeIn, trail, twoMoves } from '../support/given/evidence.ts';
import { signLast } from '../support/given/signed-tampers.ts';
import { respelled, rewritten, signedLine } from '../support/given/spelled-tampers.ts';
import { spanOf } from '../support/given/tamper.ts';
import { tampered, tampers, unusual } from '../support/given/tampers.ts';
import { type Objects, type SigningKey, signingKey } from '../support/memory-evidence.ts';

type Judged = { verified: boolean; records: number; faults: Omit<Fault, 'detail'>[] };

const python = process.env.EVIDENCE_PYTHON ?? 'python3';
const script = new URL('../../docs/verify.py', import.meta.url).pathname;

/** What the second verifier says of a trail, and what ours does. */
async function judge(
  objects: Objects,
  key: SigningKey,
  span: string[],
): Promise<[second: Judged, ours: Judged]> {
  const { dir, pem } = copyOf(objects, key);
  const second = JSON.parse(printed([script, dir, '--key', pem, '--json', ...span])) as Judged;
  const said = await runAudit('verify', '--dir', dir, '--key', pem, '--json', ...span);
  return [second, JSON.parse(said.out) as Judged];
}

/** It ends with 1 where it finds something. */
function printed(args: string[], more: NodeJS.ProcessEnv = {}): string {
  try {
    const env = { ...process.env, ...more };
    return execFileSync(python, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    if (status !== 1 || stderr !== '') throw new Error(stderr, { cause: error });
    return stdout;
  }
}

const told = ({ faults }: Judged): string[] =>
  faults.map(({ code, object, record = '', byte = '' }) => `${code} ${object} ${record} ${byte}`).sort();

/** What one parser takes and another does not, or takes for something else. */
const tokens = [
  ...[
    '1.0',
    '1e0',
    '-0',
    '01',
    '+1',
    '1e400',
    '9007199254740993',
    '1'.repeat(400),
    'NaN',
    'Infinity',
    'true',
    'null',
  ],
  ...['""', '"\\ud800"', '"\\ud83d\\ude00"', '\\u0041', '\\/', '\ufeff', '\u2028', '\u0000', '\r', ' ', '\t'],
  ...[
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"',
    '\\',
    '[[[]]]',
    '"hash":"x",',
    '"seq":1,',
    '"__proto__":1,',
    '"id":null,',
    'é',
    '',
  ],
];

/** At a border of what JSON has, in the place of what stands there. */
const writing = (token: string, at: number, cut: number) => (text: string) => {
  const borders = [...text.matchAll(/[",:{}[\]]/g)].map(({ index }) => index);
  const place = (borders[at % borders.length] ?? 0) + (at % 2);
  return text.slice(0, place) + token + text.slice(place + cut);
};

describe('both verifiers', () => {
  it('find a whole trail whole, in any span of it', async () => {
    const key = signingKey();
    const { bucket } = await fourHours(key);
    for (const [from, to] of [
      [0, 4],
      [1, 3],
      [2, 3],
      [3, 4],
    ] as const) {
      const [second, ours] = await judge(bucket.objects, key, [
        '--from',
        timeIn(from, 0),
        '--to',
        timeIn(to, 0),
      ]);
      expect(second.faults).toEqual([]);
      expect(second).toMatchObject({ verified: true, records: ours.records });
    }
  });

  it.each(unusual)('find $name whole', async ({ of }) => {
    const key = signingKey();
    const { bucket } = await of(key);
    const [second, ours] = await judge(bucket.objects, key, ['--to', timeIn(4, 0)]);
    expect([...told(second), ...told(ours)]).toEqual([]);
    expect(second).toMatchObject({ verified: true, records: ours.records });
  });

  it.each(tampers)('say the same when $name', async (tamper) => {
    const key = signingKey();
    const [second, ours] = await judge(await tampered(tamper, key), key, spanOf(tamper));
    expect(second.verified).toBe(false);
    expect(told(second)).toEqual(told(ours));
  });

  it('say the same of a second bucket: digest files that differ there, or are not there', async () => {
    const key = signingKey();
    const { bucket } = await fourHours(key);
    const copies = new Map([...bucket.objects].filter(([name]) => name.startsWith('digests/')));
    const [first = '', second = ''] = [...copies.keys()].sort();
    const held = async () => {
      const place = copyOf(copies, key).dir;
      return judge(bucket.objects, key, ['--to', timeIn(4, 0), '--copy', place]);
    };
    for (const { verified, faults } of await held())
      expect({ verified, faults }).toEqual({ verified: true, faults: [] });
    copies.set(first, Buffer.from('another'));
    copies.delete(second);
    const [theirs, ours] = await held();
    expect(told(theirs)).toEqual(told(ours));
    expect(told(ours)).toEqual([first, second].map((name) => `digest-copy-differs ${name}  `));
  });

  it('say the same up to now: what is under a later hour is not signed yet, and added where that is not soon', async () => {
    const story = trail();
    const hoursLater = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    story.at(hoursLater(0));
    await story.close();
    for (const [number, hours] of [-1, 0, 20, 60].entries()) {
      story.at(hoursLater(hours));
      await story.seal([story.next(twoMoves(number)[0])]);
    }
    const [theirs, ours] = await judge(story.bucket.objects, story.key, []);
    expect(told(theirs)).toEqual(told(ours));
    const added = hoursLater(60).slice(0, 13).replace('T', '/hh=');
    expect(told(ours).at(-1)).toContain(`object-unlisted records/dt=${added}/`);
    expect(ours.records).toBe(theirs.records);
  });

  it('take days for days of UTC, wherever they run', async () => {
    const key = signingKey();
    const { bucket } = await fourHours(key);
    const { dir, pem } = copyOf(bucket.objects, key);
    const span = ['--from', '2026-01-05', '--to', '2026-01-06'];
    const asked = ['--key', pem, '--json', ...span];
    const theirs = JSON.parse(printed([script, dir, ...asked], { TZ: 'America/New_York' })) as Judged;
    const ours = JSON.parse((await runAudit('verify', '--dir', dir, ...asked)).out) as Judged;
    // Of the hours of that day, those behind the four were never signed.
    expect(told(ours)).toHaveLength(24 - 13);
    expect(told(theirs)).toEqual(told(ours));
  });

  it('tell a terminal nothing by the names of objects', async () => {
    const key = signingKey();
    const { bucket } = await fourHours(key);
    const name = 'records/dt=2026-01-05/hh=10/\u001b[8m\u009b8m\nVERIFIED\u202e';
    const objects: Objects = new Map([...bucket.objects, [name, Buffer.from('x')]]);
    const { dir, pem } = copyOf(objects, key);
    const span = ['--key', pem, '--to', timeIn(4, 0)];
    const theirs = printed([script, dir, ...span]);
    const ours = (await runAudit('verify', '--dir', dir, ...span)).out;
    for (const said of [theirs, ours]) {
      const lines = said.trimEnd().split('\n');
      expect(lines).toHaveLength(2);
      expect(lines[1]).toMatch(/^NOT VERIFIED/);
      expect(lines.join('')).toMatch(/^\P{C}*$/u);
    }
  });

  it('say the same, whatever is written where, also where that is proved and signed anew', async () => {
    const key = signingKey();
    const { bucket } = await fourHours(key);
    let found = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('line', 'record', 'digest file'),
        fc.constantFrom(...tokens),
        fc.nat(),
        fc.nat(3),
        async (kind, token, at, cut) => {
          const objects = new Map(bucket.objects);
          const change = writing(token, at, cut);
          if (kind === 'line') respelled(change).do(objects, key);
          else if (kind === 'record') signedLine((line) => rewritten(line, change)).do(objects, key);
          else signLast(objects, key, (file) => file, change);
          const [theirs, ours] = await judge(objects, key, ['--to', timeIn(4, 0)]);
          expect([theirs.verified, theirs.records, ...told(theirs)]).toEqual([
            ...[ours.verified, ours.records, ...told(ours)],
          ]);
          found += theirs.verified ? 0 : 1;
        },
      ),
      { numRuns: 60 },
    );
    expect(found).toBeGreaterThan(20);
  }, 120_000);

  it('find the object, whichever of its bytes is changed', async () => {
    const key = signingKey();
    const { bucket } = await fourHours(key);
    const all = [...bucket.objects.keys()].sort();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(all.length - 1),
        fc.nat(),
        fc.integer({ min: 0, max: 7 }),
        async (pick, at, bit) => {
          const [changed = '', objects] = [all[pick], new Map(bucket.objects)];
          const body = Buffer.from(objects.get(changed) ?? '');
          const place = at % body.length;
          body[place] = (body[place] ?? 0) ^ (1 << bit);
          objects.set(changed, body);
          for (const { verified, faults } of await judge(objects, key, ['--to', timeIn(4, 0)])) {
            expect(verified).toBe(false);
            expect(faults.map(({ object }) => object)).toContain(changed);
          }
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
