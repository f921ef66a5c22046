import type { DynamoDBRecord } from 'aws-lambda';
import { findNamed } from '../../lib/find-named.ts';
import type { JsonObject } from '../../lib/json.ts';
import { type CallHandler, failure, output, type ServiceAnswer } from '../../wire/service-call.ts';
import { createDatabase, type Database, type DatabaseAnswer } from './database.ts';
import { needsOf } from './needs.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { writes } from './operations.ts';
import { type StreamClock, streamOf } from './stream-record.ts';
import type { TableSpec } from './tables.ts';

export interface DynamoDbOptions extends StreamClock {
  tables: TableSpec[];
}

export interface DynamoDb extends CallHandler, Pick<Database, 'start'> {
  /** Every item of a table, as attribute values. */
  scan: (table: string) => Promise<JsonObject[]>;
  /** Tells of every record of every stream, at the moment of its write. */
  onRecord: (listener: (record: DynamoDBRecord) => void) => void;
}

export function createDynamoDb({ tables, ...clock }: DynamoDbOptions): DynamoDb {
  const database = createDatabase(tables);
  const streams = new Map(tables.map((table) => [table, streamOf(table, clock)]));
  const listeners: ((record: DynamoDBRecord) => void)[] = [];
  const inTurn = oneAtATime();

  const itemAt = async (table: TableSpec, keys: JsonObject): Promise<JsonObject | undefined> => {
    const found = await database.call('GetItem', { TableName: table.name, Key: keys, ConsistentRead: true });
    return found.body.Item as JsonObject | undefined;
  };

  /** Its turn holds the key from the first read to the record, so no other write comes between the images. */
  const write = (table: TableSpec, keys: JsonObject, operation: string, input: JsonObject) =>
    inTurn(`${table.name} ${JSON.stringify(keys)}`, async () => {
      const before = await itemAt(table, keys);
      const { ReturnValuesOnConditionCheckFailure: onFailure, ...known } = input;
      const answer = await database.call(operation, known);
      if (!answer.ok) return refusal(answer, onFailure === 'ALL_OLD' ? before : undefined);
      const record = streams.get(table)?.({ keys, before, after: await itemAt(table, keys) });
      if (record) for (const listener of listeners) listener(record);
      return output(answer.body);
    });

  return {
    start: database.start,
    needs: (call) => needsOf(tables, call),
    async handle({ operation, input: asked }) {
      const table = findNamed(tables, asked.TableName);
      if (!table) return failure('ResourceNotFoundException', 'Requested resource not found');
      const input = { ...asked, TableName: table.name };
      const keys = keysOf(table, asked);
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
    onRecord: (listener) => void listeners.push(listener),
  };
}

/** In the order of the table's key. Undefined when the item lacks a part: dynalite says so in DynamoDB's words. */
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
