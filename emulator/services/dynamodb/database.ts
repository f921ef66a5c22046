import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import type { JsonObject } from '../../lib/json.ts';
import type { KeyPart, TableSpec } from './tables.ts';

export type DatabaseAnswer = { ok: boolean; body: JsonObject };

export interface Database {
  start: () => Promise<void>;
  /** MUST be started. */
  call: (operation: string, input: JsonObject) => Promise<DatabaseAnswer>;
  stop: () => Promise<void>;
}

/** `dynalite` speaks HTTP only, so it gets a loopback port of its own that nobody else is told. */
export function createDatabase(tables: readonly TableSpec[]): Database {
  let server: Server | undefined;
  let url = '';

  const call: Database['call'] = async (operation, input) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'x-amz-date': '20000101T000000Z',
        // dynalite looks at the form of a signature only; ours was verified before.
        authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host, Signature=e',
      },
      body: JSON.stringify(input),
    });
    return { ok: response.ok, body: (await response.json()) as JsonObject };
  };

  return {
    async start() {
      server = dynalite({ createTableMs: 0 });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      for (const table of tables) await createTable(call, table);
    },
    call,
    async stop() {
      if (!server) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

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
