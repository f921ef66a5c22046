import type { Request } from '../request/request.ts';

/** Where requests are found by people: under a group that is asked, or under who answers for the agent. */
export type Listing = { group: string } | { owner: string };

export interface Found {
  /** Request ids, each with the moment by which the list is in order. */
  entries: readonly { id: string; at: string }[];
  /** There are others, which were not read. */
  more: boolean;
}

/**
 * Requests by people. It is kept from the table's stream, so it lags behind them, by moments. Readers MUST read the request
 * itself, and hold it against who may see it.
 */
export interface PeopleIndex {
  /** Makes the index tell what this request tells. Repeatable. */
  keep(request: Request): Promise<void>;
}

export interface PeopleFinder {
  /** Undecided ones, the next to expire first. */
  standing(listing: Listing): Promise<Found>;
  /** Those that somebody has voted on, the newest vote first. */
  votedBy(person: string): Promise<Found>;
}
