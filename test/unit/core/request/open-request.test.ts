import { describe, expect, it } from 'vitest';
import { openRequest } from '../../../../core/request/open-request.ts';
import { requestSchema } from '../../../../core/request/request.ts';
import { noon } from '../../../support/given/clock.ts';
import { opened, requestId, submission } from '../../../support/given/requests.ts';
import { allow, refuse, review } from '../../../support/given/rulings.ts';

describe('a request as it opens', () => {
  it('is allowed for an hour where policy allows', () => {
    expect(opened(allow).request).toMatchObject({
      state: 'allowed',
      version: 1,
      votes: [],
      usableUntil: '2026-01-05T13:00:00.000Z',
    });
  });

  it('is refused where policy refuses, and nothing can be used', () => {
    const { request } = opened(refuse);
    expect(request.state).toBe('refused');
    expect(request).not.toHaveProperty('usableUntil');
  });

  it('is pending for as long as the terms say where people are needed', () => {
    expect(opened(review()).request).toMatchObject({
      state: 'pending',
      tier: 0,
      expiresAt: '2026-01-05T12:30:00.000Z',
      votes: [],
      refusedVotes: [],
    });
  });

  it('says where nobody has described its action', () => {
    const facts = { ...submission().facts, uncurated: ['uncurated-write', 'uncurated'] };
    expect(openRequest(submission({ facts }), review()).request.uncurated).toBe(true);
    expect(openRequest(submission(), review()).request).not.toHaveProperty('uncurated');
  });

  it('says what is known of how it will run, and nothing of what is not', () => {
    const known = { hides: true, looks: true, answersSecret: true, unlimited: true, undoable: true } as const;
    expect(openRequest(submission(known), review()).request).toMatchObject(known);
    for (const name of Object.keys(known))
      expect(openRequest(submission(), review()).request).not.toHaveProperty(name);
  });

  it('starts its chain', () => {
    const { from, request, record } = opened(review());
    expect(from).toBeNull();
    expect(record).toMatchObject({
      id: `${requestId}.1`,
      seq: 1,
      at: noon,
      actor: { kind: 'agent', id: 'etl', session: 'nightly-run' },
      via: 'api',
      change: { type: 'submitted' },
      state: 'pending',
      prev: null,
    });
    expect(request.recordHash).toBe(record.hash);
  });

  it('stores the parameters as people may see them, and never the real ones', () => {
    const parameters = { DBInstanceIdentifier: 'orders', MasterUserPassword: 'correct horse' };
    const hidden = { DBInstanceIdentifier: 'orders', MasterUserPassword: '[hidden]' };
    const asked = submission();
    const transition = openRequest(
      { ...asked, shown: hidden, facts: { ...asked.facts, parameters } },
      review(),
    );
    expect(transition.request.parameters).toEqual(hidden);
    expect(JSON.stringify(transition)).not.toContain('correct horse');
  });

  it.each([allow, refuse, review()])('can be stored when policy says $decision', (ruling) => {
    const { request } = opened(ruling);
    expect(requestSchema.parse(JSON.parse(JSON.stringify(request)))).toEqual(request);
  });
});
