import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCall, type CallHandling } from './answer-call.ts';

export interface EndpointOptions extends CallHandling {
  /** A bug of the emulator itself: the caller gets a 500, whoever runs it the error. */
  onBug: (error: unknown) => void;
  /** 0 takes any free port. */
  port: number;
}

export interface Endpoint {
  url: string;
  close: () => Promise<void>;
}

const maxBodyBytes = 32 * 1024 * 1024;

/** All of AWS that the functions call, on one loopback address for `AWS_ENDPOINT_URL`. */
export async function openEndpoint({ onBug, port, ...handling }: EndpointOptions): Promise<Endpoint> {
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    if (!body) return void response.writeHead(413, { connection: 'close' }).end();
    const { method = '', url = '/', headers } = request;
    const answer = await answerCall({ method, url, headers, body }, handling);
    // The emulator's clock is the one that the SDK sets its own by.
    response
      .writeHead(answer.status, { date: handling.now().toUTCString(), ...answer.headers })
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
      // Whoever asked is gone; a write of theirs that has begun still needs its service.
      await Promise.all([closed, ...answering]);
    },
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
