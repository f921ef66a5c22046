import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { Slot, SlotStore } from '../../../core/ports/store.ts';
import { onCondition } from './conditional.ts';
import { readItem, v } from './read-item.ts';

const slotsItem = z
  .object({ v: z.literal(1), slots: z.record(z.string(), z.object({ id: z.string(), at: z.string() })) })
  .transform(({ slots }) =>
    Object.entries(slots).map(([digest, { id, at }]): Slot => ({ digest, requestId: id, at })),
  );
export const slotsItemVersions: Versioned<Slot[]> = { name: "agent's slots", readers: [slotsItem] };

const key = (agent: string) => ({ pk: { S: `agent#${agent}` }, sk: { S: 'pending' } });

/** One item an agent: a map from digest to the request that holds the slot. Its size is the count. */
export function createSlotStore(client: DynamoDBClient, table: string): SlotStore {
  /** Nothing is put into an item of another version. */
  const take = (agent: string, { digest, requestId, at }: Slot, limit: number) =>
    onCondition(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: key(agent),
          UpdateExpression: 'SET slots.#digest = :slot',
          ConditionExpression: 'v = :v AND attribute_not_exists(slots.#digest) AND size(slots) < :limit',
          ExpressionAttributeNames: { '#digest': digest },
          ExpressionAttributeValues: {
            ':slot': { M: { id: { S: requestId }, at: { S: at } } },
            ':limit': { N: String(limit) },
            ':v': v(1),
          },
        }),
      ),
    );

  const read = async (agent: string): Promise<Slot[] | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: key(agent), ConsistentRead: true }),
    );
    return Item && readItem(slotsItemVersions, Item);
  };

  const prepare = (agent: string) =>
    onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: { ...key(agent), v: v(1), slots: { M: {} } },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    );

  return {
    async reserve(agent, slot, limit) {
      for (;;) {
        if ((await take(agent, slot, limit)) === 'written') return { kind: 'reserved' };
        const slots = await read(agent);
        const by = slots?.find(({ digest }) => digest === slot.digest);
        if (by) return { kind: 'held', by };
        if (slots && slots.length >= limit) return { kind: 'full', slots };
        // The agent's first request, or a slot that was given back between the two calls: once more.
        if (!slots) await prepare(agent);
      }
    },

    async release(agent, { digest, requestId }) {
      await onCondition(
        client.send(
          new UpdateItemCommand({
            TableName: table,
            Key: key(agent),
            UpdateExpression: 'REMOVE slots.#digest',
            ConditionExpression: 'slots.#digest.id = :id',
            ExpressionAttributeNames: { '#digest': digest },
            ExpressionAttributeValues: { ':id': { S: requestId } },
          }),
        ),
      );
    },
  };
}
