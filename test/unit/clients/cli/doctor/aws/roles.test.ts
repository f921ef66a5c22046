import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAccountAccess } from '../../../../../../clients/cli/doctor/aws/account-access.ts';
import { createRoles } from '../../../../../../clients/cli/doctor/aws/roles.ts';

const arnOf = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const boundary = 'arn:aws:iam::111122223333:policy/countersign-trial-agent-boundary-eu-west-1';
const listed = (name: string) =>
  `<member><RoleName>${name}</RoleName><Arn>${arnOf(name)}</Arn><Path>/</Path></member>`;

/** As IAM documents them: a list in pages that leaves boundaries out, and one role with its own. */
const answers: Record<string, (input: URLSearchParams) => string> = {
  ListRoles: (input) =>
    input.get('Marker') === 'more'
      ? `<Roles>${listed('agent-release')}</Roles><IsTruncated>false</IsTruncated>`
      : `<Roles>${listed('agent-etl')}${listed('people')}</Roles><IsTruncated>true</IsTruncated><Marker>more</Marker>`,
  GetRole: (input) => {
    const name = input.get('RoleName') ?? '';
    const limited =
      name === 'agent-etl' &&
      `<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>${boundary}</PermissionsBoundaryArn></PermissionsBoundary>`;
    const trust = `<AssumeRolePolicyDocument>${encodeURIComponent('{"Statement":[]}')}</AssumeRolePolicyDocument>`;
    return `<Role><RoleName>${name}</RoleName><Arn>${arnOf(name)}</Arn>${trust}${limited || ''}</Role>`;
  },
};

let server: Server;
let asked: string[];
beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    const input = new URLSearchParams(await text(request));
    const action = input.get('Action') ?? '';
    asked.push([action, input.get('RoleName')].filter(Boolean).join(' '));
    if (input.get('RoleName') === 'nobody') {
      response.writeHead(404, { 'content-type': 'text/xml' });
      response.end(
        '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>No.</Message></Error></ErrorResponse>',
      );
      return;
    }
    response.writeHead(200, { 'content-type': 'text/xml' });
    response.end(
      `<${action}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${action}Result>${answers[action]?.(input) ?? ''}</${action}Result></${action}Response>`,
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'none');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'none');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.close();
  server.closeAllConnections();
});

it('reads the boundaries of the wanted roles, from every page, and of no other', async () => {
  const isWanted = (arn: string) => arn.includes('role/agent-');
  expect(await createRoles('eu-west-1')(isWanted)).toEqual([
    { arn: arnOf('agent-etl'), boundaryArn: boundary },
    { arn: arnOf('agent-release'), boundaryArn: undefined },
  ]);
  expect(asked).toEqual(['ListRoles', 'GetRole agent-etl', 'ListRoles', 'GetRole agent-release']);
});

it('reads whom a role trusts, and that there is no such role', async () => {
  const { trustOf } = createAccountAccess('eu-west-1');
  expect(await trustOf('countersign-trial-executor-eu-west-1')).toBe('{"Statement":[]}');
  expect(await trustOf('nobody')).toBeUndefined();
});
