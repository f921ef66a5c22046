import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { type DeniedHour, deniedHourVersions, type HourOf } from '../../../core/detection/denied-hour.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import { mustReadVersioned, type Versioned } from '../../../core/lib/versioned.ts';
import type { DeniedStore } from '../../../core/ports/sightings.ts';
import { onCondition } from './conditional.ts';
import { expiring } from './expiring.ts';
import { type Item, readItem, v } from './read-item.ts';

const deniedItemSchema = z.object({ v: z.literal(1), version: z.int(), denied: z.string() });
export const deniedItemVersions: Versioned<z.infer<typeof deniedItemSchema>> = {
  name: "denied calls' item",
  readers: [deniedItemSchema],
};

/** Nothing is made of a denied call after a quarter of an hour; its sighting says longer what it was. */
const keptSeconds = 7 * 86_400;

const key = (agent: string, { hour, channel }: HourOf): Item => ({
  pk: { S: `denied#${agent}` },
  sk: { S: channel === undefined ? hour : `${hour}#${channel}` },
});

/** @internal Fixtures are made of it. */
export const deniedItem = (denied: DeniedHour): Item => ({
  ...key(denied.agent, denied),
  v: v(1),
  version: { N: String(denied.version) },
  denied: { S: canonicalJson(denied) },
  ...expiring(`${denied.hour}:00:00.000Z`, keptSeconds),
});

export const createDeniedStore = (client: DynamoDBClient, table: string): DeniedStore => ({
  async get(agent, of) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: key(agent, of), ConsistentRead: true }),
    );
    return (
      Item && mustReadVersioned(deniedHourVersions, JSON.parse(readItem(deniedItemVersions, Item).denied))
    );
  },
  put: (denied) =>
    onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: deniedItem(denied),
          ...(denied.version === 1
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: '#version = :before',
                ExpressionAttributeNames: { '#version': 'version' },
                ExpressionAttributeValues: { ':before': { N: String(denied.version - 1) } },
              }),
        }),
      ),
    ),
});
