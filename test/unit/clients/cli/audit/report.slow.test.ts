import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { frameworks } from '../../../../../clients/cli/audit/report/frameworks/frameworks.ts';
import { type ReportPorts, reportCommand } from '../../../../../clients/cli/audit/report/report.ts';
import { sampleSize } from '../../../../../clients/cli/audit/report/sample.ts';
import { tableNames } from '../../../../../clients/cli/audit/report/tables.ts';
import type { Verification, VerifyAudit } from '../../../../../clients/cli/audit/report/verification.ts';
import { askedQuestions } from '../../../../support/asked-questions.ts';
import { capturedOutput } from '../../../../support/memory-output.ts';
import { seededTrail, writeTrail } from '../../../../support/seeded-trail.ts';

const withoutVerifier: VerifyAudit = async () => ({
  kind: 'not-verified',
  why: 'This pack was made without a verifier.',
});

capturedOutput();

const folder = mkdtempSync(join(tmpdir(), 'trail-'));
const packs = mkdtempSync(join(tmpdir(), 'packs-'));

beforeAll(async () => writeTrail((await seededTrail()).trail, folder));
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(packs, { recursive: true });
});

async function report(framework: string, out: string, more: string[] = [], verification?: Verification) {
  const told = { out: '', err: '', code: 0 };
  const ports: ReportPorts = {
    terminal: {
      out: (text) => {
        told.out += text;
      },
      err: (text) => {
        told.err += text;
      },
      exitWith: (code) => {
        told.code = code;
      },
    },
    verifyAudit: verification ? async () => verification : withoutVerifier,
    now: () => '2026-01-08T09:00:00.000Z',
  };
  const args = [
    '--framework',
    framework,
    '--dir',
    folder,
    '-o',
    out,
    '--from',
    '2026-01-05',
    '--to',
    '2026-01-07',
    ...more,
  ];
  await reportCommand(ports).exitOverride().parseAsync(args, { from: 'user' });
  return told;
}

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const read = (pack: string, file: string) => readFileSync(join(packs, pack, file), 'utf8');

describe('the controls', () => {
  it('are those that each framework asks about', () => {
    const ids = (name: string) => frameworks[name]?.controls.map(({ id }) => id).join(' ');
    expect(ids('soc2')).toBe('CC6.1 CC6.2 CC6.3 CC7.2 CC7.3 CC8.1');
    expect(ids('iso27001')).toBe('A.5.3 A.5.15 A.5.18 A.8.2 A.8.15 A.8.32');
    expect(ids('fedramp')).toBe('AC-3(2) AC-5 AC-6(9) AU-2 AU-3 AU-6 AU-9 AU-10 AU-12 CM-3 CM-5');
  });

  it.each(Object.values(frameworks).flatMap(({ controls }) => controls))(
    '$id has evidence, and says what it does not show',
    (control) => {
      expect(control.evidence.length).toBeGreaterThan(0);
      expect(control.notShown.length).toBeGreaterThan(0);
      expect(control.asks).toMatch(/\?$/);
    },
  );
});

