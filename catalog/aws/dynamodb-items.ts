import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { oneOrAll } from '../arn-template.ts';
import { operationsOf } from '../define-operation.ts';
import { beginningOf, sentence } from '../sentence.ts';
import { text } from '../values/aws-values.ts';
import { exactlyOne } from '../values/which-of.ts';
import { listed } from '../values/widest-first.ts';
import { attributes, keyExpression, names, sayAttributes, tableName } from './dynamodb-shapes.ts';

const define = operationsOf<DynamoDB>({ prefix: 'dynamodb' });

const resource = 'arn:{partition}:dynamodb:{region}:{account}:table/{TableName}';
const expressions = {
  TableName: tableName,
  ConditionExpression: keyExpression,
  FilterExpression: keyExpression,
  ProjectionExpression: keyExpression,
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: attributes,
};
const { TableName, ConditionExpression, FilterExpression, ProjectionExpression } = expressions;
const { ExpressionAttributeNames, ExpressionAttributeValues } = expressions;
const example = { TableName: 'customers', Key: { id: { S: '42' } } };

/** What expressions have replaced, and what only says how the answer looks. */
const older = ['ConditionalOperator', 'ReturnConsumedCapacity'] as const;

/** What agents do with tables all day. */
export const dynamodbItemActions = [
  define({
    operation: 'GetItem',
    groups: ['data-read'],
    values: { TableName, Key: attributes, ProjectionExpression, ExpressionAttributeNames },
    without: ['AttributesToGet', 'ReturnConsumedCapacity'],
    resource,
    say: ({ TableName: table, Key }) => sentence`Read item ${sayAttributes(Key)} of table ${table}`,
    reversible: true,
    example,
  }),
  define({
    operation: 'Query',
    groups: ['data-read'],
    values: {
      ...{ TableName, FilterExpression, ProjectionExpression, ExpressionAttributeNames },
      ...{ ExpressionAttributeValues, KeyConditionExpression: keyExpression, ExclusiveStartKey: attributes },
    },
    required: ['KeyConditionExpression'],
    without: ['AttributesToGet', 'KeyConditions', 'QueryFilter', ...older],
    resource,
    say: ({ TableName: table, KeyConditionExpression: which = '' }) =>
      sentence`Read the items of table ${table} where ${beginningOf(which)}`,
    reversible: true,
    example: {
      TableName: 'customers',
      KeyConditionExpression: 'id = :id',
      ExpressionAttributeValues: { ':id': { S: '42' } },
    },
  }),
  define({
    operation: 'Scan',
    groups: ['data-read'],
    values: {
      ...{ TableName, FilterExpression, ProjectionExpression, ExpressionAttributeNames },
      ...{ ExpressionAttributeValues, ExclusiveStartKey: attributes, Segment: z.int().nonnegative() },
    },
    without: ['AttributesToGet', 'ScanFilter', ...older],
    resource,
    say: ({ TableName: table, FilterExpression: which }) =>
      sentence`Read all items of table ${table}${which === undefined ? '' : ` and keep those where ${beginningOf(which)}`}`,
    reversible: true,
    example: { TableName: 'customers', Limit: 100 },
  }),
  define({
    operation: 'BatchGetItem',
    groups: ['data-read'],
    values: {
      RequestItems: z
        .record(
          tableName,
          z.strictObject({
            Keys: z.array(attributes).min(1).max(100),
            ConsistentRead: z.boolean().optional(),
            ProjectionExpression: ProjectionExpression.optional(),
            ExpressionAttributeNames: ExpressionAttributeNames.optional(),
          }),
        )
        .refine((tables) => Object.keys(tables).length > 0, 'Name a table'),
    },
    without: ['ReturnConsumedCapacity'],
    resource,
    names: ({ RequestItems }) => ({ TableName: oneOrAll(Object.keys(RequestItems)) }),
    aliasParameter: 'RequestItems',
    say: ({ RequestItems }) =>
      sentence`Read items of table ${listed(Object.keys(RequestItems), { most: 10 })}: ${beginningOf(JSON.stringify(RequestItems))}`,
    reversible: true,
    example: { RequestItems: { customers: { Keys: [{ id: { S: '42' } }, { id: { S: '43' } }] } } },
  }),
  define({
    operation: 'PutItem',
    groups: ['data-write'],
    values: {
      ...{ TableName, Item: attributes, ConditionExpression },
      ...{ ExpressionAttributeNames, ExpressionAttributeValues },
    },
    without: ['Expected', ...older],
    resource,
    say: ({ TableName: table, Item, ConditionExpression: only }) =>
      sentence`Write an item into table ${table}, in place of one with its key${only === undefined ? '' : `, only if ${beginningOf(only)}`}: ${sayAttributes(Item)}`,
    reversible: false,
    example: { TableName: 'customers', Item: { id: { S: '42' }, name: { S: 'Ana' } } },
  }),
  define({
    operation: 'UpdateItem',
    groups: ['data-write'],
    values: {
      ...{ TableName, Key: attributes, UpdateExpression: text(4_096), ConditionExpression },
      ...{ ExpressionAttributeNames, ExpressionAttributeValues },
    },
    required: ['UpdateExpression'],
    without: ['AttributeUpdates', 'Expected', ...older],
    resource,
    say: ({ TableName: table, Key, UpdateExpression = '' }) =>
      sentence`Change item ${sayAttributes(Key)} of table ${table}: ${beginningOf(UpdateExpression)}`,
    reversible: false,
    example: {
      ...example,
      UpdateExpression: 'SET plan = :plan',
      ExpressionAttributeValues: { ':plan': { S: 'gold' } },
    },
  }),
  define({
    operation: 'DeleteItem',
    groups: ['data-write'],
    values: {
      ...{ TableName, Key: attributes, ConditionExpression },
      ...{ ExpressionAttributeNames, ExpressionAttributeValues },
    },
    without: ['Expected', ...older],
    resource,
    say: ({ TableName: table, Key }) => sentence`Delete item ${sayAttributes(Key)} of table ${table}`,
    reversible: false,
    example,
  }),
  define({
    operation: 'BatchWriteItem',
    groups: ['data-write'],
    values: {
      RequestItems: z
        .record(
          tableName,
          z
            .array(
              z
                .strictObject({
                  PutRequest: z.strictObject({ Item: attributes }).optional(),
                  DeleteRequest: z.strictObject({ Key: attributes }).optional(),
                })
                .refine(...exactlyOne('PutRequest', 'DeleteRequest')),
            )
            .min(1)
            .max(25),
        )
        .refine((tables) => Object.keys(tables).length > 0, 'Name a table'),
    },
    without: ['ReturnConsumedCapacity'],
    resource,
    names: ({ RequestItems }) => ({ TableName: oneOrAll(Object.keys(RequestItems)) }),
    aliasParameter: 'RequestItems',
    say: ({ RequestItems }) => {
      const writes = Object.values(RequestItems).flat();
      const deleted = writes.filter(({ DeleteRequest }) => DeleteRequest).length;
      return sentence`Delete ${deleted} items and write ${writes.length - deleted}, in table ${listed(Object.keys(RequestItems), { most: 10 })}: ${beginningOf(JSON.stringify(RequestItems))}`;
    },
    reversible: false,
    example: {
      RequestItems: {
        customers: [
          { PutRequest: { Item: { id: { S: '42' } } } },
          { DeleteRequest: { Key: { id: { S: '43' } } } },
        ],
      },
    },
  }),
  define({
    operation: 'DescribeTable',
    groups: ['read'],
    values: { TableName },
    resource,
    say: ({ TableName: table }) => sentence`Look at how table ${table} is set up`,
    reversible: true,
    grant: { actions: ['dynamodb:DescribeTable'], because: 'its one parameter is the table' },
    example: { TableName: 'customers' },
  }),
];
