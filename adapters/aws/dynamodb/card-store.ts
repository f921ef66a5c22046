import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CardStore } from '../../../core/ports/store.ts';

export const createCardStore = (client: DynamoDBClient, table: string): CardStore => ({
  async list(requestId) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :card)',
        ExpressionAttributeValues: { ':pk': { S: `request#${requestId}` }, ':card': { S: 'card#' } },
        ConsistentRead: true,
      }),
    );
    return (Items ?? []).map(({ channel, ts, tier }) => ({
      channel: channel?.S ?? '',
      ts: ts?.S ?? '',
      tier: Number(tier?.N),
    }));
  },

  async put(requestId, { channel, ts, tier }) {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          pk: { S: `request#${requestId}` },
          sk: { S: `card#${channel}#${ts}` },
          channel: { S: channel },
          ts: { S: ts },
          tier: { N: String(tier) },
        },
      }),
    );
  },
});
