import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { TokenStore } from '../../../core/ports/store.ts';

/** A first key of its own: IAM sees no other, and so can keep a role away from tokens. */
const key = (requestId: string) => ({ pk: { S: `token#${requestId}` }, sk: { S: 'token' } });

export const createTokenStore = (client: DynamoDBClient, table: string): TokenStore => ({
  async put(requestId, token) {
    await client.send(
      new PutItemCommand({ TableName: table, Item: { ...key(requestId), token: { S: token } } }),
    );
  },
  async get(requestId) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: key(requestId), ConsistentRead: true }),
    );
    return Item?.token?.S;
  },
  async drop(requestId) {
    await client.send(new DeleteItemCommand({ TableName: table, Key: key(requestId) }));
  },
});
