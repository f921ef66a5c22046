import { afterEach, expect, it } from 'vitest';
import { createAuditQueries } from '../../../../../../clients/cli/doctor/aws/audit-queries.ts';
import { type Answers, jsonService } from './json-service.ts';

let service: Awaited<ReturnType<typeof jsonService>>;
afterEach(() => service.close());

const saved = { name: 'one-request', database: 'records', sql: 'SELECT 1 WHERE id = ?' };
const row = { Data: [{ VarCharValue: 'x' }] };
const inState = (...states: string[]): Answers => ({
  StartQueryExecution: () => ({ QueryExecutionId: 'q1' }),
  GetQueryExecution: () => ({
    QueryExecution: {
      Status: { State: states.shift() ?? 'RUNNING', StateChangeReason: 'As Athena says it.' },
    },
  }),
  GetQueryResults: () => ({ ResultSet: { Rows: [row, row, row] } }),
});
const ask = (parameters: readonly string[] = ["'r1'"]) =>
  createAuditQueries('eu-west-1', async () => {}).query('audit', saved, parameters);

it('reads every saved query of the workgroup, page by page, in the order of their names', async () => {
  service = await jsonService({
    ListNamedQueries: ({ NextToken }) =>
      NextToken ? { NamedQueryIds: ['1'] } : { NamedQueryIds: ['2'], NextToken: 'more' },
    GetNamedQuery: ({ NamedQueryId: id }) => ({
      NamedQuery: { Name: `n${id}`, Database: 'd', QueryString: 's' },
    }),
  });
  const queries = await createAuditQueries('eu-west-1').savedQueries('audit');
  expect(queries).toEqual(['n1', 'n2'].map((name) => ({ name, database: 'd', sql: 's' })));
});

it('runs a query with its parameters, waits for it, and counts its rows without the one of the names', async () => {
  service = await jsonService(inState('QUEUED', 'RUNNING', 'SUCCEEDED'));
  expect(await ask()).toEqual({ ok: true, rows: 2 });
  expect(service.calls[0]).toEqual([
    'StartQueryExecution',
    expect.objectContaining({
      WorkGroup: 'audit',
      QueryString: saved.sql,
      QueryExecutionContext: { Database: 'records' },
      ExecutionParameters: ["'r1'"],
    }),
  ]);
});

it('gives no parameters to a query that has none, which Athena would refuse', async () => {
  service = await jsonService(inState('SUCCEEDED'));
  await ask([]);
  expect(service.calls[0]?.[1]).not.toHaveProperty('ExecutionParameters');
});

it.each(['FAILED', 'CANCELLED'])('says why one is %s', async (state) => {
  service = await jsonService(inState(state));
  expect(await ask()).toEqual({ ok: false, why: `${state}: As Athena says it.` });
});

it('does not wait for ever', async () => {
  service = await jsonService(inState());
  expect(await ask()).toEqual({ ok: false, why: 'it still runs after 120 s' });
});
