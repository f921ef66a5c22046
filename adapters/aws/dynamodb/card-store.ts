import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { Card, CardStore } from '../../../core/ports/store.ts';
import { readItem, v } from './read-item.ts';

const cardItem = z
  .object({ v: z.literal(1), door: z.string(), ref: z.string(), tier: z.int() })
  .transform(({ door, ref, tier }): Card => ({ door, ref, tier }));
export const cardItemVersions: Versioned<Card> = { name: 'card', readers: [cardItem] };

/** `of`: whose cards, as the first key of their items says it. Those of an incident stand beside the incident. */
export const createCardStore = (
  client: DynamoDBClient,
  table: string,
  of: 'request' | 'incident' = 'request',
): CardStore => ({
  async list(id) {
    const { Items } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :card)',
        ExpressionAttributeValues: { ':pk': { S: `${of}#${id}` }, ':card': { S: 'card#' } },
        ConsistentRead: true,
      }),
    );
    return (Items ?? []).map((item) => readItem(cardItemVersions, item));
  },

  async put(id, { door, ref, tier }) {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          pk: { S: `${of}#${id}` },
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
