import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { vi } from 'vitest';

/** What a service answers to one operation, by its input. */
export type Answers = Readonly<Record<string, (input: Record<string, unknown>) => object>>;

/** A service of AWS that speaks JSON, where the SDK's clients look for every service. */
export async function jsonService(answers: Answers): Promise<{ calls: [string, object][]; close(): void }> {
  const calls: [string, object][] = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const input = JSON.parse(await text(request)) as Record<string, unknown>;
    calls.push([operation, input]);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answers[operation]?.(input) ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'none');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'none');
  return {
    calls,
    close() {
      vi.unstubAllEnvs();
      server.close();
      server.closeAllConnections();
    },
  };
}
