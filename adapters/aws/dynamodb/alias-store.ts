import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { AliasStore } from '../../../core/ports/store.ts';
import { onCondition } from './conditional.ts';

const key = (id: string) => ({ pk: { S: `request#${id}` }, sk: { S: 'alias' } });

export const createAliasStore = (client: DynamoDBClient, table: string): AliasStore => ({
  async bind(id, requestId) {
    await onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: { ...key(id), target: { S: requestId } },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
  },

  async follow(id) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: key(id), ConsistentRead: true }),
    );
    return Item?.target?.S ?? id;
  },
});
