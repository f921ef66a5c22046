import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { IncidentStore } from '../../../core/ports/incidents.ts';
import { onCondition } from './conditional.ts';
import { incidentFrom, incidentItem, incidentKey } from './incident-item.ts';

export const createIncidentStore = (client: DynamoDBClient, table: string): IncidentStore => ({
  async get(id) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: incidentKey(id), ConsistentRead: true }),
    );
    return Item && incidentFrom(Item);
  },

  create: (transition) =>
    onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: incidentItem(transition),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    ),

  advance(transition) {
    if (transition.from === null)
      throw new Error(`Transition ${transition.record.id} opens an incident; create it.`);
    return onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: incidentItem(transition),
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': { N: String(transition.from) } },
        }),
      ),
    );
  },
});
