/** A region of an account, where calls are watched. */
export interface WatchedPlace {
  account: string;
  region: string;
}

/** When a place last made its heartbeat, and of when the last one is that came back through CloudTrail. */
export interface Heartbeats {
  made?: string;
  seen?: string;
}

export interface HeartbeatStore {
  get(place: WatchedPlace): Promise<Heartbeats>;
  made(place: WatchedPlace, at: string): Promise<void>;
  /** CloudTrail tells of one, with the time that it gives it. An older one than is known changes nothing. */
  seen(place: WatchedPlace, at: string): Promise<void>;
}

/** Makes one in a place: a call that changes nothing, and that CloudTrail tells as a write. */
export type MakeHeartbeat = (place: WatchedPlace) => Promise<void>;
