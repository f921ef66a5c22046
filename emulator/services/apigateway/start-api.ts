import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Incoming } from './incoming.ts';
import { readIncoming } from './incoming.ts';
import { gatewayMessage, internalServerError, type Outgoing } from './proxy-response.ts';

export interface ApiServer {
  url: string;
  close(): Promise<void>;
}

export interface ApiServerOptions {
  /** 0 takes any free port. */
  port: number;
  handle: (incoming: Incoming) => Promise<Outgoing>;
  onBug: (error: unknown) => void;
}

const tooLarge = gatewayMessage(413, 'Request Entity Too Large');

/** Rejects with the listening error (`EADDRINUSE`) where the port is taken. */
export async function startApi({ port, handle, onBug }: ApiServerOptions): Promise<ApiServer> {
  const server = createServer(async (request, response) => {
    try {
      const read = await readIncoming(request);
      write(response, read.kind === 'too-large' ? tooLarge : await handle(read.incoming));
    } catch (error) {
      onBug(error);
      write(response, internalServerError);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function write(response: ServerResponse, { status, headers, body }: Outgoing): void {
  if (response.headersSent) return;
  response.writeHead(status, headers).end(body);
}
