import type { AgentCaller } from '../directory/identity.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Facts, Ruling, Stated } from '../policy/ruling.ts';
import { after, usableSeconds } from './deadlines.ts';
import type { Pending, Request, ShownAs } from './request.ts';
import { subjectOf } from './subject.ts';
import { advance, begin, type Draft, type Transition } from './transition.ts';

/** What was asked for and by whom, read and derived. */
export interface Submission {
  caller: AgentCaller;
  facts: Facts;
  stated: Stated;
  digest: string;
  sentence: string;
  /** The parameters with their secrets hidden. */
  shown: JsonObject;
  shownAs?: ShownAs[];
  /** Some of the parameters are hidden, and not stored. */
  hides?: boolean;
  /** What AWS answers is for whoever asks alone. */
  answersSecret?: boolean;
  /** Its target can be looked at. */
  looks?: boolean;
  /** AWS can limit the session that runs it to no resource. */
  unlimited?: boolean;
  /** An action of the catalog takes it back. */
  undoable?: boolean;
  /** A person asked for it, as the undo of another request: not its agent. */
  undo?: { asker: string; via: string; undoes: string };
  /** It is made from CloudTrail, of a call that AWS denied; `asker`: the person who wanted that, where one did. */
  denied?: { sighting: string; asker?: string };
  /** CloudTrail tells of it. */
  inTrail?: boolean;
  /** Why Countersign could not run it, where policy leaves that to it. */
  whyNotRunnable?: CannotRun;
  /** Why no credentials could be given for it, where policy wants that. */
  whyNotGranted?: CannotRun;
}

/** What of the body stands in the way, and why. */
export interface CannotRun {
  field: string;
  detail: string;
}

/** All that is known of a request before anything is written. */
export interface NewRequest extends Submission {
  id: string;
  at: string;
  /** SHA-256 of the token that whoever asks is given. */
  tokenHash?: string;
}

/** The first transition of a request, as policy rules. */
export function openRequest(request: NewRequest, ruling: Ruling): Transition {
  const { caller, at, undo, denied } = request;
  const asker = undo?.asker ?? denied?.asker;
  return begin(draft(request, ruling), {
    at,
    actor:
      asker === undefined
        ? { kind: 'agent', id: caller.agent.id, session: caller.session }
        : { kind: 'person', id: asker },
    via: undo?.via ?? (denied ? 'cloudtrail' : 'api'),
    change: { type: 'submitted' },
  });
}

function draft(request: NewRequest, ruling: Ruling): Draft {
  const {
    caller,
    facts,
    stated,
    digest,
    sentence,
    shown,
    shownAs = [],
    at,
    tokenHash,
    undo,
    denied,
  } = request;
  const asked = {
    id: request.id,
    agent: {
      id: caller.agent.id,
      role: caller.role,
      session: caller.session,
      ...(caller.sourceIdentity !== undefined && { sourceIdentity: caller.sourceIdentity }),
      owners: caller.agent.owners,
    },
    ...subjectOf(facts),
    parameters: shown,
    ...(shownAs.length > 0 && { shownAs }),
    digest,
    sentence,
    ...(facts.uncurated && { uncurated: true as const }),
    stated,
    submittedAt: at,
    ...(tokenHash && { tokenHash }),
    ...(request.hides && { hides: true as const }),
    ...(request.looks && { looks: true as const }),
    ...(request.answersSecret && { answersSecret: true as const }),
    ...(request.unlimited && { unlimited: true as const }),
    ...(request.undoable && { undoable: true as const }),
    ...(request.inTrail && { inTrail: true as const }),
    ...(undo && { asker: undo.asker, undoes: undo.undoes }),
    ...(denied && { ...(denied.asker && { asker: denied.asker }), sighting: denied.sighting }),
  };
  switch (ruling.decision) {
    case 'allow':
      return { ...asked, state: 'allowed', ruling, votes: [], usableUntil: after(at, usableSeconds) };
    case 'refuse':
      return { ...asked, state: 'refused', ruling };
    case 'review':
      return {
        ...asked,
        state: 'pending',
        ruling,
        tier: 0,
        expiresAt: after(at, ruling.terms.expiresSeconds),
        votes: [],
        refusedVotes: [],
        joined: [],
      };
  }
}

/** In the place of an agent's words, where CloudTrail told of its call. */
export const reasonOfDenied = 'Its call was denied by AWS.';

/** More sessions than this do not wait for one question by accident. */
const mostJoined = 20;

export type Joined =
  | { kind: 'joined'; transition: Transition }
  /** Nothing to write: this session asked or joined before, or nobody is awaited any more. */
  | { kind: 'known' }
  | { kind: 'full' };

/**
 * Another session of the agent asks for the same. It is part of the request from then on: people see its reason, and a
 * person that it acts for cannot sign.
 */
export function joinRequest(
  request: Request,
  session: string,
  reason: string,
  at: string,
  via: 'api' | 'cloudtrail' = 'api',
): Joined {
  if (request.state !== 'pending' || sessionsOf(request).includes(session)) return { kind: 'known' };
  if (request.joined.length >= mostJoined) return { kind: 'full' };
  const draft = { ...request, joined: [...request.joined, { session, reason, at }] };
  const actor = { kind: 'agent', id: request.agent.id, session } as const;
  return {
    kind: 'joined',
    transition: advance(request, draft, { at, actor, via, change: { type: 'joined', reason } }),
  };
}

/** Every session that waits for this request, the first being the one that asked. */
export const sessionsOf = ({ agent, joined }: Pick<Pending, 'agent' | 'joined'>): string[] => [
  agent.session,
  ...joined.map(({ session }) => session),
];
