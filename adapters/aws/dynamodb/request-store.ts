import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { RequestStore } from '../../../core/ports/store.ts';
import { onCondition } from './conditional.ts';
import { requestFrom, requestItem, requestKey } from './request-item.ts';

export const createRequestStore = (client: DynamoDBClient, table: string): RequestStore => ({
  async get(id) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: requestKey(id), ConsistentRead: true }),
    );
    return Item && requestFrom(Item);
  },

  create: (transition) =>
    onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: requestItem(transition),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    ),

  advance(transition) {
    if (!transition.from) throw new Error(`Transition ${transition.record.id} begins a request; create it.`);
    return onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: requestItem(transition),
          ConditionExpression: '#version = :version AND #state = :state',
          ExpressionAttributeNames: { '#version': 'version', '#state': 'state' },
          ExpressionAttributeValues: {
            ':version': { N: String(transition.from.version) },
            ':state': { S: transition.from.state },
          },
        }),
      ),
    );
  },
});
