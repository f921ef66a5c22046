import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { type StandingStore, standingIndex } from '../../../core/ports/store.ts';
import { standingKey, standingShards } from './request-item.ts';

/** Sparse: what is over is not in the index, so that finding what stands costs nothing where nothing does. */
export const createStandingStore = (client: DynamoDBClient, table: string): StandingStore => ({
  async *list(wait, until) {
    for (const shard of standingShards) yield* idsIn(client, table, standingKey(wait, shard), until);
  },
});

async function* idsIn(
  client: DynamoDBClient,
  table: string,
  key: string,
  until: string | undefined,
): AsyncIterable<string> {
  const pages = paginateQuery(
    { client, pageSize: 100 },
    {
      TableName: table,
      IndexName: standingIndex,
      KeyConditionExpression:
        until === undefined ? '#standing = :key' : '#standing = :key AND #until < :until',
      ExpressionAttributeNames: {
        '#standing': 'standing',
        ...(until !== undefined && { '#until': 'until' }),
      },
      ExpressionAttributeValues: {
        ':key': { S: key },
        ...(until !== undefined && { ':until': { S: until } }),
      },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const { pk } of Items) if (pk?.S) yield pk.S.slice(pk.S.indexOf('#') + 1);
  }
}
