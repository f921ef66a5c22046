import type { SQSEvent } from 'aws-lambda';
import type { OwnRole } from '../../../core/detection/own-session.ts';
import { sha256 } from '../../../core/lib/digest.ts';

/** The names of Countersign's own roles in agents' accounts. */
export const ownRoleNames: Readonly<Record<OwnRole, string>> = {
  executor: 'countersign-test-executor',
  grant: 'countersign-test-grant',
  look: 'countersign-test-look-only',
  revoke: 'countersign-test-revoke-only',
  contain: 'countersign-test-contain-only',
  reconcile: 'countersign-test-reconcile-only',
};

/** An event as CloudTrail writes it, and as EventBridge wraps it. */
export interface TrailEventText {
  event: Readonly<Record<string, unknown>>;
  account: string;
}

export interface CallSeen {
  /** `rds:DeleteDBInstance`. */
  call: string;
  parameters?: Readonly<Record<string, unknown>> | null;
  role?: string;
  session?: string;
  sourceIdentity?: string;
  accessKeyId?: string;
  /** The service that acts for the session. */
  invokedBy?: string;
  errorCode?: string;
  errorMessage?: string;
  at?: string;
  account?: string;
  region?: string;
  id?: string;
  sharedId?: string;
  requestId?: string;
  readOnly?: boolean;
  /** What else stands in the event, or in its place. */
  more?: Readonly<Record<string, unknown>>;
}

let events = 0;

/** CloudTrail's ids are UUIDs. */
export const eventId = (what: string): string =>
  sha256(what).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

function nextId(): string {
  events += 1;
  return eventId(String(events));
}

/** A call by a session, an agent's unless a role says otherwise. */
export function callSeen({
  call,
  parameters = null,
  role = 'etl-agent',
  session = 'nightly-run',
  sourceIdentity,
  accessKeyId = 'ASIAAGENTAGENTAGENT0',
  invokedBy,
  errorCode,
  errorMessage,
  at = '2026-01-05T12:00:00Z',
  account = '111122223333',
  region = 'eu-central-1',
  id = nextId(),
  sharedId,
  requestId = `aws-${id}`,
  readOnly = false,
  more = {},
}: CallSeen): TrailEventText {
  const [service = '', eventName = ''] = call.split(':');
  const event = {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLEEXAMPLE000:${session}`,
      arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
      accountId: account,
      accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          arn: `arn:aws:iam::${account}:role/team/${role}`,
          accountId: account,
          userName: role,
        },
        attributes: { creationDate: '2026-01-05T11:30:00Z', mfaAuthenticated: 'false' },
        ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
      },
      ...(invokedBy === undefined ? {} : { invokedBy }),
    },
    eventTime: at,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: region,
    sourceIPAddress: '192.0.2.9',
    userAgent: 'aws-cli/2.31.0',
    ...(errorCode === undefined ? {} : { errorCode }),
    ...(errorMessage === undefined ? {} : { errorMessage }),
    requestParameters: parameters,
    responseElements: null,
    requestID: requestId,
    eventID: id,
    ...(sharedId === undefined ? {} : { sharedEventID: sharedId }),
    readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...more,
  };
  return { event, account };
}

/** One that AWS denied by the agents' boundary. */
export const deniedCall = (seen: CallSeen): TrailEventText =>
  callSeen({
    errorCode: 'AccessDenied',
    errorMessage: `User: arn:aws:sts::111122223333:assumed-role/etl-agent/nightly-run is not authorized to perform: ${seen.call} with an explicit deny in a permissions boundary: arn:aws:iam::111122223333:policy/countersign-test-agent-boundary`,
    ...seen,
  });

/** A call by one of Countersign's own roles, in a session that it names. */
export const ownCall = (role: OwnRole, session: string, seen: CallSeen): TrailEventText =>
  callSeen({ role: ownRoleNames[role], session, sourceIdentity: session, ...seen });

/** As EventBridge carries it to the home bus. */
export const delivered = ({ event, account }: TrailEventText): string =>
  JSON.stringify({
    version: '0',
    id: '11111111-2222-3333-4444-555555555555',
    'detail-type': 'AWS API Call via CloudTrail',
    source: `aws.${String(event.eventSource ?? 'iam').split('.')[0]}`,
    account,
    time: event.eventTime,
    region: event.awsRegion ?? 'eu-central-1',
    resources: [],
    detail: event,
  });

/** A batch of what lies in the queue. */
export const sqsEvent = (bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map((body, index) => ({
    messageId: `message-${index}`,
    receiptHandle: 'receipt',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1767614400000',
      SenderId: 'events',
      ApproximateFirstReceiveTimestamp: '1767614400000',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:countersign-test-sightings',
    awsRegion: 'eu-central-1',
  })),
});
