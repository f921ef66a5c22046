import { describe, expect, it } from 'vitest';
import { mayHoldSecrets } from '../../../../core/execution/may-hold-secrets.ts';
import { sha256 } from '../../../../core/lib/digest.ts';
import { opened } from '../../../support/given/requests.ts';
import { allow } from '../../../support/given/rulings.ts';

const request = opened(allow, { tokenHash: sha256('the-token') }).request;
const asked = request.agent.session;

describe('whoever is handed a secret', () => {
  it.each<[may: boolean, session: string, token: string | undefined]>([
    [true, asked, undefined],
    [true, 'another', 'the-token'],
    [true, asked, 'the-token'],
    [false, 'another', undefined],
    [false, asked.toUpperCase(), undefined],
    [false, asked, 'another-token'],
    [false, 'another', 'The-token'],
    [false, 'another', sha256('the-token')],
    [false, 'another', ''],
  ])('%s: session %s with the token %s', (may, session, token) => {
    expect(mayHoldSecrets(request, session, token)).toBe(may);
  });

  it('holds no token of a request that was given none', () => {
    const older = opened(allow).request;
    expect(mayHoldSecrets(older, asked, undefined)).toBe(true);
    for (const token of ['', 'undefined', 'the-token'])
      expect(mayHoldSecrets(older, asked, token)).toBe(false);
  });
});
