import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { KeyStore } from '../../../core/ports/store.ts';
import { onCondition } from './conditional.ts';

const itemKey = (key: string) => ({ pk: { S: `key#${key}` }, sk: { S: 'key' } });

export const createKeyStore = (client: DynamoDBClient, table: string): KeyStore => ({
  async bind(key, { digest, requestId }) {
    const put = new PutItemCommand({
      TableName: table,
      Item: { ...itemKey(key), digest: { S: digest }, requestId: { S: requestId } },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    if ((await onCondition(client.send(put))) === 'written') return { digest, requestId };
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: itemKey(key), ConsistentRead: true }),
    );
    return { digest: Item?.digest?.S ?? '', requestId: Item?.requestId?.S ?? '' };
  },

  async lead(key, from, to) {
    await onCondition(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: itemKey(key),
          UpdateExpression: 'SET requestId = :to',
          ConditionExpression: 'requestId = :from',
          ExpressionAttributeValues: { ':from': { S: from }, ':to': { S: to } },
        }),
      ),
    );
  },
});
