import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDb } from '../../../../../clients/cli/audit/query/duckdb-engine.ts';
import type { Engine } from '../../../../../clients/cli/audit/query/engine.ts';
import { whyNotRead } from '../../../../../clients/cli/audit/query/refuse-writes.ts';
import { filesOfFolder } from '../../../../../clients/cli/audit/query/sealed-files.ts';
import { namedQueries } from '../../../../../infra/athena/named-queries.ts';
import { any, askedQuestions } from '../../../../support/asked-questions.ts';
import { capturedOutput } from '../../../../support/memory-output.ts';
import { seededTrail, writeTrail } from '../../../../support/seeded-trail.ts';

capturedOutput();

const folder = mkdtempSync(join(tmpdir(), 'trail-'));
let engine: Engine;

beforeAll(async () => {
  const { trail } = await seededTrail();
  writeTrail(trail, folder);
  const found = await filesOfFolder(folder, undefined);
  if (!found.ok) throw new Error(found.detail);
  const opened = await openDuckDb(found.files, mkdtempSync(join(tmpdir(), 'copy-')));
  if (!opened.ok) throw new Error(opened.detail);
  engine = opened.engine;
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const sqlOf = (name: string) => namedQueries().find((query) => query.name === name)?.sql ?? '';

describe('the named questions', () => {
  it('are each asked here, and by no other name', () => {
    expect(askedQuestions.map(({ name }) => name)).toEqual(namedQueries().map(({ name }) => name));
  });

  it.each(askedQuestions)('$name answers what happened', async ({ name, parameters, columns, rows }) => {
    const answer = await engine.ask({ sql: sqlOf(name), parameters });
    const expected = rows.map((row) => row.map((cell) => (cell === any ? expect.anything() : cell)));
    expect(answer).toEqual({ ok: true, columns, rows: expected });
  });

  it.each(namedQueries())(
    '$name says what it answers and what fills its question marks, and only reads',
    (query) => {
      expect(query.says).toMatch(/^[A-Z].{20,}/);
      expect(query.sql.split('?')).toHaveLength(query.takes.length + 1);
      expect(whyNotRead(query.sql)).toBeUndefined();
    },
  );
});
