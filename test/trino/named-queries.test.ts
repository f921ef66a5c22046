import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Cell } from '../../clients/cli/audit/query/engine.ts';
import { lastSealedHour } from '../../clients/cli/audit/report/collect-tables.ts';
import { namedQueries } from '../../infra/athena/named-queries.ts';
import { any, askedQuestions } from '../support/asked-questions.ts';
import { capturedOutput } from '../support/memory-output.ts';
import { seededTrail } from '../support/seeded-trail.ts';
import { tableInTrino } from './table-in-trino.ts';

capturedOutput();

interface Answered {
  parses: boolean;
  problem?: string;
  columns?: string[];
  rows?: Cell[][];
}

const sqlOf = (name: string) => namedQueries().find((query) => query.name === name)?.sql ?? '';
const lastHour = lastSealedHour({ from: '2026-01-05', to: '2026-01-07' });
const broken = { sql: 'SELECT request_id FROM sealed_records WHERE', parameters: [] };
let answers: Answered[];
let sealedIn: string[];

beforeAll(async () => {
  const { trail } = await seededTrail();
  const questions = askedQuestions.map(({ name, parameters }) => ({ sql: sqlOf(name), parameters }));
  sealedIn = [...trail.keys()].flatMap(
    (key) => /^records\/dt=([^/]+)\/hh=(\d+)/.exec(key)?.slice(1).join('T') ?? [],
  );
  answers = await askTrino({ table: tableInTrino(trail), questions: [...questions, lastHour, broken] });
}, 300_000);

describe('in Trino, the engine of Athena', () => {
  it.each(askedQuestions.map((asked, at) => ({ ...asked, at })))(
    '$name parses, and answers what DuckDB does',
    ({ at, columns, rows }) => {
      const expected = rows.map((row) => row.map((cell) => (cell === any ? expect.anything() : cell)));
      expect(answers[at]).toEqual({ parses: true, columns, rows: expected });
    },
  );

  it('the hour up to which a pack is verified parses, and is the last in which a record was sealed', () => {
    expect(answers.at(-2)).toEqual({
      parses: true,
      columns: ['hour'],
      rows: [[`${sealedIn.toSorted().at(-1)}:00:00.000Z`]],
    });
  });

  it('does not parse what is no SQL, so that the rest says something', () => {
    expect(answers.at(-1)).toMatchObject({ parses: false });
  });
});

function askTrino(asked: object): Promise<Answered[]> {
  const program = fileURLToPath(new URL('AskTrino.java', import.meta.url));
  const { promise, resolve, reject } = Promise.withResolvers<Answered[]>();
  const child = execFile(
    'java',
    ['-cp', process.env.TRINO_CLASSPATH ?? '', program],
    { maxBuffer: 100_000_000 },
    (error, out, told) => {
      // What attaches itself to the JVM may warn on the first line.
      const answer = out.split('\n').find((line) => line.startsWith('['));
      if (answer === undefined) reject(error ?? new Error(told));
      else resolve(JSON.parse(answer) as Answered[]);
    },
  );
  child.stdin?.end(JSON.stringify(asked));
  return promise;
}
