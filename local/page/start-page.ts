import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readBody } from '../slack/read-body.ts';
import { type Reply, reads, writes } from './api.ts';
import { type Asset, readAssets } from './assets.ts';
import { whyNot } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { sendNews } from './news.ts';
import type { PagePorts } from './ports.ts';

export interface Page {
  url: string;
  close(): Promise<void>;
}

/** Rejects with the listening error (`EADDRINUSE`) where the port is taken. 0 takes any free one. */
export async function startPage(ports: PagePorts, port: number): Promise<Page> {
  const assets = readAssets(fileURLToPath(new URL('assets', import.meta.url)));
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  server.on('request', answerTo(ports, assets, bound));
  return {
    url: `http://127.0.0.1:${bound}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const answerTo =
  (ports: PagePorts, assets: ReadonlyMap<string, Asset>, port: number): RequestListener =>
  async (request, response) => {
    const reason = whyNot(request, port);
    if (reason) return send(response, { status: 403, body: { error: reason } });
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`);
    if (url.pathname === '/api/events') return sendNews(response, ports.onChange);
    const asset = request.method === 'GET' ? assets.get(url.pathname) : undefined;
    if (asset)
      return void response.writeHead(200, { ...securityHeaders, 'content-type': asset.type }).end(asset.body);
    try {
      send(response, await reply(ports, request, url));
    } catch (error) {
      send(response, {
        status: 500,
        body: { error: error instanceof Error ? error.message : String(error) },
      });
    }
  };

async function reply(ports: PagePorts, request: IncomingMessage, url: URL): Promise<Reply> {
  const read = request.method === 'GET' ? reads.get(url.pathname) : undefined;
  if (read) return read(ports, url);
  const write = request.method === 'POST' ? writes.get(url.pathname) : undefined;
  if (!write) return { status: 404, body: { error: `There is nothing at ${url.pathname}.` } };
  const body = parse(await readBody(request));
  return body === undefined ? { status: 400, body: { error: 'The body is not JSON.' } } : write(ports, body);
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { ...securityHeaders, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
