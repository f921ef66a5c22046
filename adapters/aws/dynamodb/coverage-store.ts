import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { CoverageTransition } from '../../../core/detection/count-coverage.ts';
import { coverageVersions } from '../../../core/detection/coverage.ts';
import { canonicalJson } from '../../../core/lib/json.ts';
import { mustReadVersioned, type Versioned } from '../../../core/lib/versioned.ts';
import type { CoverageStore } from '../../../core/ports/coverage.ts';
import { onCondition } from './conditional.ts';
import { expiring } from './expiring.ts';
import { type Item, readItem, v } from './read-item.ts';
import { keptSeconds } from './request-item.ts';

const coverageItemSchema = z.object({
  v: z.literal(1),
  version: z.int(),
  coverage: z.string(),
  record: z.string(),
});
export const coverageItemVersions: Versioned<z.infer<typeof coverageItemSchema>> = {
  name: "coverage's item",
  readers: [coverageItemSchema],
};

const key = (id: string): Item => ({ pk: { S: `coverage#${id}` }, sk: { S: 'coverage' } });

/** The coverage and the record of the move that made it, as one item. @internal Fixtures are made of it. */
export const coverageItem = ({ coverage, record }: CoverageTransition): Item => ({
  ...key(coverage.id),
  v: v(1),
  version: { N: String(coverage.version) },
  coverage: { S: canonicalJson(coverage) },
  record: { S: canonicalJson(record) },
  ...expiring(record.at, keptSeconds),
});

export const createCoverageStore = (client: DynamoDBClient, table: string): CoverageStore => ({
  async get(id) {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: key(id), ConsistentRead: true }),
    );
    return (
      Item && mustReadVersioned(coverageVersions, JSON.parse(readItem(coverageItemVersions, Item).coverage))
    );
  },
  create: (transition) =>
    onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: coverageItem(transition),
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
    ),
  advance: (transition) =>
    onCondition(
      client.send(
        new PutItemCommand({
          TableName: table,
          Item: coverageItem(transition),
          ConditionExpression: '#version = :version',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':version': { N: String(transition.from) } },
        }),
      ),
    ),
});
