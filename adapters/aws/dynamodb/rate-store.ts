import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { RateStore } from '../../../core/ports/store.ts';
import { onCondition } from './conditional.ts';
import { expiring } from './expiring.ts';

const hourSeconds = 3_600;

/** A counter for each agent and minute, one conditional write a request. Old ones are deleted by the table. */
export const createRateStore = (client: DynamoDBClient, table: string): RateStore => ({
  async take(agent, at, limit) {
    const { expires } = expiring(at, hourSeconds);
    const counted = await onCondition(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: { pk: { S: `agent#${agent}` }, sk: { S: `rate#${at.slice(0, 16)}` } },
          UpdateExpression: 'ADD #requests :one SET #expires = :expires',
          ConditionExpression: 'attribute_not_exists(#requests) OR #requests < :limit',
          ExpressionAttributeNames: { '#requests': 'requests', '#expires': 'expires' },
          ExpressionAttributeValues: {
            ':one': { N: '1' },
            ':limit': { N: String(limit) },
            ':expires': expires,
          },
        }),
      ),
    );
    return counted === 'written' ? 'taken' : 'full';
  },
});
