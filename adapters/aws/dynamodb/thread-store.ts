import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { CardRef } from '../../../core/ports/messenger.ts';
import type { ThreadStore } from '../../../core/ports/store.ts';
import { readItem, v } from './read-item.ts';

/** No key holds a line break. */
const threadItem = z
  .object({ v: z.literal(1), told: z.string() })
  .transform(({ told }) => told.split('\n').filter((key) => key !== ''));
export const threadItemVersions: Versioned<string[]> = { name: 'thread', readers: [threadItem] };

const keyOf = (requestId: string, { door, ref }: CardRef) => ({
  pk: { S: `thread#${requestId}` },
  sk: { S: `${door}#${ref}` },
});

/** Beside the requests and not among them: who tells threads can change no request. */
export const createThreadStore = (client: DynamoDBClient, table: string): ThreadStore => ({
  async told(requestId, card) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(requestId, card), ConsistentRead: true }),
    );
    return Item ? readItem(threadItemVersions, Item) : [];
  },

  async put(requestId, card, told) {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: { ...keyOf(requestId, card), v: v(1), told: { S: told.join('\n') } },
      }),
    );
  },
});
