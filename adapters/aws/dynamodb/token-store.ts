import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { TokenStore } from '../../../core/ports/store.ts';
import { readItem, v } from './read-item.ts';

const tokenItem = z.object({ v: z.literal(1), token: z.string() });
export const tokenItemVersions: Versioned<z.infer<typeof tokenItem>> = {
  name: 'task token',
  readers: [tokenItem],
};

/** A first key of its own: IAM sees no other, and so can keep a role away from tokens. */
const key = (requestId: string) => ({ pk: { S: `token#${requestId}` }, sk: { S: 'token' } });

export const createTokenStore = (client: DynamoDBClient, table: string): TokenStore => ({
  async put(requestId, token) {
    await client.send(
      new PutItemCommand({ TableName: table, Item: { ...key(requestId), v: v(1), token: { S: token } } }),
    );
  },
  async get(requestId) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: key(requestId), ConsistentRead: true }),
    );
    return Item && readItem(tokenItemVersions, Item).token;
  },
  async drop(requestId) {
    await client.send(new DeleteItemCommand({ TableName: table, Key: key(requestId) }));
  },
});
