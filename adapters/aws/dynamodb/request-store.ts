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

  create: (step) =>
    onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: requestItem(step),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    ),

  advance(step) {
    if (!step.from) throw new Error(`Step ${step.record.id} begins a request; create it.`);
    return onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: requestItem(step),
          ConditionExpression: '#version = :version AND #state = :state',
          ExpressionAttributeNames: { '#version': 'version', '#state': 'state' },
          ExpressionAttributeValues: {
            ':version': { N: String(step.from.version) },
            ':state': { S: step.from.state },
          },
        }),
      ),
    );
  },
});
