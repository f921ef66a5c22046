import type { TargetCall } from '@countersign/emulator';
import type { StaticOperationSchema } from '@smithy/types';
import { catalogWith } from '../../../catalog/catalog.ts';
import { keepsDenied } from '../../../catalog/trail/services-seen.ts';
import type { JsonObject } from '../../../core/lib/json.ts';
import { type Outcome, timeOf } from '../services/operation.ts';
import { toldAnswer, toldParameters } from './told-parameters.ts';

/** A call as it was answered. */
export interface MadeCall {
  call: Pick<
    TargetCall,
    'account' | 'region' | 'service' | 'principal' | 'request' | 'requestId' | 'accessKeyId' | 'now'
  >;
  operation: string;
  schema: StaticOperationSchema;
  input: JsonObject;
  outcome: Outcome;
  /** IAM said no. */
  isDenied: boolean;
}

/** What CloudTrail writes of a call, with what EventBridge needs to know of it. */
export interface WrittenEvent {
  account: string;
  region: string;
  source: string;
  time: string;
  detail: JsonObject;
}

/** Their events are told in us-east-1, wherever the caller is. */
const global = new Set(['iam', 'organizations', 'route53', 'cloudfront']);

/** In the form of CloudTrail, version 1.11. */
export function trailEvent(made: MadeCall, eventID: string): WrittenEvent {
  const { call, operation, outcome } = made;
  const { account, service, now, request } = call;
  const eventSource = `${service}.amazonaws.com`;
  const region = global.has(service) ? 'us-east-1' : call.region;
  const eventName = eventNameOf(eventSource, operation);
  const detail: JsonObject = {
    eventVersion: '1.11',
    userIdentity: identityOf(call),
    eventTime: timeOf(now),
    eventSource,
    eventName,
    awsRegion: region,
    sourceIPAddress: '127.0.0.1',
    userAgent: String(request.headers['user-agent'] ?? ''),
    ...(outcome.ok ? {} : { errorCode: errorCodeOf(made), errorMessage: outcome.message }),
    requestParameters: parametersOf(made, eventSource),
    responseElements: answerOf(made),
    requestID: call.requestId,
    eventID,
    readOnly: isRead(operation),
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
  return { account, region, source: `aws.${service}`, time: timeOf(now), detail };
}

/** CloudTrail calls becoming a role a read, and tells what it answered all the same. */
const isRead = (operation: string): boolean =>
  /^(?:Get|List|Describe|Head|Lookup|AssumeRole)/.test(operation);

/** The account of the role has a copy: of who took it that one knows the account alone. */
export function copyOf({ detail, ...event }: WrittenEvent, account: string, eventID: string): WrittenEvent {
  const { principalId, accountId } = detail.userIdentity as JsonObject;
  return {
    ...event,
    account,
    detail: {
      ...detail,
      userIdentity: { type: 'AWSAccount', principalId: principalId ?? '', accountId: accountId ?? '' },
      eventID,
      recipientAccountId: account,
    },
  };
}

/** With the version that CloudTrail gives some names: `UpdateFunctionConfiguration20150331v2`. */
function eventNameOf(eventSource: string, operation: string): string {
  const versioned = new RegExp(`^${operation}\\d{8}(?:v\\d+)?$`);
  const names = catalogWith().entries.flatMap(({ cloudTrail }) =>
    cloudTrail?.source === eventSource ? cloudTrail.names : [],
  );
  return names.find((name) => versioned.test(name)) ?? operation;
}

/** A denied call keeps them where real events have shown so. */
function parametersOf({ call, schema, input, isDenied }: MadeCall, eventSource: string): JsonObject | null {
  if (isDenied && !keepsDenied(eventSource)) return null;
  return toldParameters(call.service, schema, input);
}

/** What only looks at something has none. */
const answerOf = ({ call, schema, operation, outcome }: MadeCall): JsonObject | null =>
  outcome.ok && (!isRead(operation) || operation === 'AssumeRole')
    ? toldAnswer(call.service, schema, outcome.output, call.requestId)
    : null;

function errorCodeOf({ call: { service }, outcome, isDenied }: MadeCall): string {
  const code = outcome.ok ? '' : outcome.code;
  if (service === 'ec2') return `Client.${code}`;
  return isDenied ? 'AccessDenied' : code;
}

function identityOf({ principal, accessKeyId, now }: MadeCall['call']): JsonObject {
  const { roleArn, sessionName, session } = principal;
  const [, , , , accountId = ''] = roleArn.split(':');
  const userName = roleArn.split('/').at(-1) ?? '';
  const principalId = `AROA${Buffer.from(userName).toString('hex').toUpperCase().padEnd(17, '0').slice(0, 17)}`;
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${sessionName}`,
    arn: `arn:aws:sts::${accountId}:assumed-role/${userName}/${sessionName}`,
    accountId,
    accessKeyId,
    sessionContext: {
      sessionIssuer: { type: 'Role', principalId, arn: roleArn, accountId, userName },
      attributes: { creationDate: timeOf(principal.issuedAt ?? now), mfaAuthenticated: 'false' },
      ...(session?.sourceIdentity === undefined ? {} : { sourceIdentity: session.sourceIdentity }),
    },
  };
}
