import { once } from '../../../../core/lib/once.ts';

export interface SavedQuery {
  name: string;
  database: string;
  sql: string;
}

export type QueryAnswer = { ok: true; rows: number } | { ok: false; why: string };

export interface AuditQueries {
  savedQueries(workgroup: string): Promise<readonly SavedQuery[]>;
  /** `parameters` are SQL literals, in the order of the question marks. */
  query(workgroup: string, query: SavedQuery, parameters: readonly string[]): Promise<QueryAnswer>;
}

const pauseMilliseconds = 1_000;
const patienceSeconds = 120;

export function createAuditQueries(
  region: string,
  sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
): AuditQueries {
  const open = once(async () => {
    const sdk = await import('@aws-sdk/client-athena');
    return { ...sdk, client: new sdk.AthenaClient({ region }) };
  });
  return {
    async savedQueries(WorkGroup) {
      const { client, GetNamedQueryCommand, paginateListNamedQueries } = await open();
      const saved: SavedQuery[] = [];
      for await (const { NamedQueryIds = [] } of paginateListNamedQueries({ client }, { WorkGroup })) {
        for (const NamedQueryId of NamedQueryIds) {
          const { NamedQuery } = await client.send(new GetNamedQueryCommand({ NamedQueryId }));
          const { Name = '', Database = '', QueryString = '' } = NamedQuery ?? {};
          saved.push({ name: Name, database: Database, sql: QueryString });
        }
      }
      return saved.sort((one, other) => one.name.localeCompare(other.name));
    },
    async query(WorkGroup, { database, sql }, parameters) {
      const { client, StartQueryExecutionCommand, GetQueryExecutionCommand, GetQueryResultsCommand } =
        await open();
      const { QueryExecutionId } = await client.send(
        new StartQueryExecutionCommand({
          WorkGroup,
          QueryString: sql,
          QueryExecutionContext: { Database: database },
          ...(parameters.length > 0 && { ExecutionParameters: [...parameters] }),
        }),
      );
      for (let waited = 0; waited < patienceSeconds * 1_000; waited += pauseMilliseconds) {
        const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }));
        const { State, StateChangeReason = '' } = QueryExecution?.Status ?? {};
        if (State === 'FAILED' || State === 'CANCELLED')
          return { ok: false, why: `${State}: ${StateChangeReason}` };
        if (State === 'SUCCEEDED') {
          const { ResultSet } = await client.send(new GetQueryResultsCommand({ QueryExecutionId }));
          // The first row names the columns.
          return { ok: true, rows: Math.max(0, (ResultSet?.Rows?.length ?? 0) - 1) };
        }
        await sleep(pauseMilliseconds);
      }
      return { ok: false, why: `it still runs after ${patienceSeconds} s` };
    },
  };
}
