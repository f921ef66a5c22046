import { describe, expect, it } from 'vitest';
import { whyNotRead } from '../../../../../clients/cli/audit/query/refuse-writes.ts';

const writing = [
  'INSERT INTO sealed_records SELECT * FROM sealed_records',
  'UPDATE sealed_records SET actor = 1',
  'DELETE FROM sealed_records',
  'MERGE INTO sealed_records USING x ON true WHEN MATCHED THEN DELETE',
  'CREATE TABLE mine AS SELECT * FROM sealed_records',
  'CREATE OR REPLACE VIEW mine AS SELECT 1',
  'DROP TABLE sealed_records',
  'ALTER TABLE sealed_records ADD COLUMNS (x int)',
  'MSCK REPAIR TABLE sealed_records',
  "UNLOAD (SELECT 1) TO 's3://elsewhere/'",
  "COPY sealed_records TO 'x.csv'",
  "COPY (SELECT 1) TO 'x.csv'",
  "ATTACH 'x.db'",
  'INSTALL httpfs',
  'LOAD httpfs',
  'SET enable_external_access = true',
  "EXPORT DATABASE 'x'",
  'PRAGMA database_list',
  'CALL system.x()',
  'EXECUTE question',
  'EXPLAIN ANALYZE INSERT INTO x SELECT 1',
  'VACUUM',
  '/* SELECT */ DROP TABLE x',
  '-- SELECT\nDROP TABLE x',
  '(DROP TABLE x)',
];

describe('a text that would write', () => {
  it.each(writing)('is no question: %s', (sql) => {
    expect(whyNotRead(sql)).toMatch(/^Only questions are asked of the trail: .+ Nothing was changed\.$/);
  });

  it.each(['SELECT 1; DROP TABLE x', "SELECT ';'; DROP TABLE x", 'SELECT 1 /* ; */ ; DELETE FROM x'])(
    'does not hide behind a question: %s',
    (sql) => {
      expect(whyNotRead(sql)).toMatch(/has 2 statements/);
    },
  );

  it.each([
    "SELECT 'open",
    'SELECT "open',
    'SELECT 1 /* open',
    'SELECT 1 /* /* */ */ ; DROP TABLE x',
    "SELECT ''' ; DROP TABLE x",
  ])('does not hide in what is not closed, or closed otherwise elsewhere: %s', (sql) => {
    expect(whyNotRead(sql)).toMatch(/not closed|statements/);
  });
});

describe('a question', () => {
  it.each([
    'SELECT 1',
    'select 1;',
    '  (SELECT 1) UNION (SELECT 2)',
    '-- why\nWITH x AS (SELECT 1) SELECT * FROM x',
    "SELECT 'DROP TABLE x; it''s' AS \"a;b\"",
    'VALUES (1)',
    'TABLE sealed_records',
  ])('is one: %s', (sql) => {
    expect(whyNotRead(sql)).toBeUndefined();
  });
});
