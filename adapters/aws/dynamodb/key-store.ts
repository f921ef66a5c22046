import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Versioned } from '../../../core/lib/versioned.ts';
import type { KeyStore, KeyUse } from '../../../core/ports/store.ts';
import { onCondition } from './conditional.ts';
import { expiring } from './expiring.ts';
import { readItem, v } from './read-item.ts';
import { keptSeconds } from './request-item.ts';

const keyItem = z
  .object({ v: z.literal(1), digest: z.string(), requestId: z.string() })
  .transform(({ digest, requestId }): KeyUse => ({ digest, requestId }));
export const keyItemVersions: Versioned<KeyUse> = { name: 'key', readers: [keyItem] };

const itemKey = (key: string) => ({ pk: { S: `key#${key}` }, sk: { S: 'key' } });

/** A key that goes before its request would be free for another one: a request may wait first, and is kept after its end. */
const keySeconds = 2 * keptSeconds;

export const createKeyStore = (client: DynamoDBClient, table: string, now: () => string): KeyStore => ({
  async bind(key, { digest, requestId }) {
    const put = new PutItemCommand({
      TableName: table,
      Item: {
        ...itemKey(key),
        v: v(1),
        digest: { S: digest },
        requestId: { S: requestId },
        ...expiring(now(), keySeconds),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    if ((await onCondition(client.send(put))) === 'written') return { digest, requestId };
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: itemKey(key), ConsistentRead: true }),
    );
    return readItem(keyItemVersions, Item ?? {});
  },

  async lead(key, from, to) {
    await onCondition(
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: itemKey(key),
          UpdateExpression: 'SET requestId = :to',
          ConditionExpression: 'requestId = :from',
          ExpressionAttributeValues: { ':from': { S: from }, ':to': { S: to } },
        }),
      ),
    );
  },
});
