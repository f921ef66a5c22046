import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { portInUse } from '../../../local/port-in-use.ts';

it('names the port that something listens on, and none when it is free again', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  expect(await portInUse([port])).toBe(port);
  server.close();
  await once(server, 'close');
  expect(await portInUse([port])).toBeUndefined();
});
