import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryCommand } from '../../../../../clients/cli/audit/query/query.ts';
import { capturedOutput } from '../../../../support/memory-output.ts';
import { type SeededTrail, seededTrail, writeTrail } from '../../../../support/seeded-trail.ts';

capturedOutput();

const folder = mkdtempSync(join(tmpdir(), 'trail-'));
let seeded: SeededTrail;

beforeAll(async () => {
  seeded = await seededTrail();
  writeTrail(seeded.trail, folder);
});
afterAll(() => {
  for (const made of [folder, scratch]) rmSync(made, { recursive: true });
});

const scratch = mkdtempSync(join(tmpdir(), 'scratch-'));

async function query(...args: string[]) {
  const told = { out: [] as string[], err: [] as string[], code: 0 };
  const terminal = {
    out: (text: string) => void told.out.push(text),
    err: (text: string) => void told.err.push(text),
    exitWith: (code: number) => {
      told.code = code;
    },
  };
  const ports = { terminal, today: () => '2026-01-10', scratch };
  await queryCommand(terminal, ports).exitOverride().parseAsync(args, { from: 'user' });
  // Nothing is left of the copy that was asked.
  expect(readdirSync(scratch)).toEqual([]);
  return { ...told, out: told.out.join('\n'), err: told.err.join('\n') };
}

const here = ['--dir', folder];
const inSpan = ['--from', '2026-01-05', '--to', '2026-01-05'];

describe('countersign audit query', () => {
  it('asks a named question about the days that are given', async () => {
    const { out, code } = await query('who-approved-what', ...here, ...inSpan, '--format', 'json');
    const answered = JSON.parse(out) as { person: string; choice: string }[];
    expect(answered.map(({ person, choice }) => [person, choice])).toEqual([
      ['security.one@example.com', 'approve'],
      ['security.two@example.com', 'deny'],
    ]);
    expect(code).toBe(0);
  });

  it('asks about the last thirty days where none are given', async () => {
    const { out } = await query('who-approved-what', ...here, '--format', 'csv');
    expect(out.split('\r\n')).toHaveLength(4);
  });

  it.each(['dt=1999-01-01', 'hh=99', 'every*', 'one[1]', 'records'])(
    'asks the folder that is given and no other, if it is called %s',
    async (name) => {
      const above = mkdtempSync(join(tmpdir(), 'trails-'));
      // Read by a pattern, the other would be read as well.
      for (const one of [name, 'everything', 'one1']) writeTrail(seeded.trail, join(above, one));
      const { out } = await query(
        'SELECT min(dt), max(hh), count(*) FROM sealed_records',
        '--dir',
        join(above, name),
      );
      rmSync(above, { recursive: true });
      expect(out).toBe((await query('SELECT min(dt), max(hh), count(*) FROM sealed_records', ...here)).out);
    },
  );

  it('fills what a question asks for', async () => {
    const { out } = await query('one-request', ...here, '--param', `request=${seeded.ids.denied}`);
    expect(out.split('\n')).toHaveLength(3);
  });

  it('takes SQL, with parameters in their order, or by name where the SQL names them', async () => {
    const sql = 'SELECT count(DISTINCT record_id) AS records FROM sealed_records WHERE type = ?';
    expect((await query(sql, ...here, '--param', 'type=voted', '--format', 'csv')).out).toBe('records\r\n3');
    const named = `${sql.replace('WHERE', 'WHERE dt >= ? AND')}\n-- Takes: from, type`;
    const { out } = await query(
      named,
      ...here,
      '--param',
      'type=voted',
      '--from',
      '2026-01-06',
      '--format',
      'csv',
    );
    expect(out).toBe('records\r\n1');
  });

  it('a value is a value, whatever stands in it', async () => {
    const { out, err, code } = await query(
      'one-request',
      ...here,
      '--param',
      "request=' OR '1' = '1",
      '--format',
      'json',
    );
    expect([out, err, code]).toEqual(['[]', 'Nothing in the whole trail answers this.', 3]);
  });
});

