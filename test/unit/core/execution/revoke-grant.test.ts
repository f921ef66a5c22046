import { describe, expect, it } from 'vitest';
import { slackDoor } from '../../../../adapters/slack/door.ts';
import { noteSeenRun, type SeenRun } from '../../../../core/detection/evidence.ts';
import { beginGrant, mayGrant } from '../../../../core/execution/grant-credentials.ts';
import { formatRevokeRefusal, mayRevoke, revokeGrant } from '../../../../core/execution/revoke-grant.ts';
import { closeOverdue } from '../../../../core/request/close-overdue.ts';
import { after, standsUntil } from '../../../../core/request/deadlines.ts';
import type { Request, RequestIn } from '../../../../core/request/request.ts';
import type { Voter } from '../../../../core/vote/voter.ts';
import { noon } from '../../../support/given/clock.ts';
import { people } from '../../../support/given/directory.ts';
import { counted, opened, pending, requestIn } from '../../../support/given/requests.ts';
import { allow } from '../../../support/given/rulings.ts';

const agent = { kind: 'agent', id: 'etl', session: 'nightly-run' } as const;
const accessKeyId = 'ASIAEXAMPLEEXAMPLE00';
const voterOf = (person: (typeof people)[keyof typeof people]): Voter => ({
  via: 'slack',
  kind: 'person',
  person,
});
const security = voterOf(people.securityTwo);

function grantedFrom(request: Request): RequestIn<'started'> {
  const may = mayGrant(request, { digest: request.digest, presented: false }, agent, noon);
  if (may.kind !== 'may') throw new Error(`No credentials: ${may.kind}.`);
  return beginGrant(may.request, accessKeyId, agent, noon).request;
}
const granted = () => grantedFrom(counted(pending({ run: 'credentials' }), people.securityOne).request);
const revoke = (request: Request, voter = security, at = noon, digest = request.digest) =>
  mayRevoke(request, voter, digest, at);

describe('credentials of a request', () => {
  it('end after a quarter of an hour, and nobody knows yet what was done with them', () => {
    const request = granted();
    expect(standsUntil(request)).toBe('2026-01-05T12:15:00.000Z');
    expect(closeOverdue(request, '2026-01-05T12:14:59.999Z')).toBeUndefined();
    expect(closeOverdue(request, '2026-01-05T12:15:00.000Z')).toMatchObject({
      request: { state: 'unknown', accessKeyId },
      record: { change: { type: 'grant-ended' }, state: 'unknown' },
    });
  });

  it('end in done where CloudTrail has told of what was granted and of nothing else, and in nothing better otherwise', () => {
    const end = (run: Partial<SeenRun>) => {
      const seen = { eventIds: ['event-1'], differences: [], untold: [], ...run };
      const noted = noteSeenRun(granted(), seen, 'sight', noon)?.request ?? granted();
      return closeOverdue(noted, '2026-01-05T12:15:00.000Z')?.request;
    };
    expect(end({})).toMatchObject({ state: 'done', evidence: { kind: 'confirmed' }, accessKeyId });
    expect(end({ errorCode: 'NoSuchKey' })?.state).toBe('unknown');
    const other = { pointer: '/Key', signed: 'a', seen: 'b' };
    expect(end({ differences: [other] })?.state).toBe('unknown');
  });

  it('are for what policy has run so, and nothing else', () => {
    const approved = requestIn('approved');
    const signed = { digest: approved.digest, presented: false };
    expect(mayGrant(approved, signed, agent, noon)).toEqual({ kind: 'other-run' });
  });
});

describe('who takes credentials back', () => {
  it('is somebody of the groups that were asked', () => {
    const request = granted();
    expect(revoke(request)).toEqual({ kind: 'may', request, person: people.securityTwo });
  });

  it('is whoever voted, though they have left the group since', () => {
    expect(revoke(granted(), voterOf({ ...people.securityOne, groups: [] })).kind).toBe('may');
  });

  it('is nobody else', () => {
    const request = granted();
    const refused = [
      revoke(request, voterOf(people.outsider)),
      revoke(request, { via: 'slack', kind: 'unknown-user', handle: 'U0STRANGER', why: 'unknown-person' }),
      revoke(request, security, noon, '0'.repeat(64)),
      revoke(request, security, after(noon, 900)),
      revoke(requestIn('started')),
      revoke(requestIn('approved')),
      revoke(grantedFrom(opened({ ...allow, run: 'credentials' }).request)),
    ];
    expect(refused.map((one) => one.kind === 'refused' && one.why)).toEqual([
      'outside-groups',
      'unknown-person',
      'other-digest',
      'over',
      'not-granted',
      'not-granted',
      'outside-groups',
    ]);
    const said = refused.map((one) =>
      one.kind === 'refused' ? formatRevokeRefusal(one.why, slackDoor, 'U0NEW') : '',
    );
    for (const text of said) expect(text).toMatch(/\.$/);
    expect(said.filter((text) => /your Slack id (is )?U0NEW\.$/.test(text))).toHaveLength(3);
  });
});

describe('credentials that were taken back', () => {
  it.each([
    [false, { type: 'revoked' }, { at: noon, by: 'a@example.com' }],
    [true, { type: 'revoked', all: true }, { at: noon, by: 'a@example.com', all: true }],
  ])('leave the request unknown, with who did it; with all others: %s', (all, change, revoked) => {
    expect(revokeGrant(granted(), { by: 'a@example.com', via: 'slack', all }, noon)).toMatchObject({
      request: { state: 'unknown', endedAt: noon, revoked },
      record: { actor: { kind: 'person', id: 'a@example.com' }, via: 'slack', change },
    });
  });
});
