import type { IncomingMessage } from 'node:http';
import { splitOnce } from '../../lib/split-once.ts';

/** A request as it came over the wire, its body read. */
export interface Incoming {
  method: string;
  path: string;
  query: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
  sourceIp: string;
}

export type ReadIncoming = { kind: 'read'; incoming: Incoming } | { kind: 'too-large' };

/** API Gateway takes 10 MB. */
const largestBody = 10 * 1_024 * 1_024;

export async function readIncoming(request: IncomingMessage): Promise<ReadIncoming> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to the end, so that the answer finds the other side listening.
    if (size <= largestBody) chunks.push(chunk);
  }
  if (size > largestBody) return { kind: 'too-large' };
  const [path = '/', query = ''] = splitOnce(request.url ?? '/', '?');
  return {
    kind: 'read',
    incoming: {
      method: request.method ?? 'GET',
      path,
      query,
      headers: request.headers,
      body: Buffer.concat(chunks),
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    },
  };
}
