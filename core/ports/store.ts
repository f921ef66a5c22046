import type { Request } from '../request/request.ts';
import type { Transition } from '../request/transition.ts';
import type { CardRef } from './messenger.ts';

/** Where requests live. Reads are consistent; every write is one conditional write of one item. */
export interface RequestStore {
  get(id: string): Promise<Request | undefined>;
  /** Writes a first transition, unless the request is there already. */
  create(transition: Transition): Promise<'written' | 'conflict'>;
  /** Writes a later transition, if the request still is in the state and version that the transition started from. */
  advance(transition: Transition): Promise<'written' | 'conflict'>;
}

/** What a request still waits for: a decision of people, its use, or the report of a run. */
export const waits = ['decision', 'use', 'report'] as const;
/** `evidence`: it is over, and CloudTrail is to tell of its run. */
export type Wait = (typeof waits)[number] | 'evidence';

/** What an open incident waits for. */
export const incidentWait = 'explanation';
export type Standing = Wait | typeof incidentWait;

/** The table's names for the index of what is not over, and for the item by which its readers are heard of. */
export const standingIndex = 'standing';
export const heartbeatKey = 'heartbeat';

/** The requests and incidents that are not over, as far as an index knows: it lags behind them, by moments. */
export interface StandingStore {
  /**
   * Requests whose wait ends before `until`, soonest first, and incidents that were opened before it, the oldest first; all of
   * them without it.
   */
  list(wait: Standing, until?: string): AsyncIterable<string>;
}

/** An agent's approvals for pending requests: one for each digest, at most `limit`. */
export interface SlotStore {
  reserve(agent: string, slot: Slot, limit: number): Promise<Reservation>;
  /** Gives the slot back, if this request still holds it. */
  release(agent: string, slot: Pick<Slot, 'digest' | 'requestId'>): Promise<void>;
}

export interface Slot {
  digest: string;
  requestId: string;
  at: string;
}

export type Reservation = { kind: 'reserved' } | { kind: 'held'; by: Slot } | { kind: 'full'; slots: Slot[] };

/** What an Idempotency-Key stands for: one content, and the request that it made or joined. */
export interface KeyUse {
  digest: string;
  requestId: string;
}

/** Keys are ids made of agent and Idempotency-Key. */
export interface KeyStore {
  /** Binds a key that nobody has used. Answers what it stands for, which is an earlier use where there is one. */
  bind(key: string, use: KeyUse): Promise<KeyUse>;
  /** The submission joined another request than the one that the key was bound to. Does nothing a second time. */
  lead(key: string, from: string, to: string): Promise<void>;
}

/** How much an agent asks for, whatever becomes of it. */
export interface RateStore {
  /** One more request of this agent in this minute, unless it has had `limit` already. */
  take(agent: string, at: string, limit: number): Promise<'taken' | 'full'>;
}

/** The workflow's token while it waits. Lives in an item of its own and never travels with the request. */
export interface TokenStore {
  put(requestId: string, token: string): Promise<void>;
  get(requestId: string): Promise<string | undefined>;
  drop(requestId: string): Promise<void>;
}

/** A posted message that shows a request, or an incident. */
export interface Card extends CardRef {
  /** The last tier that was told beside it. */
  tier: number;
}

/** What was told in the threads of a request's cards, by the keys of what happened. */
export interface ThreadStore {
  told(requestId: string, card: CardRef): Promise<string[]>;
  put(requestId: string, card: CardRef, told: readonly string[]): Promise<void>;
}

/** The cards of requests, or those of incidents: each kind has a store of its own. */
export interface CardStore {
  list(id: string): Promise<Card[]>;
  put(id: string, card: Card): Promise<void>;
}
