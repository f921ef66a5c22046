import { serviceOfSource } from '../../../catalog/trail/event-sources.ts';
import { isoTime } from '../../../catalog/trail/event-time.ts';
import type { TrailEvent } from '../../../catalog/trail/trail-event.ts';
import { type TrailCaller, type TrailSession, whoCalled } from '../../../catalog/trail/who-called.ts';
import { ageSeconds, type SightingSource } from '../../../core/detection/sighting.ts';
import { sha256 } from '../../../core/lib/digest.ts';
import { canonicalJson } from '../../../core/lib/json.ts';

/** An event, with what every decision about it asks for. */
export interface Seen {
  /** The same in every copy. */
  id: string;
  eventId: string;
  event: TrailEvent;
  caller: TrailCaller;
  /** Whose session it is: of who called, or of whom a service acts for. */
  session: TrailSession | undefined;
  /** When it was called, and when it came here. */
  at: string;
  seenAt: string;
  age: number;
  source: SightingSource;
  /** `iam:CreateUser`, before anything is made of it. */
  call: string;
  who: string;
  account: string;
  region: string;
}

export function seenOf(event: TrailEvent, source: SightingSource, seenAt: string): Seen {
  const caller = whoCalled(event);
  const session = sessionOf(caller);
  const at = isoTime(event.eventTime) ?? seenAt;
  const eventId = event.eventID ?? sha256(canonicalJson(event)).slice(0, 36);
  return {
    id: idOf(event.sharedEventID ?? eventId),
    eventId,
    event,
    caller,
    session,
    at,
    seenAt,
    age: ageSeconds(at, seenAt),
    source,
    call: `${serviceOfSource(event.eventSource) ?? event.eventSource.replace(/\.amazonaws\.com$/, '')}:${event.eventName}`,
    who: event.userIdentity?.arn ?? session?.role ?? nameless(caller),
    account: session?.account ?? event.recipientAccountId ?? '',
    region: event.awsRegion,
  };
}

/** AWS's ids are UUIDs. What is none is named by its hash: it becomes a key of the table. */
const idOf = (id: string): string => (/^[\w-]{8,64}$/.test(id) ? id : sha256(id).slice(0, 36));

function sessionOf(caller: TrailCaller): TrailSession | undefined {
  switch (caller.kind) {
    case 'session':
      return caller;
    case 'service':
      return caller.behalfOf;
    case 'sign-in':
      return caller.session;
    default:
      return undefined;
  }
}

function nameless(caller: TrailCaller): string {
  switch (caller.kind) {
    case 'service':
      return caller.invokedBy;
    case 'federated':
      return caller.name ?? caller.type;
    case 'other-account':
      return caller.account;
    default:
      return caller.kind;
  }
}
