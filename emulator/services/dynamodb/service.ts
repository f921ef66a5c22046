import type { DynamoDBRecord } from 'aws-lambda';
import { canonicalJson, type JsonObject } from '../../../core/lib/json.ts';
import { findNamed } from '../../lib/find-named.ts';
import { missingFrom } from '../../wire/implemented.ts';
import { failure, output, type Service, type ServiceAnswer } from '../../wire/service-call.ts';
import type { TableSpec } from '../resources.ts';
import { type DatabaseAnswer, startDatabase } from './database.ts';
import { needsOf } from './needs.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { implemented, writes } from './operations.ts';
import { type StreamClock, streamOf } from './stream-record.ts';

export interface DynamoDbOptions extends StreamClock {
  tables: TableSpec[];
  onRecord: (record: DynamoDBRecord, table: TableSpec) => void;
}

export interface DynamoDb extends Service {
  /** Every item of a table, as attribute values. */
  scan: (table: string) => Promise<JsonObject[]>;
  close: () => Promise<void>;
}

export async function createDynamoDb({ tables, onRecord, ...clock }: DynamoDbOptions): Promise<DynamoDb> {
  const database = await startDatabase(tables);
  const streams = new Map(tables.map((table) => [table, streamOf(table, clock)]));
  const inTurn = oneAtATime();

  const itemAt = async (table: TableSpec, keys: JsonObject): Promise<JsonObject | undefined> => {
    const found = await database.call('GetItem', { TableName: table.name, Key: keys, ConsistentRead: true });
    return found.body.Item as JsonObject | undefined;
  };

  /** Its turn holds the key from the first read to the record, so no other write comes between the images. */
  const write = (table: TableSpec, keys: JsonObject, operation: string, input: JsonObject) =>
    inTurn(`${table.name} ${canonicalJson(keys)}`, async () => {
      const before = await itemAt(table, keys);
      const { ReturnValuesOnConditionCheckFailure: onFailure, ...known } = input;
      const answer = await database.call(operation, known);
      if (!answer.ok) return refusal(answer, onFailure === 'ALL_OLD' ? before : undefined);
      const record = streams.get(table)?.({ keys, before, after: await itemAt(table, keys) });
      if (record) onRecord(record, table);
      return output(answer.body);
    });

  return {
    needs: (call) => needsOf(tables, call),
    async handle(call) {
      const missing = missingFrom(implemented, call);
      if (missing) return missing;
      const { operation } = call;
      const table = findNamed(tables, call.input.TableName);
      if (!table) return failure('ResourceNotFoundException', 'Requested resource not found');
      const input = { ...call.input, TableName: table.name };
      const keys = keysOf(table, call.input);
      if (keys && writes.has(operation)) return write(table, keys, operation, input);
      const answer = await database.call(operation, input);
      return answer.ok ? output(answer.body) : refusal(answer);
    },
    async scan(name) {
      const items: JsonObject[] = [];
      let from: JsonObject | undefined;
      do {
        const page = await database.call('Scan', {
          TableName: name,
          ...(from && { ExclusiveStartKey: from }),
        });
        if (!page.ok) throw new Error(`No scan of table ${name}: ${JSON.stringify(page.body)}`);
        items.push(...(page.body.Items as JsonObject[]));
        from = page.body.LastEvaluatedKey as JsonObject | undefined;
      } while (from);
      return items;
    },
    close: database.close,
  };
}

/** Undefined when the item lacks a key: dynalite says so in DynamoDB's words. */
function keysOf({ keySchema }: TableSpec, input: JsonObject): JsonObject | undefined {
  const source = (input.Key ?? input.Item) as JsonObject | undefined;
  const entries = keySchema.map(({ name }) => [name, source?.[name]] as const);
  return entries.every((entry): entry is [string, JsonObject] => entry[1] !== undefined)
    ? Object.fromEntries(entries)
    : undefined;
}

function refusal({ body }: DatabaseAnswer, item?: JsonObject): ServiceAnswer {
  const code = String(body.__type).split('#').at(-1) ?? '';
  const message = String(body.message ?? body.Message ?? '');
  const shown = item && code === 'ConditionalCheckFailedException' ? { fields: { Item: item } } : {};
  return { kind: 'failure', code, message, ...shown };
}