describe('what is wrong is told in one line, with exit status 1, and nothing is printed', () => {
  const notThere = join(folder, 'not-there');
  it.each([
    [
      'a name that is no question',
      ['who-approved'],
      /^There is no question "who-approved"\. There are access-by-environment, /,
    ],
    [
      'SQL that would write',
      ['DROP TABLE sealed_records', ...here],
      /^Only questions are asked .+begins with DROP/,
    ],
    [
      'SQL that would write beside a question',
      ["SELECT 1; COPY sealed_records TO 'x'", ...here],
      /2 statements/,
    ],
    [
      'SQL over what is not there',
      ['SELECT nothing FROM sealed_records', ...here],
      /could not be answered: .*nothing/,
    ],
    [
      'the word that DuckDB keeps for itself',
      ['SELECT max(at) FROM sealed_records', ...here],
      /double quotes/,
    ],
    [
      'a file of this machine',
      ["SELECT * FROM read_text('/etc/hostname')", ...here],
      /disabled by configuration/,
    ],
    ['a table of this machine', ["SELECT * FROM '/etc/hostname.csv'", ...here], /could not be answered/],
    [
      'a day that is none',
      ['coverage', ...here, '--from', '2026-02-30'],
      /^--from must be a day, such as 2026-01-31/,
    ],
    [
      'a span that ends before it begins',
      ['coverage', ...here, '--from', '2026-02-02', '--to', '2026-02-01'],
      /is after/,
    ],
    ['a parameter that is missing', ['one-request', ...here], /asks for request\. Give --param request=…\./],
    ['a parameter that is not asked for', ['coverage', ...here, '--param', 'agent=etl'], /asks for no agent/],
    ['a parameter without a name', ['one-request', ...here, '--param', 'etl'], /must be name=value/],
    [
      'days for a question that reads all',
      ['gaps-and-breaks', ...here, '--from', '2026-01-01'],
      /whole trail/,
    ],
    ['no place', ['coverage'], /^Say where the records are: one of --athena, --bucket and --dir\./],
    ['two places', ['coverage', ...here, '--bucket', 'b'], /one of --athena, --bucket and --dir/],
    ['a folder that is not there', ['coverage', '--dir', notThere], /There is no folder "records" in /],
  ])('%s', async (_, args, told) => {
    const { out, err, code } = await query(...args);
    expect(err).toMatch(told);
    expect([out, code, err.split('\n').length]).toEqual(['', 1, 1]);
  });

  it('a gzip that ends too early, and a file that somebody else laid there', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'trail-'));
    const at = join(broken, 'records/dt=2026-01-05/hh=12');
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'a-1-2.ndjson.gz'), Buffer.from([0x1f, 0x8b, 8, 0, 0]));
    const cut = await query('coverage', '--dir', broken, ...inSpan);
    expect([cut.err, cut.code]).toEqual([
      expect.stringMatching(/^The sealed records could not be read: /),
      1,
    ]);
    writeFileSync(join(at, 'extra.json'), '{}');
    const foreign = await query('coverage', '--dir', broken, ...inSpan);
    expect([foreign.err, foreign.code]).toEqual([
      expect.stringMatching(/extra\.json is not named as sealed objects are/),
      1,
    ]);
    rmSync(broken, { recursive: true });
  });
});

describe('a span with no data', () => {
  it.each([
    ['2025-01-01', '2025-01-31'],
    ['2026-03-01', '2026-03-31'],
  ])('from %s is told, and ends with 3', async (from, to) => {
    const { err, code } = await query('who-approved-what', ...here, '--from', from, '--to', to);
    expect([err, code]).toEqual([`Nothing from ${from} to ${to} answers this.`, 3]);
  });

  it('is good news where a question should return nothing', async () => {
    const { out, code } = await query('gaps-and-breaks', ...here, '--format', 'json');
    expect([out, code]).toEqual(['[]', 0]);
  });
});
