import { type DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { DirectMessage, DirectMessageStore } from '../../../core/ports/direct-messenger.ts';
import { readItem, v } from './read-item.ts';

const directItem = z
  .object({ v: z.literal(1), door: z.string(), ref: z.string(), person: z.string() })
  .transform(({ door, ref, person }): DirectMessage => ({ door, ref, person }));
export const directItemVersions: Versioned<DirectMessage> = { name: 'direct message', readers: [directItem] };

/** Beside the cards of a request: one for each person and door. */
export const createDirectMessageStore = (client: DynamoDBClient, table: string): DirectMessageStore => ({
  async list(requestId) {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :direct)',
        ExpressionAttributeValues: { ':pk': { S: `request#${requestId}` }, ':direct': { S: 'direct#' } },
        ConsistentRead: true,
      }),
    );
    return Items.map((item) => readItem(directItemVersions, item));
  },

  async put(requestId, { door, ref, person }) {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          pk: { S: `request#${requestId}` },
          sk: { S: `direct#${door}#${person}` },
          v: v(1),
          door: { S: door },
          ref: { S: ref },
          person: { S: person },
        },
      }),
    );
  },
});
