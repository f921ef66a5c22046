import { Stack } from 'aws-cdk-lib';
import type { TableAccess } from '../../functions/shared/function-spec.ts';
import type { RequestTable } from './request-table.ts';
import type { ServiceFunction } from './service-function.ts';

export function grantTableAccess(
  fn: ServiceFunction,
  access: readonly TableAccess[],
  table: RequestTable,
): void {
  for (const { operations, keys, index } of access) {
    fn.may(
      operations.map((operation) => `dynamodb:${operation}`),
      [index ? `${table.tableArn}/index/${index}` : table.tableArn],
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } },
    );
  }
  throughDynamoDb(fn, table);
}

/** The table's key opens for those who may use the table, and for nothing but DynamoDB's own work. */
export function throughDynamoDb(fn: ServiceFunction, { encryptionKey }: RequestTable): void {
  if (!encryptionKey) return;
  const { region } = Stack.of(fn);
  fn.may(['kms:Decrypt'], [encryptionKey.keyArn], {
    StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` },
  });
}
