import { describe, expect, it } from 'vitest';
import { endRun } from '../../../../core/execution/countersign-run.ts';
import { formatDenial, requestView } from '../../../../core/request/request-view.ts';
import { castVote } from '../../../../core/vote/cast-vote.ts';
import { noon } from '../../../support/given/clock.ts';
import { directory, people } from '../../../support/given/directory.ts';
import {
  approvedToRun,
  ballot,
  counted,
  pending,
  requestIn,
  running,
  states,
} from '../../../support/given/requests.ts';
import { twoGroups } from '../../../support/given/rulings.ts';

const { securityOne } = people;

describe('what an agent is told of a no', () => {
  it('is what was said, and whether asking again makes sense, as far as somebody said so', () => {
    expect(formatDenial({ reason: 'Not today.', again: 'not-now' })).toBe(
      'They said: Not today. It may be asked for again later.',
    );
    expect(formatDenial({ reason: 'Not today.' })).toBe('They said: Not today.');
    expect(formatDenial()).toBe('');
  });
});

describe('what an agent sees of its request', () => {
  it('is what it needs to act on', () => {
    expect(requestView(requestIn('approved'))).toMatchObject({
      state: 'approved',
      digest: pending().digest,
      usableUntil: '2026-01-05T13:00:00.000Z',
      decidedAt: noon,
      approvals: { needed: 1, given: 1 },
      run: 'agent',
    });
    expect(requestView(pending())).toMatchObject({ state: 'pending', expiresAt: '2026-01-05T12:30:00.000Z' });
    expect(requestView(requestIn('allowed'))).not.toHaveProperty('approvals');
  });

  it.each(states.filter((state) => state !== 'denied'))(
    'never names the people who decide, when it is %s',
    (state) => {
      const text = JSON.stringify(requestView(requestIn(state)));
      for (const { id, handles } of Object.values(people)) {
        expect(text).not.toContain(id);
        expect(text).not.toContain(handles.slack);
      }
    },
  );

  it('says that Countersign waits for its agent, and nothing where it does not', () => {
    expect(requestView(approvedToRun({ hides: true }))).toMatchObject({ run: 'countersign', needsRun: true });
    expect(requestView(approvedToRun())).not.toHaveProperty('needsRun');
  });

  it('says what became of a run: what AWS answered where that is kept, or why it did not run', () => {
    const result = { hash: 'a'.repeat(64), value: { Status: 'deleting' } };
    const end = (ended: Parameters<typeof endRun>[1]) => requestView(endRun(running(), ended, noon).request);
    expect(end({ kind: 'done', result, awsRequestId: undefined })).toMatchObject({ result: result.value });
    const { value: _, ...unkept } = result;
    expect(end({ kind: 'done', result: unkept, awsRequestId: undefined })).not.toHaveProperty('result');
    const failure = { code: 'AccessDenied', message: 'No.' };
    expect(end({ kind: 'failed', sent: true, failure, awsRequestId: 'r-1' })).toMatchObject({ failure });
    const unknown = end({ kind: 'unknown', code: 'ECONNRESET' });
    expect(unknown).not.toHaveProperty('failure');
    expect(unknown.state).toBe('unknown');
  });

  it('tells nothing of the session that made the call, nor of its token', () => {
    const text = JSON.stringify(
      [running(), running(approvedToRun({ tokenHash: 'b'.repeat(64) }))].map(requestView),
    );
    expect(text).not.toContain('ASIA');
    expect(text).not.toContain('b'.repeat(64));
  });

  it('does not say who has voted so far', () => {
    const { request } = counted(pending(twoGroups), securityOne);
    expect(JSON.stringify(requestView(request))).not.toContain(securityOne.id);
  });

  it('holds who said no, why, and what that means for asking again', () => {
    const request = pending();
    const no = { ...ballot(request, 'deny', 'Ask again on Monday.'), again: 'not-now' as const };
    const outcome = castVote(
      request,
      { via: 'slack', kind: 'person', person: securityOne },
      no,
      directory(),
      noon,
    );
    const denied = outcome.transition?.request ?? request;
    expect(requestView(denied)).toMatchObject({
      state: 'denied',
      decision: { by: securityOne.id, reason: 'Ask again on Monday.', at: noon, again: 'not-now' },
    });
    expect(requestView(requestIn('approved'))).not.toHaveProperty('decision');
  });
});
