import { incidentRecordVersions } from '../../../../core/evidence/incident-record.ts';
import { type AuditRecord, type Change, recordVersions } from '../../../../core/evidence/record.ts';
import { readVersioned } from '../../../../core/lib/versioned.ts';
import { plain } from '../../terminal.ts';
import { quoted } from './quoted.ts';
import { sayIncidentRecord } from './say-incident-record.ts';
import { whoOf } from './who-of.ts';

/** One record as a sentence: when, who, what, and the state that it led to. */
export function sayRecord(text: string): string {
  const written = JSON.parse(text) as Record<string, unknown>;
  const incident = readVersioned(incidentRecordVersions, written);
  if (incident.ok) return plain(sayIncidentRecord(incident.value));
  const read = readVersioned(recordVersions, written);
  if (!read.ok)
    return plain(`${written.at}  ${written.id}: a record that is told by its own text alone: ${text}`);
  const record = read.value;
  const { kind, id } = record.actor;
  return plain(`${record.at}  ${whoOf[kind](id)} ${said(record)} (${record.state}, by ${record.via})`);
}

const because = (reason: string | undefined): string => (reason === undefined ? '' : `: ${quoted(reason)}`);

type Sayings = {
  [T in Change['type']]: (change: Extract<Change, { type: T }>, record: AuditRecord) => string;
};

const sayings: Sayings = {
  submitted: (_, { action, resource, account, region, stated, ruling }) =>
    `asked for ${action} on ${resource} in ${account}, ${region}${because(stated.reason)}; policy ruled ${ruling.decision}, risk ${ruling.risk}, by ${ruling.policies.join(', ') || 'no policy'}`,
  joined: ({ reason }) => `asked for the same again${because(reason)}`,
  notified: ({ groups, substitutes = [], reminds }) =>
    [
      ...(groups.length > 0 ? [`told ${groups.join(', ')} too`] : []),
      ...substitutes.map(({ group, by }) => `let ${by} sign in the place of ${group}`),
      ...(reminds ? ['reminded people that the time is nearly over'] : []),
    ].join('; '),
  voted: ({ choice, reason, digest }) => `voted to ${choice} what has the digest ${digest}${because(reason)}`,
  'vote-taken-back': () => 'took their vote back',
  questioned: ({ text }) => `asked the agent: ${quoted(text)}`,
  answered: ({ question, text }) => `answered question ${question}: ${quoted(text)}`,
  'vote-refused': ({ choice, why }) => `was not let ${choice}: ${why}`,
  expired: ({ error }) => `let it expire${because(error)}`,
  withdrawn: ({ reason }) => `took it back${because(reason)}`,
  looked: ({ seen, notSeen, voided }) =>
    `${seen ? 'looked at what it would change' : `could not look at what it would change${because(notSeen)}`}${voided.length > 0 ? `; the votes of ${voided.join(', ')} were for what is there no more` : ''}`,
  started: () => 'took the approval, to run it itself',
  running: ({ accessKeyId }) => `began to run it, in the session of ${accessKeyId}`,
  ran: ({ awsRequestId }) => `ran it${awsRequestId === undefined ? '' : `, AWS request ${awsRequestId}`}`,
  'not-run': ({ sent, failure }) => `${sent ? 'had it refused by AWS' : 'did not run it'}: ${failure.code}`,
  unanswered: ({ code }) => `heard no answer of AWS (${code}): it may have run`,
  granted: ({ accessKeyId }) => `was given credentials for it, ${accessKeyId}`,
  'grant-ended': () => 'saw its credentials end',
  revoked: ({ all }) => (all ? 'took back all credentials of that account' : 'took its credentials back'),
  redeemed: () => 'redeemed it',
  lapsed: () => 'let the approval lapse, unused',
  reported: ({ detail }) => `reported how it went${because(detail)}`,
  unreported: () => 'heard no report of how it went',
  confirmed: ({ eventIds }) => `found in CloudTrail what was signed, event ${eventIds.join(', ')}`,
  drifted: ({ eventIds, differences }) =>
    `found in CloudTrail another call than was signed, event ${eventIds.join(', ')}: other at ${differences.map(({ pointer }) => pointer).join(', ')}`,
  unseen: () => 'did not find it in CloudTrail within a day',
};

const said = (record: AuditRecord): string =>
  (sayings[record.change.type] as (change: Change, record: AuditRecord) => string)(record.change, record);
