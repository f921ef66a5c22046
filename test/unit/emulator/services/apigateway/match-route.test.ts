import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeMatcher } from '../../../../../emulator/services/apigateway/match-route.ts';

const route = (key: string) => ({
  key,
  authorization: 'NONE' as const,
  functionArn: key,
  timeoutMilliseconds: 30_000,
  mayInvoke: true,
});
const keys = [
  '$default',
  'ANY /v1/{proxy+}',
  'GET /v1/requests/{id}',
  'POST /v1/requests',
  'POST /v1/requests/{id}/withdraw',
  'GET /v1/requests/latest',
];

describe('a route', () => {
  it.each([
    ['POST', '/v1/requests', 'POST /v1/requests', {}],
    ['GET', '/v1/requests/r1', 'GET /v1/requests/{id}', { id: 'r1' }],
    ['GET', '/v1/requests/latest', 'GET /v1/requests/latest', {}],
    ['GET', '/v1/requests/a%20b', 'GET /v1/requests/{id}', { id: 'a b' }],
    ['POST', '/v1/requests/r1/withdraw', 'POST /v1/requests/{id}/withdraw', { id: 'r1' }],
    ['DELETE', '/v1/requests/r1', 'ANY /v1/{proxy+}', { proxy: 'requests/r1' }],
    ['GET', '/elsewhere', '$default', {}],
  ])('for %s %s is %s', (method, path, key, pathParameters) => {
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (shuffled) => {
        const matched = routeMatcher(shuffled.map(route))(method, path);
        expect(matched?.route.key).toBe(key);
        expect(matched?.pathParameters).toEqual(pathParameters);
      }),
    );
  });

  it('is none where nothing matches', () => {
    const match = routeMatcher([route('GET /v1/requests/{id}')]);
    for (const path of ['/v1/requests', '/v1/requests/', '/v1/requests/a/b', '/v1/requestsXa']) {
      expect(match('GET', path)).toBeUndefined();
    }
    expect(match('POST', '/v1/requests/a')).toBeUndefined();
  });

  it('takes its literal parts literally', () => {
    expect(routeMatcher([route('GET /a.b')])('GET', '/aXb')).toBeUndefined();
  });
});
