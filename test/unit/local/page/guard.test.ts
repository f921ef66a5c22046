import { describe, expect, test } from 'vitest';
import { whyNot } from '../../../../local/page/guard.ts';

const host = '127.0.0.1:4100';
const json = { 'content-type': 'application/json' };

describe('the page answers itself and nobody else', () => {
  test.each([
    ['a visit', 'GET', { host }],
    ['a visit by the name localhost', 'GET', { host: 'localhost:4100' }],
    ['a click', 'POST', { host, origin: `http://${host}`, ...json }],
  ])('%s is answered', (_, method, headers) => {
    expect(whyNot({ method, headers }, 4100)).toBeUndefined();
  });

  test.each([
    ['a name that was rebound to loopback', 'GET', { host: 'evil.example:4100' }],
    ['another port', 'GET', { host: '127.0.0.1:80' }],
    ['no host at all', 'GET', {}],
    ["another site's script", 'POST', { host, origin: 'http://evil.example', ...json }],
    ['a page that hides its origin', 'POST', { host, origin: 'null', ...json }],
    ['no origin', 'POST', { host, ...json }],
    [
      'a form, which needs no permission to be sent',
      'POST',
      { host, origin: `http://${host}`, 'content-type': 'text/plain' },
    ],
    ['another method', 'PUT', { host, origin: `http://${host}`, ...json }],
  ])('%s is refused', (_, method, headers) => {
    expect(whyNot({ method, headers }, 4100)).toMatch(/./);
  });
});
