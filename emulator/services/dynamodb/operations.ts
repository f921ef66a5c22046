import type { Implemented } from '../../wire/implemented.ts';

const names = 'ExpressionAttributeNames';
const conditional = [
  'ConditionExpression',
  names,
  'ExpressionAttributeValues',
  'ReturnValues',
  'ReturnValuesOnConditionCheckFailure',
];

/** dynalite drops a field that it does not know without a word: only what it honours is let through. */
export const operations = {
  GetItem: ['TableName', 'Key', 'ConsistentRead', 'ProjectionExpression', names],
  PutItem: ['TableName', 'Item', ...conditional],
  UpdateItem: ['TableName', 'Key', 'UpdateExpression', ...conditional],
  DeleteItem: ['TableName', 'Key', ...conditional],
  Query: [
    'TableName',
    'IndexName',
    'KeyConditionExpression',
    'FilterExpression',
    'ProjectionExpression',
    names,
    'ExpressionAttributeValues',
    'ConsistentRead',
    'Limit',
    'ScanIndexForward',
    'ExclusiveStartKey',
  ],
  Scan: [
    'TableName',
    'FilterExpression',
    'ProjectionExpression',
    names,
    'ExpressionAttributeValues',
    'ConsistentRead',
    'Limit',
    'ExclusiveStartKey',
  ],
} as const satisfies Implemented;

export const writes: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
