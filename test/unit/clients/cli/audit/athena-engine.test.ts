import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { describe, expect, it } from 'vitest';
import { openAthena } from '../../../../../clients/cli/audit/query/athena-engine.ts';

const column = (Name: string, Type: string) => ({ Name, Type });
const row = (...cells: (string | undefined)[]) => ({
  Data: cells.map((VarCharValue) => (VarCharValue === undefined ? {} : { VarCharValue })),
});

/** Athena, as far as one query sees it. */
function athena(ended: { State: string; StateChangeReason?: string }) {
  const sent: object[] = [];
  let asked = 0;
  const send = async (command: object) => {
    sent.push(command);
    if (command instanceof StartQueryExecutionCommand) return { QueryExecutionId: 'q' };
    if (command instanceof GetQueryExecutionCommand) {
      asked += 1;
      return { QueryExecution: { Status: asked < 3 ? { State: 'RUNNING' } : ended } };
    }
    if (!(command instanceof GetQueryResultsCommand)) throw new Error('Not a call of a question.');
    const ResultSetMetadata = {
      ColumnInfo: [column('person', 'varchar'), column('times', 'bigint'), column('well', 'boolean')],
    };
    return command.input.NextToken === undefined
      ? {
          NextToken: 'more',
          ResultSet: { ResultSetMetadata, Rows: [row('person', 'times', 'well'), row('one', '12', 'true')] },
        }
      : { ResultSet: { ResultSetMetadata, Rows: [row(undefined, undefined, 'false')] } };
  };
  return { send, sent, waits: () => asked };
}

const open = async (fake: { send: unknown }) => {
  const opened = await openAthena({
    workgroup: 'countersign-trial-audit',
    sleep: async () => {},
    client: fake as never,
  });
  if (!opened.ok) throw new Error(opened.detail);
  return opened.engine;
};

const question = { sql: 'SELECT ?', parameters: ["it's"] };

describe('Athena', () => {
  it('is asked in the workgroup, with each parameter as a text of SQL, and every page of the answer is read', async () => {
    const fake = athena({ State: 'SUCCEEDED' });
    const answer = await (await open(fake)).ask(question);
    expect(answer).toEqual({
      ok: true,
      columns: ['person', 'times', 'well'],
      rows: [
        ['one', 12, true],
        [null, null, false],
      ],
    });
    expect((fake.sent[0] as StartQueryExecutionCommand).input).toEqual({
      WorkGroup: 'countersign-trial-audit',
      QueryString: 'SELECT ?',
      QueryExecutionContext: { Database: 'countersign_trial_audit' },
      ExecutionParameters: ["'it''s'"],
    });
  });

  it.each([
    [
      'CANCELLED',
      'Query cancelled! : Bytes scanned limit was exceeded',
      'over-the-limit',
      /shorter span with --from and --to, or raise auditScanLimitGigabytes/,
    ],
    [
      'FAILED',
      'TABLE_NOT_FOUND: line 1:15\nmore',
      'not-understood',
      /^Athena answered FAILED: TABLE_NOT_FOUND: line 1:15\.$/,
    ],
  ])('that ended a question as %s says why in a line', async (State, StateChangeReason, code, detail) => {
    const answer = await (await open(athena({ State, StateChangeReason }))).ask(question);
    expect(answer).toEqual({ ok: false, code, detail: expect.stringMatching(detail) });
  });

  it('is never asked what would write', async () => {
    const fake = athena({ State: 'SUCCEEDED' });
    const answer = await (await open(fake)).ask({
      sql: "UNLOAD (SELECT 1) TO 's3://elsewhere/'",
      parameters: [],
    });
    expect([answer, fake.sent]).toEqual([expect.objectContaining({ ok: false, code: 'writes' }), []]);
  });

  it('that cannot be reached is told in a line', async () => {
    const send = async () => {
      throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    };
    expect(await (await open({ send })).ask(question)).toEqual({
      ok: false,
      code: 'unreachable',
      detail:
        'Athena could not be asked in the workgroup countersign-trial-audit (AccessDeniedException: no).',
    });
  });
});
