import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { takenPort } from '../../../local/free-port.ts';

it('names the port that something listens on, and none when it is free again', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await takenPort([port])).toBe(port);
  server.close();
  await once(server, 'close');
  expect(await takenPort([port])).toBeUndefined();
});
