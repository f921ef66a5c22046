import type { Gap } from '../../../core/detection/coverage.ts';
import { type CloudTrailReader, NotGenuine, type Piece } from '../../../core/ports/coverage.ts';
import type { WatchedPlace } from '../../../core/ports/heartbeats.ts';
import {
  type DigestFile,
  eventsInLogFile,
  isWrittenAfter,
  readDigestFile,
  type StoredObject,
} from './digest-file.ts';

/** The bucket that a trail writes into, and CloudTrail's own keys. */
export interface TrailBucket {
  /** Up to the account: `prefix/AWSLogs/o-1234567890/`. */
  prefix: string;
  /** The name of the trail. Left out: there is one. */
  trail?: string;
  /** The keys of objects that begin so, in their order. */
  list(prefix: string): AsyncIterable<string>;
  get(key: string): Promise<StoredObject | undefined>;
  /** By fingerprint, of those with which CloudTrail signed in this region between these times. */
  publicKeys(region: string, between: { from: string; to: string }): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** CloudTrail delivers a digest file within an hour after its own. */
const lagSeconds = 7_200;
/** A call's event is delivered within minutes as a rule, and in the digest file of the hour in which it was. */
const writtenWithinSeconds = 3_600;

/** Reads the log files that CloudTrail's digest files name, each hour in its turn, and no other file that lies there. */
export const createTrailReader = (trail: TrailBucket): CloudTrailReader => ({
  source: 'trail',
  lagSeconds,
  writtenWithinSeconds,
  async *read(place, between, done) {
    const named = await digestsNamed(trail, place, between);
    if (named === 'several-trails') return yield gap(place, between.from, between.to, 'several-trails');
    const keys = await trail.publicKeys(place.region, between);
    let added = named.added;
    let through = between.from;
    let why: Gap['why'] = 'no-digest';
    let before: StoredObject | undefined;
    for (const key of named.hourly) {
      const stored = await trail.get(key);
      const read = stored && readDigestFile(stored, (fingerprint) => keys.get(fingerprint));
      // What it says of its times is not believed: the next one that is genuine shows how much is missing.
      if (!read?.ok || !(await follows(trail, read.digest, before))) {
        why = 'digest-not-genuine';
        continue;
      }
      before = stored;
      const { digestStartTime: from, digestEndTime: to } = read.digest;
      if (to <= through || from >= between.to) continue;
      if (from > through) yield gap(place, through, from, why);
      why = 'no-digest';
      // What was added to this stretch is read before it is said to be over.
      const isIn = ({ end }: Named) => end <= compact(to);
      for (const one of added.filter(isIn)) yield* addedPieces(trail, place, one.key, keys, done);
      added = added.filter((one) => !isIn(one));
      yield* piecesOf(trail, read.digest, done);
      through = to;
    }
  },
});

/** Nothing of what it names is believed to be all where the one before it is another than it was signed with. */
async function follows(
  trail: TrailBucket,
  digest: DigestFile,
  before: StoredObject | undefined,
): Promise<boolean> {
  const { previousDigestS3Bucket, previousDigestS3Object: key, digestS3Bucket } = digest;
  if (!key || previousDigestS3Bucket !== digestS3Bucket) return true;
  // One that is gone leaves a stretch of time that nothing covers, and that is told.
  const named = before?.key === key ? before : await trail.get(key);
  return named === undefined || isWrittenAfter(digest, named);
}

/** The log files of a digest file that came later. It covers no time: the hour has one of its own. */
async function* addedPieces(
  trail: TrailBucket,
  { region }: WatchedPlace,
  key: string,
  keys: ReadonlyMap<string, Uint8Array>,
  done: readonly string[],
): AsyncIterable<Piece> {
  const stored = await trail.get(key);
  const at = stored?.generated === undefined ? Number.NaN : Date.parse(stored.generated);
  const then = Number.isNaN(at) ? undefined : new Date(at).toISOString();
  const later = then === undefined ? keys : await trail.publicKeys(region, { from: then, to: then });
  const read =
    stored && readDigestFile(stored, (fingerprint) => keys.get(fingerprint) ?? later.get(fingerprint));
  if (read?.ok) return yield* logFilesOf(trail, read.digest, done);
  if (!done.includes(key))
    yield {
      name: key,
      // biome-ignore lint/correctness/useYield: it has no event, and says why.
      async *events() {
        throw new NotGenuine(`${key} is not what CloudTrail wrote.`);
      },
    };
}

async function* piecesOf(
  trail: TrailBucket,
  digest: DigestFile,
  done: readonly string[],
): AsyncIterable<Piece> {
  yield* logFilesOf(trail, digest, done);
  yield { name: digest.digestS3Object, through: digest.digestEndTime, async *events() {} };
}

async function* logFilesOf(
  trail: TrailBucket,
  { logFiles }: DigestFile,
  done: readonly string[],
): AsyncIterable<Piece> {
  for (const { s3Object, hashValue } of logFiles)
    if (!done.includes(s3Object))
      yield {
        name: s3Object,
        async *events() {
          const stored = await trail.get(s3Object);
          const events = stored && eventsInLogFile(stored.body, hashValue);
          if (!events) throw new NotGenuine(`${s3Object} is not what its digest file says.`);
          yield* events;
        },
      };
}

interface Named {
  /** `20260103T093612Z` */
  end: string;
  key: string;
}

/**
 * The digest files of one trail, by the end of their time. They lie under the day of it; what ends in the first hours of the next day may
 * begin before it. Two trails of one name have different home regions.
 */
async function digestsNamed(
  trail: TrailBucket,
  { account, region }: WatchedPlace,
  { from, to }: { from: string; to: string },
): Promise<{ hourly: string[]; added: Named[] } | 'several-trails'> {
  const found: (Named & { trail: string; isAdded: boolean })[] = [];
  for (const day of daysBetween(from, after(to, 7_200))) {
    const folder = `${trail.prefix}${account}/CloudTrail-Digest/${region}/${day.replaceAll('-', '/')}/`;
    for await (const key of trail.list(folder)) {
      const { name = '', home, end = '', added } = digestName.exec(key.slice(folder.length))?.groups ?? {};
      if (name !== '' && (trail.trail ?? name) === name)
        found.push({ trail: `${name} ${home}`, end, key, isAdded: added !== undefined });
    }
  }
  if (new Set(found.map((one) => one.trail)).size > 1) return 'several-trails';
  const sorted = found.sort((one, other) => (one.end < other.end ? -1 : 1));
  return {
    hourly: sorted.filter(({ isAdded }) => !isAdded).map(({ key }) => key),
    added: sorted.filter(({ isAdded }) => isAdded),
  };
}

/**
 * `111122223333_CloudTrail-Digest_eu-west-1_main_us-east-1_20260103T093612Z.json.gz`, with `_backfill` behind the time where CloudTrail
 * adds log files that it was late with.
 */
const digestName =
  /^\d{12}_CloudTrail-Digest_[a-z0-9-]+_(?<name>.+)_(?<home>[a-z]{2}(?:-[a-z]+)+-\d+)_(?<end>\d{8}T\d{6}Z)(?<added>_backfill)?\.json\.gz$/;

const compact = (time: string): string => time.replaceAll(/[-:]/g, '');

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from.slice(0, 10)}T00:00:00Z`); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

const after = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1_000).toISOString();

const gap = ({ account, region }: WatchedPlace, from: string, to: string, why: Gap['why']): Gap => ({
  account,
  region,
  from,
  to,
  why,
});
