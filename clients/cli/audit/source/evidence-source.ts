export interface Listed {
  key: string;
  /** More than one where something was written over, or hidden by a delete marker: that must not be. */
  versions: number;
}

export interface StoredObject {
  /** As it is stored: packed, if it is. */
  body: Uint8Array;
  /** Where it has a lock that can be seen. */
  lock?: { mode: string; writtenAt: Date; until: Date };
}

/** Where the trail is: a bucket, or a folder with a copy of one. */
export interface EvidenceSource {
  name: string;
  /** Whether objects can be asked for their locks: those of a folder cannot. */
  hasLocks: boolean;
  /** In the order of the bytes of the keys, from behind one. A prefix ends in a slash. */
  list(prefix: string, after?: string): AsyncIterable<Listed>;
  read(key: string): Promise<StoredObject | undefined>;
}
