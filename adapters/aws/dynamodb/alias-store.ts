import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { AliasStore } from '../../../core/ports/store.ts';
import { onCondition } from './conditional.ts';
import { readItem, v } from './read-item.ts';

const aliasItem = z.object({ v: z.literal(1), target: z.string() });
export const aliasItemVersions: Versioned<z.infer<typeof aliasItem>> = {
  name: 'alias',
  readers: [aliasItem],
};

const key = (id: string) => ({ pk: { S: `request#${id}` }, sk: { S: 'alias' } });

export const createAliasStore = (client: DynamoDBClient, table: string): AliasStore => ({
  async bind(id, requestId) {
    await onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: { ...key(id), v: v(1), target: { S: requestId } },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );
  },

  async follow(id) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: key(id), ConsistentRead: true }),
    );
    return Item ? readItem(aliasItemVersions, Item).target : id;
  },
});
