import { describe, expect, it } from 'vitest';
import { auditRow } from '../../../../core/evidence/audit-row.ts';
import { type AuditRecord, hashOfRecord } from '../../../../core/evidence/record.ts';
import { reportRun, startRun } from '../../../../core/execution/agent-run.ts';
import { beginRun, endRun } from '../../../../core/execution/countersign-run.ts';
import { canonicalJson } from '../../../../core/lib/json.ts';
import { expire, withdraw } from '../../../../core/request/close-request.ts';
import { castVote } from '../../../../core/vote/cast-vote.ts';
import { noon } from '../../../support/given/clock.ts';
import { directory, people } from '../../../support/given/directory.ts';
import {
  ballot,
  cast,
  counted,
  opened,
  pending,
  requestIn,
  running,
  ticketHash,
} from '../../../support/given/requests.ts';
import { review } from '../../../support/given/rulings.ts';

const by = { kind: 'system', id: 'workflow' } as const;

/** As `seal` makes it, of the record's text. */
const rowOf = (record: AuditRecord) => auditRow(record, canonicalJson(record));

const columns =
  'v record_id request_id incident_id seq type at agent_id agent_role session owners model action resource account region ' +
  'environment risk reason ticket ruling ruling_reasons policies policy_version digest state actor via choice ' +
  'vote_reason approvals_needed approvals_given outcome error cloudtrail_event_ids prev hash detail';

describe('a sealed line', () => {
  it('has the columns that the trail promises, in their order', () => {
    expect(Object.keys(rowOf(opened(review()).record)).join(' ')).toBe(columns);
  });

  it('proves itself: its detail is the whole record', () => {
    const { record } = opened(review());
    const line = rowOf(record);
    const detail = JSON.parse(line.detail) as AuditRecord;
    expect(detail).toEqual(record);
    expect(hashOfRecord(detail)).toBe(line.hash);
  });

  it('says what the agent claims, where it claims it', () => {
    const stated = { reason: 'Because.', ticket: 'OPS-1', model: 'some-model' };
    expect(rowOf(opened(review(), { stated }).record)).toMatchObject({
      reason: 'Because.',
      ticket: 'OPS-1',
      model: 'some-model',
    });
    expect(rowOf(opened(review()).record)).toMatchObject({
      ticket: null,
      model: null,
      vote_reason: null,
    });
  });

  it("says how Countersign's own run ended, with the code of what went wrong", () => {
    const row = (ended: Parameters<typeof endRun>[1]) => rowOf(endRun(running(), ended, noon).record);
    const result = { hash: 'a'.repeat(64) };
    const failure = { code: 'AccessDenied', message: 'No.' };
    expect(
      rowOf(beginRun(requestIn('allowed'), { accessKeyId: 'ASIA', seen: undefined }, by, noon).record),
    ).toMatchObject({
      type: 'running',
      outcome: null,
    });
    expect(row({ kind: 'done', result, awsRequestId: 'r-1' })).toMatchObject({
      outcome: 'done',
      error: null,
    });
    expect(row({ kind: 'failed', sent: true, failure, awsRequestId: undefined })).toMatchObject({
      outcome: 'failed',
      error: 'AccessDenied',
    });
    expect(row({ kind: 'unknown', code: 'ECONNRESET' })).toMatchObject({
      outcome: 'unknown',
      error: 'ECONNRESET',
    });
  });

  it('says why somebody voted', () => {
    const voter = { via: 'slack', kind: 'person', person: people.securityOne } as const;
    const withReason = castVote(pending(), voter, ballot(pending(), 'approve', 'Known.'), directory(), noon);
    const without = cast(pending(), people.securityOne);
    expect(withReason.transition && rowOf(withReason.transition.record)).toMatchObject({
      type: 'voted',
      actor: 'person:security.one@example.com',
      vote_reason: 'Known.',
      approvals_given: 1,
    });
    expect(without.transition && rowOf(without.transition.record).vote_reason).toBeNull();
  });

  it('says why a vote was refused, and what ended a request', () => {
    const refused = cast(pending(), people.owner);
    expect(refused.transition && rowOf(refused.transition.record)).toMatchObject({
      type: 'vote-refused',
      error: 'owner',
    });
    expect(rowOf(expire(pending(), noon, 'MessengerUnavailable').record).error).toBe('MessengerUnavailable');
    expect(rowOf(expire(pending(), noon).record).error).toBeNull();
  });

  it('names the session that acted, and where a person or the system did, the one that asked', () => {
    const approved = requestIn('approved');
    const run = { digest: approved.digest, ticketHash };
    const started = startRun(approved, run, noon, 'other-run');
    expect(started.kind === 'moved' && rowOf(started.transition.record)).toMatchObject({
      session: 'other-run',
      actor: 'agent:etl',
    });
    expect(rowOf(withdraw(pending(), noon, undefined, 'third-run').record).session).toBe('third-run');
    expect(rowOf(opened(review()).record).session).toBe('nightly-run');
    expect(rowOf(counted(pending(), people.securityOne).record).session).toBe('nightly-run');
    expect(rowOf(expire(pending(), noon).record).session).toBe('nightly-run');
  });

  it('says how the action went', () => {
    const started = requestIn('started');
    const failed = reportRun(started, { status: 'failed', digest: started.digest, ticketHash }, noon);
    expect(failed.kind === 'moved' && rowOf(failed.transition.record)).toMatchObject({
      type: 'reported',
      outcome: 'failed',
    });
  });
});
