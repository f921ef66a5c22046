import { EventEmitter } from 'node:events';
import dynalite from 'dynalite';
import type { JsonObject } from '../../lib/json.ts';
import type { KeyPart, TableSpec } from './tables.ts';

export type DatabaseAnswer = { ok: boolean; body: JsonObject };

export interface Database {
  start: () => Promise<void>;
  /** MUST be started. */
  call: (operation: string, input: JsonObject) => Promise<DatabaseAnswer>;
}

/**
 * `dynalite` is an HTTP server. Its listener gets requests that were on no socket: with a loopback port, the HTTP of
 * both ends took half of this thread's time.
 */
export function createDatabase(tables: readonly TableSpec[]): Database {
  const server = dynalite({ createTableMs: 0 });

  const call: Database['call'] = (operation, input) =>
    new Promise((resolve) => {
      const request = Object.assign(new EventEmitter(), {
        method: 'POST',
        url: '/',
        headers: headersOf(operation),
      });
      const response = {
        statusCode: 200,
        setHeader() {},
        end: (body: string) =>
          resolve({ ok: response.statusCode === 200, body: JSON.parse(body) as JsonObject }),
      };
      server.emit('request', request, response);
      request.emit('data', Buffer.from(JSON.stringify(input)));
      request.emit('end');
    });

  return {
    async start() {
      for (const table of tables) await createTable(call, table);
    },
    call,
  };
}

const headersOf = (operation: string) => ({
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': `DynamoDB_20120810.${operation}`,
  'x-amz-date': '20000101T000000Z',
  // dynalite looks at the form of a signature only; ours was verified before.
  authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=e',
});

async function createTable(
  call: Database['call'],
  { name, keySchema, attributes, indexes }: TableSpec,
): Promise<void> {
  const created = await call('CreateTable', {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: schemaOf(keySchema),
    ...(indexes && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: schemaOf(index.keySchema),
        Projection: index.projection,
      })),
    }),
    AttributeDefinitions: attributes.map((attribute) => ({
      AttributeName: attribute.name,
      AttributeType: attribute.type,
    })),
  });
  if (!created.ok) throw new Error(`dynalite refused table ${name}: ${JSON.stringify(created.body)}`);
  await becomesActive(call, name);
}

const schemaOf = (keySchema: readonly KeyPart[]) =>
  keySchema.map(({ name, type }) => ({ AttributeName: name, KeyType: type }));

async function becomesActive(call: Database['call'], name: string): Promise<void> {
  const { body } = await call('DescribeTable', { TableName: name });
  if ((body.Table as JsonObject).TableStatus !== 'ACTIVE') return becomesActive(call, name);
}
