import {
  type ProblemMembers,
  type ProblemSlug,
  problemSchema,
  problems,
  typeOf,
} from '../../functions/shared/problem.ts';

interface Told extends ProblemMembers {
  detail: string;
  field?: string;
}

const id = '7f9c2ba4e88f827d616045507605853e';

/** What each problem could tell. Titles and statuses are those of the code. */
const told: Readonly<Record<ProblemSlug, Told>> = {
  'not-json': { detail: 'Send one JSON object, encoded as UTF-8, with content-type application/json.' },
  'bad-header': {
    field: 'Idempotency-Key',
    detail: 'Send 1 to 128 visible ASCII characters without spaces.',
  },
  'unknown-agent': {
    detail:
      'Call as a session of a role that exactly one agent of the directory (policies/directory.yaml) names.',
  },
  refused: {
    detail: 'Refused by no-audit-tampering (policies/never.cedar:1).',
    id,
    state: 'refused',
    policies: ['no-audit-tampering'],
    reasons: ['Refused by no-audit-tampering (policies/never.cedar:1).'],
    risk: 'critical',
  },
  denied: {
    detail: 'Do not run it. They said: Not before the audit. It may be asked for again later.',
    id,
    state: 'denied',
    decision: {
      by: 'security.one@example.com',
      reason: 'Not before the audit.',
      at: '2026-03-02T09:04:00.000Z',
      again: 'not-now',
    },
  },
  expired: {
    detail: 'Nobody said yes in time. Do not run it. To ask again, use another Idempotency-Key.',
    id,
    state: 'expired',
  },
  withdrawn: {
    detail:
      'It was taken back before people decided. Do not run it. To ask again, use another Idempotency-Key.',
    id,
    state: 'withdrawn',
  },
  'own-approval': {
    detail: 'This session acts for a person who signed the request, and nobody signs for themselves.',
  },
  'other-ticket': {
    field: '/ticket',
    detail: 'Send the ticket that POST …/start gave when it took this approval.',
  },
  'other-session': {
    field: '/token',
    detail:
      'What AWS answers is for the session that submitted this request. Run it there, or send the token that the submission returned.',
  },
  'other-run': {
    detail:
      'Policy has the agent run it. Take the approval with POST …/start, or POST …/credentials where `run` is credentials.',
  },
  'run-failed': {
    detail: 'It did not run: NoSuchEntity: The role with name etl-runner cannot be found.',
    id,
    state: 'failed',
  },
  'run-unknown': {
    detail:
      'It may have run: AWS gave no answer. Do not run it again before somebody has looked in CloudTrail.',
    id,
    state: 'unknown',
  },
  'cannot-run': {
    field: '/action',
    detail:
      'Countersign cannot run it: it answers with a stream. Policy can have the agent run it: @run("agent").',
  },
  'bad-ticket': {
    field: '/ticket',
    detail: 'Send the ticket as POST …/start gave it, to the address that ends in its jti. Run nothing.',
  },
  'no-such-request': { detail: 'No request of this agent has this id.' },
  'no-such-question': {
    field: '/question',
    detail: 'Nobody has asked a question 2. GET the request: `questions` has their numbers.',
  },
  'already-answered': {
    field: '/question',
    detail: 'Question 1 is answered, and people may have read that. Nothing was changed.',
  },
  'no-such-action': {
    detail: 'There is no action rds:CreateDBSnapshots. Did you mean rds:CreateDBSnapshot?',
  },
  'no-such-route': { detail: 'Nothing answers GET /v1/nothing.' },
  'key-reused': { field: 'Idempotency-Key', detail: `It stands for request ${id}. Use a new key.` },
  'secret-in-parameters': {
    field: '/parameters/Arguments/--token',
    detail:
      'This looks like an access token. Do not send it: people and records would see it. Pass a reference, such as the ARN of a secret.',
  },
  'too-many-sessions': { detail: `Twenty sessions wait for request ${id} already. Watch that one.`, id },
  'wrong-state': {
    detail: 'The request is denied; only what was allowed or approved may run.',
    state: 'denied',
  },
  'approval-used': {
    detail: 'The request is done. Submit a new one to run the action again.',
    state: 'done',
  },
  'approval-lapsed': { detail: 'Its window is over. Submit the request again; do not run the action.' },
  'ticket-redeemed': {
    field: '/ticket',
    detail: 'It was redeemed at 2026-03-02T09:05:30.000Z, and one ticket is one run. Run nothing.',
  },
  'ticket-expired': {
    field: '/ticket',
    detail: 'The run that it was for counts as over. Run nothing; submit the request again.',
  },
  'too-large': { detail: 'The body has 200000 bytes; at most 163840 are read.' },
  'bad-field': {
    field: '/parameters/DBInstanceIdentifer',
    detail: 'This field is not known; did you mean "DBInstanceIdentifier"?',
  },
  'unknown-action': {
    field: '/action',
    detail: 'Unknown action rds:CreateSnapshot. Did you mean rds:CreateDBSnapshot?',
  },
  'wrong-resource': {
    field: '/resource',
    detail:
      'The parameters name arn:aws:rds:eu-central-1:111122223333:db:orders. Send the ARN of what the action changes.',
  },
  'other-digest': { field: '/digest', detail: 'This approval covers b5bb9d80… and nothing else.' },
  'too-many-pending': {
    detail: 'Wait until people have decided some of them, or withdraw what is no longer needed.',
  },
  'too-many-requests': {
    detail: 'This agent has made as many requests in this minute as it may. Ask again in the next.',
  },
  internal: {
    detail:
      'The result is unknown. Retry with the same Idempotency-Key; if it stays, give your operators the requestId.',
  },
};

export function problemExample(slug: ProblemSlug) {
  const [status, title] = problems[slug];
  const { detail, field, ...members } = told[slug];
  return problemSchema.parse({
    type: typeOf(slug),
    title,
    status,
    detail,
    ...(field ? { field } : {}),
    requestId: 'Yb2xKj8zDoEEJ7w=',
    ...members,
  });
}
