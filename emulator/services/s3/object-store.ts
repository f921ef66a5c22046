import { createHash } from 'node:crypto';
import type { BucketSpec } from './buckets.ts';

export interface StoredVersion {
  key: string;
  versionId: string;
  lastModified: Date;
  body: Buffer;
  etag: string;
  /** Header names and values that come back with the object. */
  headers: Record<string, string>;
  checksums: Record<string, string>;
  retainUntil?: Date;
  isDeleteMarker: boolean;
}

export interface NewObject {
  key: string;
  body: Buffer;
  headers: Record<string, string>;
  checksums: Record<string, string>;
}

export interface ObjectStore {
  spec: BucketSpec;
  put: (object: NewObject) => StoredVersion;
  /** The newest version, or the one named; a delete marker is a version too. */
  find: (key: string, versionId?: string) => StoredVersion | undefined;
  /** Without a version: hides the object behind a delete marker. */
  hide: (key: string) => StoredVersion;
  /** For good, or `locked`: nobody removes a version before its retention has passed. */
  remove: (version: StoredVersion) => 'removed' | 'locked';
  /** The newest version of each key that is not deleted, in the byte order of keys. */
  list: () => StoredVersion[];
  versions: () => StoredVersion[];
}

const dayMs = 24 * 60 * 60 * 1000;

export function createObjectStore(
  spec: BucketSpec,
  { now, randomBytes }: { now: () => Date; randomBytes: (size: number) => Buffer },
): ObjectStore {
  /** Per key, oldest first. */
  const keys = new Map<string, StoredVersion[]>();

  const add = (object: NewObject, isDeleteMarker: boolean): StoredVersion => {
    const lastModified = now();
    const { objectLock } = spec;
    const version: StoredVersion = {
      ...object,
      versionId: randomBytes(24).toString('base64url'),
      lastModified,
      etag: `"${createHash('md5').update(object.body).digest('hex')}"`,
      isDeleteMarker,
      // A delete marker is not data: the default retention leaves it out.
      ...(objectLock &&
        !isDeleteMarker && { retainUntil: new Date(lastModified.getTime() + objectLock.days * dayMs) }),
    };
    keys.set(object.key, [...(keys.get(object.key) ?? []), version]);
    return version;
  };

  return {
    spec,
    put: (object) => add(object, false),
    find: (key, versionId) =>
      versionId === undefined
        ? keys.get(key)?.at(-1)
        : keys.get(key)?.find((version) => version.versionId === versionId),
    hide: (key) => add({ key, body: Buffer.alloc(0), headers: {}, checksums: {} }, true),
    remove(version) {
      if (version.retainUntil && version.retainUntil > now()) return 'locked';
      const left = keys.get(version.key)?.filter((other) => other !== version) ?? [];
      if (left.length > 0) keys.set(version.key, left);
      else keys.delete(version.key);
      return 'removed';
    },
    list: () =>
      [...keys.values()]
        .flatMap((versions) => versions.slice(-1))
        .filter(({ isDeleteMarker }) => !isDeleteMarker)
        .sort((one, other) => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key))),
    versions: () => [...keys.values()].flat(),
  };
}
