import type { AgentCaller } from '../directory/identity.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Facts, Ruling, Stated } from '../policy/ruling.ts';
import { after, usableSeconds } from './deadlines.ts';
import type { ShownAs } from './shown-as.ts';
import { subjectOf } from './subject.ts';
import { begin, type Draft, type Transition } from './transition.ts';

/** All that is known of a request before anything is written. */
export interface NewRequest {
  id: string;
  caller: AgentCaller;
  facts: Facts;
  stated: Stated;
  digest: string;
  sentence: string;
  /** The parameters with their secrets hidden. */
  shown: JsonObject;
  shownAs?: ShownAs[];
  at: string;
}

/** The first transition of a request, as policy rules. */
export function openRequest(request: NewRequest, ruling: Ruling): Transition {
  const { caller, at } = request;
  return begin(draft(request, ruling), {
    at,
    actor: { kind: 'agent', id: caller.agent.id, session: caller.session },
    via: 'api',
    change: { type: 'submitted' },
  });
}

function draft(request: NewRequest, ruling: Ruling): Draft {
  const { caller, facts, stated, digest, sentence, shown, shownAs = [], at } = request;
  const asked = {
    id: request.id,
    agent: { id: caller.agent.id, role: caller.role, session: caller.session, owners: caller.agent.owners },
    ...subjectOf(facts),
    parameters: shown,
    ...(shownAs.length > 0 && { shownAs }),
    digest,
    sentence,
    ...(facts.uncurated && { uncurated: true as const }),
    stated,
    submittedAt: at,
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
