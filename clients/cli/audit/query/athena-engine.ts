import type { AthenaClient, ColumnInfo, QueryExecution, Row } from '@aws-sdk/client-athena';
import { databaseOf } from '../../../../infra/athena/database-of.ts';
import { type Answer, type Cell, type Engine, no, type OpenedEngine, type Question } from './engine.ts';
import { whyNotRead } from './refuse-writes.ts';

export interface AthenaOptions {
  workgroup: string;
  region?: string | undefined;
  sleep?: (milliseconds: number) => Promise<unknown>;
  /** Of a test. */
  client?: Pick<AthenaClient, 'send'>;
}

const pauseMilliseconds = 500;
/** Athena itself ends a query after half an hour. */
const patienceMilliseconds = 1_800_000;

/** Asks in the workgroup of a deployment, which keeps answers for a day and ends what reads too much. */
export async function openAthena({ workgroup, region, ...given }: AthenaOptions): Promise<OpenedEngine> {
  const sdk = await import('@aws-sdk/client-athena');
  const client = given.client ?? new sdk.AthenaClient(region ? { region } : {});
  const sleep =
    given.sleep ?? ((milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds)));

  async function ended(QueryExecutionId: string | undefined): Promise<QueryExecution | undefined> {
    for (let waited = 0; waited <= patienceMilliseconds; waited += pauseMilliseconds) {
      const { QueryExecution } = await client.send(new sdk.GetQueryExecutionCommand({ QueryExecutionId }));
      if (!['QUEUED', 'RUNNING'].includes(QueryExecution?.Status?.State ?? '')) return QueryExecution;
      await sleep(pauseMilliseconds);
    }
    return undefined;
  }

  async function results(QueryExecutionId: string | undefined): Promise<Answer> {
    let columns: ColumnInfo[] = [];
    const rows: Row[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new sdk.GetQueryResultsCommand({ QueryExecutionId, ...(NextToken !== undefined && { NextToken }) }),
      );
      columns = page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? columns;
      rows.push(...(page.ResultSet?.Rows ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return {
      ok: true,
      columns: columns.map(({ Name = '' }) => Name),
      // The first row names the columns.
      rows: rows
        .slice(1)
        .map(({ Data = [] }) => columns.map((column, index) => cellOf(column, Data[index]?.VarCharValue))),
    };
  }

  async function ask({ sql, parameters }: Question): Promise<Answer> {
    const why = whyNotRead(sql);
    if (why) return no('writes', why);
    try {
      const { QueryExecutionId } = await client.send(
        new sdk.StartQueryExecutionCommand({
          WorkGroup: workgroup,
          QueryString: sql,
          QueryExecutionContext: { Database: databaseOf(workgroup) },
          ...(parameters.length > 0 && { ExecutionParameters: parameters.map(literal) }),
        }),
      );
      const execution = await ended(QueryExecutionId);
      return execution?.Status?.State === 'SUCCEEDED'
        ? await results(QueryExecutionId)
        : whyEnded(workgroup, execution);
    } catch (error) {
      const told = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return no('unreachable', `Athena could not be asked in the workgroup ${workgroup} (${told}).`);
    }
  }

  const engine: Engine = { ask, close: async () => {} };
  return { ok: true, engine };
}

function whyEnded(workgroup: string, execution: QueryExecution | undefined): Answer {
  const { State = 'RUNNING', StateChangeReason = '' } = execution?.Status ?? {};
  if (/bytes scanned limit/i.test(StateChangeReason))
    return no(
      'over-the-limit',
      `Athena ended the question: it would have read more than the workgroup ${workgroup} lets one read. Give a shorter span with --from and --to, or raise auditScanLimitGigabytes in the settings.`,
    );
  return no('not-understood', `Athena answered ${State}: ${StateChangeReason.split('\n')[0]}.`);
}

const numbers: ReadonlySet<string> = new Set([
  'tinyint',
  'smallint',
  'integer',
  'bigint',
  'float',
  'real',
  'double',
  'decimal',
]);

function cellOf({ Type = 'varchar' }: ColumnInfo, text: string | undefined): Cell {
  if (text === undefined) return null;
  if (numbers.has(Type)) return Number(text);
  return Type === 'boolean' ? text === 'true' : text;
}

/** An execution parameter is SQL. */
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