describe.each(Object.keys(frameworks))('a pack for %s', (name) => {
  beforeAll(async () => {
    expect((await report(name, join(packs, name))).code).toBe(0);
  });

  it('has a page for each control, and names what it shows beside what it does not', () => {
    const html = read(name, 'index.html');
    for (const { id, asks, notShown } of frameworks[name]?.controls ?? []) {
      for (const text of [id, asks, ...notShown]) expect(html).toContain(text.replaceAll("'", '&#39;'));
    }
  });

  it('loads nothing, and links only to what lies beside it and within it', () => {
    const html = read(name, 'index.html');
    expect(html).not.toMatch(/<(script|link|img|iframe)|src=|url\(|@import/i);
    const targets = [...html.matchAll(/href="([^"]+)"/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(20);
    for (const target of targets) {
      if (target.startsWith('#')) expect(html).toContain(`id="${target.slice(1)}"`);
      else expect(existsSync(join(packs, name, target))).toBe(true);
    }
  });

  it('lists every file with its hash', () => {
    const { sha256: hashes } = JSON.parse(read(name, 'manifest.json')) as { sha256: Record<string, string> };
    const files = readdirSync(join(packs, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
      .map((entry) => join(entry.parentPath, entry.name).slice(join(packs, name).length + 1));
    expect(Object.keys(hashes).sort()).toEqual(files.sort());
    for (const [file, hash] of Object.entries(hashes))
      expect([file, sha256(read(name, file))]).toEqual([file, hash]);
  });
});

describe('the CSVs', () => {
  it.each(tableNames)('%s has as many lines as the question has rows, under its columns', (table) => {
    const asked = askedQuestions.find(({ name }) => name === table);
    const [head, ...lines] = read('soc2', `csv/${table}.csv`).trimEnd().split('\r\n');
    expect(head).toBe(asked?.columns.join(','));
    expect(lines).toHaveLength(asked?.rows.length ?? -1);
  });

  it('show no formula to a spreadsheet', () => {
    expect(read('soc2', 'csv/refusals-and-denials.csv')).toContain(`"'=HYPERLINK(`);
  });
});

describe('a sample', () => {
  it('is drawn by the hash of its population, as anyone can draw it', () => {
    const csv = read('soc2', 'csv/requests.csv');
    const ids = csv
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0] ?? '');
    const seed = sha256(csv);
    const expected = ids
      .toSorted((one, other) => (sha256(`${seed}:${one}`) < sha256(`${seed}:${other}`) ? -1 : 1))
      .slice(0, sampleSize);
    const drawn = read('soc2', 'samples/requests.csv')
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    expect(drawn).toEqual(expected);
    expect(read('soc2', 'index.html')).toContain(seed);
  });
});

describe('verification', () => {
  it('that did not take place is said on the page, in the list of limits, and on the terminal', async () => {
    const told = await report('soc2', join(packs, 'unverified'));
    expect(told.err).toMatch(/^The records were not verified\./);
    const html = read('unverified', 'index.html');
    expect(html).toContain('The records were not verified.');
    expect(html).toContain('That the records are whole and unchanged: they were not verified.');
  });

  it.each([
    [true, 'The records verify.', ''],
    [false, 'The records do NOT verify.', 'The records do NOT verify: the pack says so'],
  ])('that took place stands in the pack, whatever it found: %s', async (ok, says, warns) => {
    const verification = {
      kind: 'verified',
      ok,
      verdict: '27 records in 13 objects.',
      report: { records: 27 },
    } as const;
    const told = await report('soc2', join(packs, `verified-${ok}`), [], verification);
    expect(told.err.startsWith(warns) && (told.err === '') === ok).toBe(true);
    expect(read(`verified-${ok}`, 'index.html')).toContain(says);
    expect(JSON.parse(read(`verified-${ok}`, 'verification.json'))).toEqual(verification);
  });
});

describe('nothing is written', () => {
  it('where nothing was recorded: it ends with 3', async () => {
    const out = join(packs, 'empty');
    const told = await report('soc2', out, ['--from', '2025-01-01', '--to', '2025-01-31']);
    expect([told.err, told.code, existsSync(out)]).toEqual([
      'Nothing was recorded from 2025-01-01 to 2025-01-31.',
      3,
      false,
    ]);
  });

  it('over what is there already', async () => {
    const out = mkdtempSync(join(packs, 'full-'));
    writeFileSync(join(out, 'mine'), 'kept');
    const told = await report('soc2', out);
    expect([told.err, told.code]).toEqual([
      `${out} is not empty, and a pack replaces nothing. Give another folder.`,
      1,
    ]);
    expect(readdirSync(out)).toEqual(['mine']);
    expect(readdirSync(packs).filter((name) => name.startsWith('.pack-'))).toEqual([]);
  });

  it('where the records are not', async () => {
    const out = join(packs, 'nowhere');
    const told = await report('soc2', out, ['--dir', join(packs, 'not-there')]);
    expect([told.err, told.code, existsSync(out)]).toEqual([
      expect.stringMatching(/There is no folder "records"/),
      1,
      false,
    ]);
  });
});
