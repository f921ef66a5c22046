import type { KnownBlock } from '@slack/web-api';
import { cardBlocks } from '../../adapters/slack/card.ts';
import { deniedBlocks } from '../../adapters/slack/denied-card.ts';
import { incidentBlocks } from '../../adapters/slack/incident-card.ts';
import { explainIncident } from '../../core/detection/explain-incident.ts';
import type { Incident } from '../../core/detection/incident.ts';
import { type Ended, endRun } from '../../core/execution/countersign-run.ts';
import { beginGrant } from '../../core/execution/grant-credentials.ts';
import { revokeGrant } from '../../core/execution/revoke-grant.ts';
import { stale } from '../../core/execution/seen.ts';
import { askQuestion } from '../../core/request/question.ts';
import type { Pending, Request, RequestIn } from '../../core/request/request.ts';
import { noon } from '../support/given/clock.ts';
import { directory, people } from '../support/given/directory.ts';
import { openIncidentWith } from '../support/given/incidents.ts';
import { counted, pending, requestIn, running } from '../support/given/requests.ts';
import { twoGroups } from '../support/given/rulings.ts';
import { deniedHour, deniedLine } from '../support/given/sightings.ts';

/** A state that a card can be in: how it is drawn, what it says, and the buttons that it has. */
export interface CardStory {
  name: string;
  blocks: () => KnownBlock[];
  says: RegExp;
  buttons: readonly string[];
}

const critical = (request: Pending): Pending => ({
  ...request,
  ruling: { ...request.ruling, risk: 'critical' },
});

function asked(): Request {
  const question = { digest: pending().digest, text: 'Is there a newer snapshot?', via: 'slack' };
  const outcome = askQuestion(pending(), people.securityOne, question, noon);
  if (outcome.kind !== 'asked') throw new Error('A pending request can be asked about.');
  return outcome.transition.request;
}

const ended = (how: Ended): Request => endRun(running(), how, noon).request;
const done = (undo: Extract<Ended, { kind: 'done' }>['undo']): Request =>
  ended({
    kind: 'done',
    result: { hash: 'a'.repeat(64), value: { DBInstance: { Status: 'deleting' } } },
    awsRequestId: 'aws-request-1',
    ...(undo && { undo }),
  });
const failed = (sent: boolean, failure: { code: string; message: string }): Request =>
  ended({ kind: 'failed', sent, failure, awsRequestId: undefined });

function granted(): RequestIn<'started'> {
  const approved = counted(pending({ run: 'credentials' }), people.securityOne).request;
  if (approved.state !== 'approved') throw new Error('One vote is enough here.');
  const to = { kind: 'agent', id: approved.agent.id, session: approved.agent.session } as const;
  return beginGrant(approved, 'ASIAEXAMPLEEXAMPLE00', to, noon).request as RequestIn<'started'>;
}
const revoked = (all: boolean): Request =>
  revokeGrant(granted(), { by: people.securityTwo.id, via: 'slack', all }, noon).request;

function closed(): Incident {
  const voter = { kind: 'person', person: people.securityOne, via: 'slack' } as const;
  const explained = explainIncident(openIncidentWith(), voter, 'It was a drill.', directory(), noon);
  if (explained.kind !== 'explained') throw new Error('Somebody of security can explain it.');
  return explained.transition.incident;
}

const decide = ['Approve', 'Deny', 'Details', 'Ask the agent'];
const ofRequest = (
  name: string,
  request: () => Request,
  says: RegExp,
  buttons: readonly string[] = [],
): CardStory => ({ name, blocks: () => cardBlocks(request(), []), says, buttons });

export const cardStories: readonly CardStory[] = [
  ofRequest('asked', pending, /Approve\? Delete database orders.*High risk.*0 of 1 approvals/s, decide),
  ofRequest('asked, critical', () => critical(pending()), /Critical risk/, decide),
  ofRequest(
    'asked, one of two signed',
    () => counted(pending(twoGroups), people.securityOne).request,
    /1 of 2/,
    [...decide, 'Undo my vote'],
  ),
  ofRequest('asked, with a question to the agent', asked, /Is there a newer snapshot\?/, decide),
  ofRequest(
    'asked, longer than the card',
    () => pending({}, { shown: { text: 'all of it, '.repeat(400) } }),
    /more characters/,
    ['Read all and approve', 'Deny', 'Ask the agent'],
  ),
  ofRequest('approved', () => requestIn('approved'), /Approved by/),
  ofRequest('denied', () => requestIn('denied'), /Denied by.*Not today/s),
  ofRequest('expired', () => requestIn('expired'), /Expired: not run/),
  ofRequest('withdrawn', () => requestIn('withdrawn'), /Withdrawn by the agent/),
  ofRequest('lapsed', () => requestIn('lapsed'), /not used in time/),
  ofRequest('running', running, /Countersign has been running it since 2026-01-05 12:00 UTC/),
  ofRequest('done', () => done(undefined), /It ran, and was done.*aws-request-1.*"Status": "deleting"/s),
  ofRequest(
    'done, undo offered',
    () => done({ kind: 'offered', action: 'rds:CreateDBInstance', remains: 'its address is another' }),
    /It can be undone by rds:CreateDBInstance\. It remains that its address is another\./,
    ['Undo'],
  ),
  ofRequest(
    'done, undo refused',
    () => done({ kind: 'not-offered', code: 'hidden', detail: 'What was there is hidden.' }),
    /What was there is hidden\./,
  ),
  ofRequest('done, nothing to undo', () => done({ kind: 'nothing-to-undo' }), /There is nothing to undo/),
  ofRequest('failed, stale', () => failed(false, stale), /It did not run: stale/),
  ofRequest(
    'failed by AWS',
    () => failed(true, { code: 'AccessDenied', message: 'Not <!channel> *you*.' }),
    /It did not run: AccessDenied.*Not <!channel> \*you\*\./s,
  ),
  ofRequest(
    'unknown',
    () => ended({ kind: 'unknown', code: 'TimeoutError' }),
    /It may have run\. Do not run it again.*access key ASIAEXAMPLEEXAMPLE00/s,
  ),
  ofRequest('credentials given', granted, /Its agent has credentials for it until 2026-01-05 12:15 UTC/, [
    'Revoke',
  ]),
  ofRequest('revoked', () => revoked(false), /Revoked by security\.two@example\.com at 2026-01-05 12:00 UTC/),
  ofRequest(
    'revoked with all',
    () => revoked(true),
    /With them those of every other request in this account/,
  ),
  ofRequest('run by its agent', () => requestIn('done'), /Its agent says that it is done/),
  {
    name: 'an incident',
    blocks: () => incidentBlocks(openIncidentWith(), []),
    says: /It was done, and no approval covers it\./,
    buttons: ['Contain', 'Revert', 'Explain and close'],
  },
  {
    name: 'an incident, closed',
    blocks: () => incidentBlocks(closed(), []),
    says: /Incident, explained and closed.*It was a drill\./s,
    buttons: [],
  },
  {
    name: 'calls that AWS denied',
    blocks: () => deniedBlocks(deniedHour(deniedLine()), []),
    says: /made calls that AWS denied/,
    buttons: [],
  },
];
