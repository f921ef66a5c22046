import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { config, ofType, synthesize } from './synthesized.ts';

it('every route of the deployed API is described in docs/openapi.json, and no other', () => {
  const { paths } = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as {
    paths: Record<string, Record<string, { security?: object[] }>>;
  };
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { security }]) => ({
      route: `${method.toUpperCase()} ${path}`,
      // What says nothing of its own is signed as the whole API is: by SigV4.
      auth: security === undefined ? 'AWS_IAM' : 'NONE',
    })),
  );
  const deployed = ofType(synthesize(config('trial')), 'AWS::ApiGatewayV2::Route').map(({ properties }) => ({
    route: String(properties.RouteKey),
    auth: String(properties.AuthorizationType ?? 'NONE'),
  }));
  const byRoute = (a: { route: string }, b: { route: string }) => (a.route < b.route ? -1 : 1);
  expect(deployed.length).toBeGreaterThan(7);
  expect(described.sort(byRoute)).toEqual(deployed.sort(byRoute));
});
