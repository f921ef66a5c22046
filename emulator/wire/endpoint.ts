import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Authority } from '../iam/authority.ts';
import type { SecretFor } from '../iam/sigv4.ts';
import { createDynamoDb, type DynamoDb } from '../services/dynamodb/service.ts';
import { type BusEvent, createEventBridge, type EventBridge } from '../services/events/service.ts';
import type { Resources, RuleSpec, TableSpec } from '../services/resources.ts';
import { createS3, type S3 } from '../services/s3/service.ts';
import { createSecretsManager } from '../services/secretsmanager/service.ts';
import { createSqs, type Sqs } from '../services/sqs/service.ts';
import { needsOfStates, type StateMachineOf } from '../services/states/needs.ts';
import { securityTokenService } from '../services/sts/service.ts';
import { answerCall, type CallSeen } from './answer-call.ts';
import type { ServiceHandler } from './service-call.ts';

export interface AwsEndpointOptions {
  resources: Omit<Resources, 'roles'>;
  /** Shared with the HTTP API and the services that act in a role, so that it knows every grant used. */
  authority: Authority;
  secretFor: SecretFor;
  /** Step Functions: the interpreter of the state machines answers its own calls. */
  states: { handle: ServiceHandler; stateMachineOf: StateMachineOf };
  onStreamRecord: (record: DynamoDBRecord, table: TableSpec) => void;
  onEvent: (rule: RuleSpec, event: BusEvent) => void;
  onCall?: (seen: CallSeen) => unknown;
  /** A bug of the runtime itself: the caller gets a 500, the runtime's log the error. */
  onBug: (error: unknown) => void;
  now: () => Date;
  randomBytes: (size: number) => Buffer;
  randomUuid: () => string;
  port?: number;
}

export interface AwsEndpoint {
  url: string;
  close: () => Promise<void>;
  /** Items of a table, as attribute values. */
  scan: DynamoDb['scan'];
  bucket: S3['bucket'];
  events: EventBridge['events'];
  queues: Pick<Sqs, 'send' | 'messages'>;
}

const maxBodyBytes = 32 * 1024 * 1024;

/** All of AWS that the functions call, on one loopback address for `AWS_ENDPOINT_URL`. */
export async function createAwsEndpoint(options: AwsEndpointOptions): Promise<AwsEndpoint> {
  const { resources, states, onStreamRecord, onEvent, onBug, port = 0, ...sources } = options;
  const dynamodb = await createDynamoDb({ tables: resources.tables, onRecord: onStreamRecord, ...sources });
  const events = createEventBridge({ buses: resources.buses, rules: resources.rules, onEvent, ...sources });
  const s3 = createS3({ buckets: resources.buckets, ...sources });
  const sqs = createSqs({ queues: resources.queues, ...sources });
  const services = {
    dynamodb,
    events,
    s3,
    secretsmanager: createSecretsManager({ secrets: resources.secrets, ...sources }),
    sqs,
    states: { needs: needsOfStates(states.stateMachineOf), handle: states.handle },
    sts: securityTokenService,
  };

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    if (!body) return void response.writeHead(413, { connection: 'close' }).end();
    const { method = '', url = '/', headers } = request;
    const answer = await answerCall({ method, url, headers, body }, { services, ...sources });
    // The runtime's clock is the one that the SDK sets its own by.
    response
      .writeHead(answer.status, { date: sources.now().toUTCString(), ...answer.headers })
      .end(answer.body);
  };
  const answering = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const answered = respond(request, response)
      .catch((error: unknown) => {
        onBug(error);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      })
      .finally(() => answering.delete(answered));
    answering.add(answered);
  });
  // Longer than any client keeps an idle connection: none is closed under a request on its way.
  server.keepAliveTimeout = 10 * 60_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      // Whoever asked is gone; a write of theirs that has begun still needs the table.
      await Promise.all([closed, ...answering]);
      await dynamodb.close();
    },
    scan: dynamodb.scan,
    bucket: s3.bucket,
    events: events.events,
    queues: { send: sqs.send, messages: sqs.messages },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
