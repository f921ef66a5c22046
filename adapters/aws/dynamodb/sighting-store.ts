import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { type Sighting, sightingVersions } from '../../../core/detection/sighting.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import { mustReadVersioned, type Versioned } from '../../../core/lib/versioned.ts';
import type { SightingStore } from '../../../core/ports/sightings.ts';
import { onCondition } from './conditional.ts';
import { expiring } from './expiring.ts';
import { type Item, readItem, v } from './read-item.ts';
import { keptSeconds } from './request-item.ts';

const sightingItemSchema = z.object({ v: z.literal(1), verdict: z.string(), sighting: z.string() });
export const sightingItemVersions: Versioned<z.infer<typeof sightingItemSchema>> = {
  name: "sighting's item",
  readers: [sightingItemSchema],
};

const key = (id: string): Item => ({ pk: { S: `sighting#${id}` }, sk: { S: 'sighting' } });

/** @internal Fixtures are made of it. As long as CloudTrail's own history knows the event, it is known here. */
export const sightingItem = (sighting: Sighting): Item => ({
  ...key(sighting.id),
  v: v(1),
  verdict: { S: sighting.verdict.kind },
  sighting: { S: canonicalJson(sighting) },
  ...expiring(sighting.seenAt, keptSeconds),
});

export const createSightingStore = (client: DynamoDBClient, table: string): SightingStore => ({
  async get(id) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: key(id), ConsistentRead: true }),
    );
    return (
      Item && mustReadVersioned(sightingVersions, JSON.parse(readItem(sightingItemVersions, Item).sighting))
    );
  },
  create: (sighting) =>
    onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: sightingItem(sighting),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    ),
});
