import type { AgentCaller } from '../directory/identity.ts';
import type { JsonObject } from '../lib/json.ts';
import type { Claimed, Facts, Ruling } from '../policy/ruling.ts';
import { after, usableSeconds } from './deadlines.ts';
import { begin, type Draft, type Step } from './transition.ts';

/** All that is known of a wish before anything is written. */
export interface Wish {
  id: string;
  caller: AgentCaller;
  facts: Facts;
  claimed: Claimed;
  digest: string;
  sentence: string;
  /** The parameters with their secrets hidden. */
  shown: JsonObject;
  at: string;
}

/** The first step of a request, as policy rules. */
export function openRequest(wish: Wish, ruling: Ruling): Step {
  const { caller, at } = wish;
  return begin(draft(wish, ruling), {
    at,
    actor: { kind: 'agent', id: caller.agent.id, session: caller.session },
    via: 'api',
    change: { type: 'submitted' },
  });
}

function draft(wish: Wish, ruling: Ruling): Draft {
  const { caller, facts, claimed, digest, sentence, shown, at } = wish;
  const asked = {
    id: wish.id,
    agent: { id: caller.agent.id, role: caller.role, session: caller.session, owners: caller.agent.owners },
    action: facts.action,
    resource: facts.resource,
    account: facts.account,
    region: facts.region,
    environment: facts.environment,
    parameters: shown,
    digest,
    sentence,
    claimed,
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
      };
  }
}
