import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createFunctionPool,
  type FunctionPool,
} from '../../../../../emulator/services/lambda/function-pool.ts';
import { writeBundle } from '../../../../support/cloud-assembly.ts';

let aws: Server;
let pool: FunctionPool;
let heard: { url: string | undefined; headers: IncomingHttpHeaders; body: string }[];

beforeEach(async () => {
  heard = [];
  aws = createServer(async (request, response) => {
    const { url, headers } = request;
    heard.push({ url, headers, body: Buffer.concat(await request.toArray()).toString() });
    response.end('from here');
  }).listen(0, '127.0.0.1');
  await once(aws, 'listening');
});
afterEach(async () => {
  await pool.close();
  aws.closeAllConnections();
  aws.close();
});

const handler = `
import { request } from 'node:https';
import * as http from 'node:http';
import { connect } from 'node:net';
const ways = {
  https: (url) => new Promise((answer, fail) => {
    request(url, { method: 'POST' }, async (response) => answer((await response.toArray()).join('')))
      .on('error', fail).end('body');
  }),
  http: (url) => new Promise((answer, fail) => { http.get(url, async (r) => answer((await r.toArray()).join(''))).on('error', fail); }),
  fetch: async (url) => (await fetch(url)).text(),
  socket: (path) => new Promise((answer, fail) => { connect(path, () => answer('connected')).on('error', fail); }),
};
const said = (error) => (error.cause ? said(error.cause) : error.message);
export const handler = ({ way, to }) => ways[way](to).catch(said);`;

async function reach(way: string, to: string, hosts: string[] = []): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  writeBundle(folder, '.', handler);
  const spec = {
    ...{ name: 'reach', arn: 'arn', roleArn: 'role', folder, handler: 'index.handler', environment: {} },
    ...{ timeoutMilliseconds: 5_000, memoryMegabytes: 128, logGroup: 'g', asynchronous: { retries: 0 } },
  };
  const network = { awsPort: (aws.address() as AddressInfo).port, hosts };
  pool = createFunctionPool(spec, { environment: () => ({}), network: () => network, onLog: () => {} });
  const answer = await pool.invoke(JSON.stringify({ way, to }), 'request-1');
  return answer.kind === 'answered' ? JSON.parse(answer.payload) : answer;
}
const refused = (host: string) => `NotImplementedLocally: no function reaches ${host} here`;

describe('a function', () => {
  it.each(['iam.amazonaws.com', 's3.eu-central-1.amazonaws.com', 'kms.eu-west-1.api.aws'])(
    'that calls %s is answered here, with the host that it meant',
    async (host) => {
      expect(await reach('https', `https://${host}/a?b=c`)).toBe('from here');
      expect(heard).toMatchObject([{ url: '/a?b=c', headers: { host }, body: 'body' }]);
    },
  );

  it('is answered here by whichever client it calls', async () => {
    expect(await reach('fetch', 'https://sts.eu-west-1.amazonaws.com/')).toBe('from here');
  });

  it('reaches this machine', async () => {
    const { port } = aws.address() as AddressInfo;
    expect(await reach('http', `http://127.0.0.1:${port}/local`)).toBe('from here');
    expect(heard).toMatchObject([{ url: '/local' }]);
  });

  it.each([
    ['https', 'https://example.com/', 'example.com'],
    ['fetch', 'https://slack.com/', 'slack.com'],
    ['http', 'http://169.254.169.254/latest/meta-data', '169.254.169.254'],
    // Only what TLS would protect is AWS.
    ['http', 'http://iam.amazonaws.com/', 'iam.amazonaws.com'],
    ['https', 'https://iam.amazonaws.com:8443/', 'iam.amazonaws.com'],
    ['https', 'https://iam.amazonaws.com.evil.example/', 'iam.amazonaws.com.evil.example'],
    ['https', 'https://amazonaws.com.evil.example/', 'amazonaws.com.evil.example'],
    ['socket', '/var/run/docker.sock', '/var/run/docker.sock'],
  ])('by %s does not reach %s', async (way, to, host) => {
    expect(await reach(way, to)).toBe(refused(host));
    expect(heard).toEqual([]);
  });

  it('reaches a host that it is given as it is', async () => {
    // No name server knows it.
    expect(await reach('https', 'https://given.invalid/', ['given.invalid'])).toMatch(
      /^getaddrinfo .*given\.invalid/,
    );
  });
});
