import type { TrailEvent } from './trail-event.ts';

/** What kind of policy said no. `resource`: of the target itself, a role's trust among them. `endpoint`: of a VPC's endpoint. */
export type DenyingKind = 'boundary' | 'scp' | 'rcp' | 'identity' | 'session' | 'resource' | 'endpoint';

/** AWS said no to who called, before anything was done. */
export interface TrailDenial {
  /** Missing where the message does not say it: many services' do not. */
  by?: {
    kind: DenyingKind;
    /** Named since January 2026, in the same account or organization. Of several, one. */
    policyArn?: string;
    /** A statement denies it. Else none allows it. */
    explicit: boolean;
  };
}

/** Nothing where AWS did it, or did not for another reason: a wrong parameter, a limit, something that is not there. */
export function denialOf({ errorCode, errorMessage }: TrailEvent): TrailDenial | undefined {
  if (!errorCode || !denials.test(errorCode)) return undefined;
  const by = errorMessage ? denierIn(errorMessage) : undefined;
  return by ? { by } : {};
}

/** `AccessDenied`, `Client.UnauthorizedOperation`, `AuthorizationErrorException`: each service has its own word. */
const denials =
  /^(?:Client\.)?(?:AccessDenied(?:Exception)?|AccessDeniedFault|Unauthorized(?:Operation|Access|Exception)?|UnauthorizedAccessException|AuthorizationError(?:Exception)?|NotAuthorized(?:Exception)?|Forbidden(?:Exception)?)$/;

/**
 * At the end of the message, where AWS writes it. What stands before, such as the name of the resource, is the caller's: it
 * can have any words in it, so a message without an end of AWS's own can lie about the kind. Nobody MAY be let off by it.
 */
const end =
  /(?:(?<explicit>with an explicit deny)(?: in (?:an?|the) (?<denying>[a-z -]+?))?(?:: (?<arn>arn:[\x21-\x7e]+?))?|because no (?<missing>[a-z -]+?) allows the [\w-]+:\w+ action)\.?(?: Encoded authorization failure message: [\w-]+)?\s*$/i;

function denierIn(message: string): TrailDenial['by'] {
  const found = end.exec(message)?.groups;
  const kind = kinds.get((found?.denying ?? found?.missing ?? '').toLowerCase());
  if (!found || !kind) return undefined;
  return { kind, explicit: found.explicit !== undefined, ...(found.arn && { policyArn: found.arn }) };
}

const kinds: ReadonlyMap<string, DenyingKind> = new Map([
  ['identity-based policy', 'identity'],
  ['permissions boundary', 'boundary'],
  ['resource-based policy', 'resource'],
  ['resource control policy', 'rcp'],
  ['role trust policy', 'resource'],
  ['service control policy', 'scp'],
  ['session policy', 'session'],
  ['vpc endpoint policy', 'endpoint'],
]);
