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
    return (Items ?? []).map(({ door, ref, tier }) => ({
      door: door?.S ?? '',
      ref: ref?.S ?? '',
      tier: Number(tier?.N),
    }));
  },

  async put(requestId, { door, ref, tier }) {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          pk: { S: `request#${requestId}` },
          sk: { S: `card#${door}#${ref}` },
          door: { S: door },
          ref: { S: ref },
          tier: { N: String(tier) },
        },
      }),
    );
  },
});
