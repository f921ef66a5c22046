import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { HeartbeatStore, Heartbeats, WatchedPlace } from '../../../core/ports/heartbeats.ts';
import { onCondition } from './conditional.ts';
import { readItem, v } from './read-item.ts';

const heartbeatsItem = z
  .object({ v: z.literal(1), made: z.string().exactOptional(), seen: z.string().exactOptional() })
  .transform(({ v: _, ...times }): Heartbeats => times);
export const heartbeatsItemVersions: Versioned<Heartbeats> = {
  name: 'heartbeats of a place',
  readers: [heartbeatsItem],
};

const key = ({ account, region }: WatchedPlace) => ({
  pk: { S: `heartbeat#${account}#${region}` },
  sk: { S: 'heartbeat' },
});

/** One item a place. */
export function createHeartbeatStore(client: DynamoDBClient, table: string): HeartbeatStore {
  /** Out of order or twice: the newest stays. */
  const set = (place: WatchedPlace, name: keyof Heartbeats, at: string) =>
    onCondition(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: key(place),
          UpdateExpression: 'SET #name = :at, v = :v',
          ConditionExpression: 'attribute_not_exists(#name) OR #name < :at',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':at': { S: at }, ':v': v(1) },
        }),
      ),
    );
  return {
    async get(place) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: key(place), ConsistentRead: true }),
      );
      return Item ? readItem(heartbeatsItemVersions, Item) : {};
    },
    async made(place, at) {
      await set(place, 'made', at);
    },
    async seen(place, at) {
      await set(place, 'seen', at);
    },
  };
}
