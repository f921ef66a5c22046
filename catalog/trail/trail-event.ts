import { z } from 'zod';
import { formatIssue } from '../../core/lib/format-issue.ts';
import { unwrapEvent } from './unwrap-event.ts';

const text = z.string().min(1);
const told = z.string().nullish();
/** CloudTrail Lake and Athena print flags as text. */
const flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })]).nullish();

/** Who it was whose session this is: a role, or the user behind a federation token. */
const sessionIssuer = z.looseObject({ type: told, arn: told, accountId: told, userName: told });

const sessionContext = z.looseObject({
  sessionIssuer: sessionIssuer.nullish(),
  attributes: z.looseObject({ creationDate: told, mfaAuthenticated: flag }).nullish(),
  /** Given once, by AssumeRole or by who federates, and handed on from role to role. */
  sourceIdentity: told,
});

const userIdentity = z.looseObject({
  type: told,
  /** `AROA…:session-name` of a role's session, also where the ARN is missing. */
  principalId: told,
  arn: told,
  accountId: told,
  accessKeyId: told,
  userName: told,
  /** The service that made the call, for itself or for the session that stands here. */
  invokedBy: told,
  identityProvider: told,
  sessionContext: sessionContext.nullish(),
});

/** What is read of a CloudTrail event. Anything else may stand beside it, and most of this may be missing. */
const eventSchema = z.looseObject({
  eventTime: z.string().regex(/^\d{4}-\d\d-\d\d[T ]/, 'is not a time'),
  eventSource: text,
  eventName: text,
  awsRegion: text,
  recipientAccountId: text.nullish(),
  /** One for each event in each account. */
  eventID: text.nullish(),
  /** The same in the copies that several accounts get of one call. */
  sharedEventID: text.nullish(),
  /** As the caller of the API got it. */
  requestID: told,
  eventType: told,
  /** `Management`, `Data`, `Insight`, `NetworkActivity`. */
  eventCategory: told,
  managementEvent: flag,
  readOnly: flag,
  userIdentity: userIdentity.nullish(),
  requestParameters: z.unknown().optional(),
  responseElements: z.unknown().optional(),
  /** AWS did not do it: `AccessDenied`, `Client.UnauthorizedOperation`, `DryRunOperation`. */
  errorCode: told,
  errorMessage: told,
  resources: z.array(z.looseObject({ ARN: told, accountId: told, type: told })).nullish(),
});
export type TrailEvent = z.infer<typeof eventSchema>;

export type TrailEventAnswer = { ok: true; event: TrailEvent } | { ok: false; problem: string };

/** An event of a log file, or as others wrap it: see `unwrapEvent`. */
export function readTrailEvent(json: string): TrailEventAnswer {
  try {
    return readTrailValue(JSON.parse(json));
  } catch {
    return { ok: false, problem: 'is not JSON' };
  }
}

/** The same of what is parsed already, such as the event that a function of AWS gets. */
export function readTrailValue(value: unknown): TrailEventAnswer {
  const read = eventSchema.safeParse(unwrapEvent(value), { error: formatIssue });
  if (read.success) return { ok: true, event: read.data };
  const [issue] = read.error.issues;
  return { ok: false, problem: `is not a CloudTrail event (${issue?.path.join('.')} ${issue?.message})` };
}
