import { isoTime } from './event-time.ts';

/** One event, as what carries it wraps it. What is none of these is taken for the event itself. */
export function unwrapEvent(value: unknown): unknown {
  if (Array.isArray(value)) return unwrapEvent(fromRow(value));
  if (!isObject(value)) return value;
  // `lookup-events`; CloudWatch Logs, by `filter-log-events` or a subscription.
  for (const text of [value.CloudTrailEvent, value.message])
    if (typeof text === 'string' && value.eventSource === undefined) return unwrapEvent(JSON.parse(text));
  // EventBridge.
  if (isObject(value.detail) && value.eventSource === undefined) return value.detail;
  if (isObject(value.api) && isObject(value.actor)) return fromSecurityLake(value);
  return value;
}

/** CloudTrail Lake: `[{"eventName": "…"}, {"eventTime": "…"}]`, with what is no text printed as `{arn=…, type=…}`. */
function fromRow(row: readonly unknown[]): unknown {
  const event: Record<string, unknown> = Object.assign({}, ...row.filter(isObject));
  return {
    ...event,
    userIdentity: printed(event.userIdentity),
    // Printed, a value with a comma in it could be two: only JSON is read.
    requestParameters: jsonIn(event.requestParameters),
    resources: undefined,
  };
}

const printed = (identity: unknown): unknown =>
  typeof identity === 'string'
    ? Object.fromEntries(
        [...identity.matchAll(/\b(\w+)=([^,{}]+)/g)].map(([, name = '', value]) => [name, value]),
      )
    : identity;

/** Amazon Security Lake's OCSF, of version 1.0 (`uuid` is the ARN) and later ones (`uid` is). */
function fromSecurityLake({
  api,
  actor,
  cloud,
  time,
  time_dt,
  unmapped,
  metadata,
}: Record<string, unknown>): unknown {
  const [call, who, where, rest] = [api, actor, cloud, unmapped].map(asObject);
  const [request, response, service] = [call?.request, call?.response, call?.service].map(asObject);
  const [user, account] = [who?.user, where?.account].map(asObject);
  const arn = [user?.uid, user?.uuid, user?.uid_alt].find(
    (name) => typeof name === 'string' && name.startsWith('arn:'),
  );
  return {
    eventID: asObject(metadata).uid,
    eventTime: time_dt ?? (typeof time === 'number' ? isoTime(time) : time),
    eventSource: service?.name,
    eventName: call?.operation,
    awsRegion: where?.region,
    recipientAccountId: rest?.recipientAccountId ?? account?.uid ?? where?.account_uid ?? undefined,
    userIdentity: { type: user?.type, arn },
    requestParameters: jsonIn(request?.data) ?? jsonIn(rest?.requestParameters),
    errorCode: response?.error ?? undefined,
  };
}

function jsonIn(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const asObject = (value: unknown): Record<string, unknown> => (isObject(value) ? value : {});

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
