import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { Card, CardStore } from '../../../core/ports/store.ts';
import { readItem, v } from './read-item.ts';

const cardItem = z
  .object({ v: z.literal(1), door: z.string(), ref: z.string(), tier: z.int() })
  .transform(({ door, ref, tier }): Card => ({ door, ref, tier }));
export const cardItemVersions: Versioned<Card> = { name: 'card', readers: [cardItem] };

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
    return (Items ?? []).map((item) => readItem(cardItemVersions, item));
  },

  async put(requestId, { door, ref, tier }) {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          pk: { S: `request#${requestId}` },
          sk: { S: `card#${door}#${ref}` },
          v: v(1),
          door: { S: door },
          ref: { S: ref },
          tier: { N: String(tier) },
        },
      }),
    );
  },
});
