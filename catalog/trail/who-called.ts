import { callerFromArn } from '../../core/directory/identity.ts';
import type { TrailEvent } from './trail-event.ts';

/** A session of a role. */
export interface TrailSession {
  account: string;
  /** The role's ARN without its path, as the directory writes it. */
  role: string;
  /** The name that the session was given. */
  session: string;
  sourceIdentity?: string;
  accessKeyId?: string;
  /** When the session began, as CloudTrail writes it. Denials of older sessions go by it. */
  issuedAt?: string;
}

/** Who made a call, as AWS says it. A new kind of identity is `unknown` until somebody has looked at it. */
export type TrailCaller =
  | ({ kind: 'session' } & TrailSession)
  /** A service of AWS, for itself or because this session had asked it for something. */
  | { kind: 'service'; invokedBy: string; behalfOf?: TrailSession }
  | { kind: 'user'; arn: string; account: string; accessKeyId?: string }
  | { kind: 'root'; account: string; accessKeyId?: string }
  /** Somebody whom another directory vouches for, before or without a role. */
  | { kind: 'federated'; type: string; arn?: string; name?: string; account?: string }
  /** Somebody of another account: the copy that the owner of what was called gets says no more. */
  | { kind: 'other-account'; account: string; principalId?: string }
  /** At the console. A sign-in as a role has that role's session. */
  | { kind: 'sign-in'; arn?: string; account?: string; session?: TrailSession; succeeded: boolean }
  | { kind: 'unknown'; type: string };

type Identity = NonNullable<TrailEvent['userIdentity']>;

export function whoCalled(event: TrailEvent): TrailCaller {
  const identity = event.userIdentity ?? {};
  const session = sessionOf(identity);
  const account = identity.accountId ?? event.recipientAccountId ?? undefined;
  if (isSignIn(event))
    return { kind: 'sign-in', ...signedIn(event, identity, account), ...also({ session }) };
  if (isServiceFor(identity))
    return {
      kind: 'service',
      invokedBy: identity.invokedBy ?? 'an AWS service',
      ...also({ behalfOf: session }),
    };
  if (session) return { kind: 'session', ...session };
  return withoutSession(identity, account) ?? { kind: 'unknown', type: identity.type ?? 'no identity' };
}

/**
 * By its ARN, or else by the role that issued it and the name behind the colon of its id: a call that AWS refused early has
 * no more.
 */
function sessionOf(identity: Identity): TrailSession | undefined {
  const { sessionIssuer, sourceIdentity, attributes } = identity.sessionContext ?? {};
  const named = callerFromArn(identity.arn ?? '') ?? fromIssuer(sessionIssuer?.arn, identity.principalId);
  if (!named) return undefined;
  return {
    ...named,
    ...also({ sourceIdentity, accessKeyId: identity.accessKeyId, issuedAt: attributes?.creationDate }),
  };
}

const roleArn = /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):role\/(?:[\x21-\x7e]*\/)?([\w+=,.@-]{1,64})$/;

function fromIssuer(
  arn: string | null | undefined,
  principalId: string | null | undefined,
): Pick<TrailSession, 'account' | 'role' | 'session'> | undefined {
  const [, partition, account, name] = roleArn.exec(arn ?? '') ?? [];
  const [, session] = /^[A-Z0-9]+:([\w+=,.@-]{2,64})$/.exec(principalId ?? '') ?? [];
  if (!account || !session) return undefined;
  return { account, role: `arn:${partition}:iam::${account}:role/${name}`, session };
}

const isSignIn = ({ eventSource, eventType }: TrailEvent): boolean =>
  eventType === 'AwsConsoleSignIn' || eventSource === 'signin.amazonaws.com';

/** The console's answer says it where there is no error code. */
function signedIn(event: TrailEvent, { arn }: Identity, account: string | undefined) {
  const answer = Object.values((event.responseElements as Record<string, unknown> | null | undefined) ?? {});
  const succeeded = !event.errorCode && !event.errorMessage && !answer.includes('Failure');
  return { succeeded, ...also({ arn, account }) };
}

const isServiceFor = ({ type, invokedBy }: Identity): boolean =>
  type === 'AWSService' || (invokedBy !== undefined && invokedBy !== null && isService(invokedBy));

/** `AWS Internal` stands where a service of AWS called and does not say which. */
const isService = (name: string): boolean => /(?:\.amazonaws\.com(?:\.cn)?|^AWS Internal)$/.test(name);

const federated = ['FederatedUser', 'SAMLUser', 'WebIdentityUser', 'IdentityCenterUser', 'Directory'];

function withoutSession(identity: Identity, account: string | undefined): TrailCaller | undefined {
  const { type, arn, accessKeyId, userName, principalId } = identity;
  if (type === 'Root' && account !== undefined) return { kind: 'root', account, ...also({ accessKeyId }) };
  if (type === 'IAMUser' && arn && account !== undefined)
    return { kind: 'user', arn, account, ...also({ accessKeyId }) };
  if (type && federated.includes(type))
    return { kind: 'federated', type, ...also({ arn, account, name: userName ?? principalId }) };
  if (type === 'AWSAccount' && identity.accountId)
    return { kind: 'other-account', account: identity.accountId, ...also({ principalId }) };
  return undefined;
}

/** Only what is there. */
const also = <T extends object>(
  members: {
    [Name in keyof T]: T[Name] | null | undefined;
  },
): { [Name in keyof T]?: NonNullable<T[Name]> } =>
  Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as { [Name in keyof T]?: NonNullable<T[Name]> };
