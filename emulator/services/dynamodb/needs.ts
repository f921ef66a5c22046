import type { Need } from '../../iam/authority.ts';
import { keyNeed } from '../../iam/key-need.ts';
import { accountOf } from '../../iam/principal.ts';
import { findNamed } from '../../lib/find-named.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { SignedCall } from '../../wire/service-call.ts';
import type { TableSpec } from './tables.ts';

export function needsOf(tables: TableSpec[], { operation, input, region, principal }: SignedCall): Need[] {
  const name = input.TableName;
  const table = findNamed(tables, name);
  const elsewhere = `arn:aws:dynamodb:${region}:${accountOf(principal)}:table/${name}`;
  const index = table?.indexes?.find((one) => one.name === input.IndexName);
  const leading = table ? leadingKeys(index ?? table, input) : [];
  return [
    {
      action: `dynamodb:${operation}`,
      resource: `${table?.arn ?? elsewhere}${input.IndexName === undefined ? '' : `/index/${input.IndexName}`}`,
      context: leading.length > 0 ? { 'dynamodb:LeadingKeys': leading } : {},
    },
    ...keyNeed('kms:Decrypt', table ?? {}, 'dynamodb'),
  ];
}

/** The partition key's value: in the item, in its key, or in the equality that a query must have. */
function leadingKeys({ keySchema }: Pick<TableSpec, 'keySchema'>, input: JsonObject): string[] {
  const hash = keySchema.find(({ type }) => type === 'HASH')?.name ?? '';
  const item = (input.Item ?? input.Key ?? queried(input)) as JsonObject;
  return Object.values(item[hash] ?? {}).map(String);
}

function queried(input: JsonObject): JsonObject {
  const names = (input.ExpressionAttributeNames ?? {}) as JsonObject;
  const values = (input.ExpressionAttributeValues ?? {}) as JsonObject;
  const equalities = String(input.KeyConditionExpression ?? '').matchAll(/(#?\w+)\s*=\s*(:\w+)/g);
  return Object.fromEntries(
    [...equalities].map(([, name = '', value = '']) => [String(names[name] ?? name), values[value] ?? {}]),
  );
}
