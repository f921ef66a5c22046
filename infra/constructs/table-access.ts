import { Stack } from 'aws-cdk-lib';
import type { FunctionName } from '../function-names.ts';
import type { RequestTable } from './request-table.ts';
import type { AnyServiceFunction } from './service-function.ts';

type Operation = 'GetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query';

/** What stands under a first key. IAM sees the first key of an item, not the second. */
type KeySpace = 'request#*' | 'token#*' | 'agent#*';

interface TableAccess {
  operations: Operation[];
  keys: KeySpace[];
}

const readRequests: TableAccess = { operations: ['GetItem'], keys: ['request#*'] };
const moveRequests: TableAccess = { operations: ['GetItem', 'PutItem'], keys: ['request#*'] };
const listCards: TableAccess = { operations: ['Query'], keys: ['request#*'] };

/** Who may do what in the table. Nobody scans it, and nobody deletes anything but a token that was used. */
export const tableAccess: Readonly<Record<FunctionName, readonly TableAccess[]>> = {
  submit: [moveRequests, { operations: ['GetItem', 'PutItem', 'UpdateItem'], keys: ['agent#*'] }],
  watch: [readRequests],
  withdraw: [moveRequests],
  report: [moveRequests],
  ask: [moveRequests, listCards, { operations: ['PutItem'], keys: ['token#*'] }],
  slack: [moveRequests, listCards],
  relay: [readRequests, listCards, { operations: ['GetItem'], keys: ['token#*'] }],
  conclude: [
    moveRequests,
    listCards,
    { operations: ['DeleteItem'], keys: ['token#*'] },
    { operations: ['UpdateItem'], keys: ['agent#*'] },
  ],
  seal: [],
};

export function grantTableAccess(consumer: AnyServiceFunction, table: RequestTable): void {
  for (const { operations, keys } of tableAccess[consumer.serviceName]) {
    consumer.may(
      operations.map((operation) => `dynamodb:${operation}`),
      [table.tableArn],
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } },
    );
  }
  throughDynamoDb(consumer, table);
}

/** The table's key opens for those who may use the table, and for nothing but DynamoDB's own work. */
export function throughDynamoDb(consumer: AnyServiceFunction, { encryptionKey }: RequestTable): void {
  if (!encryptionKey) return;
  const { region } = Stack.of(consumer);
  consumer.may(['kms:Decrypt'], [encryptionKey.keyArn], {
    StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` },
  });
}
