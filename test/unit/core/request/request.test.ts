import { describe, expect, it } from 'vitest';
import { requestSchema } from '../../../../core/request/request.ts';
import { requestIn, states } from '../../../support/given/requests.ts';

describe('a stored request', () => {
  it.each(states)('comes back as it was written when it is %s', (state) => {
    const request = requestIn(state);
    expect(requestSchema.parse(JSON.parse(JSON.stringify(request)))).toEqual(request);
  });

  it.each([
    ['in a state that nobody knows', { state: 'running' }],
    ['approved without votes', { votes: undefined }],
    ['approved without a window', { usableUntil: undefined }],
    ['approved by a refusal', { ruling: { ...requestIn('refused').ruling } }],
    ['with a digest that is none', { digest: 'f'.repeat(63) }],
    ['with parameters that are none', { parameters: [] }],
    ['with parameters of null', { parameters: null }],
    ['with something else in it', { runAnyway: true }],
    ['without a version', { version: 0 }],
  ])('is refused %s: better an error than a wrong request', (_, change) => {
    expect(requestSchema.safeParse({ ...requestIn('approved'), ...change }).success).toBe(false);
  });
});
