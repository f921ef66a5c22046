import { readRecordText } from '../../../../core/evidence/sealed-line.ts';
import type { ChainFiles } from './chain-files.ts';

/** What was written just now may still be on its way through the stream. What says that it is yet to come, is not. */
const settleMs = 5 * 60_000;

/** The last record of each chain that the table has. Reads the whole table, page by page. */
export async function addTableHeads(
  table: string,
  region: string | undefined,
  chains: Pick<ChainFiles, 'add'>,
  now = Date.now(),
): Promise<void> {
  const { DynamoDBClient, paginateScan } = await import('@aws-sdk/client-dynamodb');
  const client = new DynamoDBClient({ ...(region && { region }) });
  const scan = {
    TableName: table,
    ProjectionExpression: '#record',
    FilterExpression: 'attribute_exists(#record)',
    ExpressionAttributeNames: { '#record': 'record' },
  };
  for await (const { Items = [] } of paginateScan({ client }, scan)) {
    for (const { record } of Items) addTableHead(record?.S ?? '', chains, now);
  }
}

/** Of one item, by its record. */
export function addTableHead(text: string, chains: Pick<ChainFiles, 'add'>, now: number): void {
  const read = readRecordText(text);
  // What does not prove itself is set aside by seal, and told there.
  if (!read.ok) return;
  const { at } = JSON.parse(text) as { at?: unknown };
  if (Math.abs(now - Date.parse(String(at))) < settleMs) return;
  const { chain, seq, hash } = read.place;
  chains.add({ kind: 'head', chain, seq, hash });
}
