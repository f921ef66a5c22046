import type { Gap } from '../../../core/detection/coverage.ts';
import { type CloudTrailReader, NotGenuine, type Piece } from '../../../core/ports/coverage.ts';
import type { WatchedPlace } from '../../../core/ports/heartbeats.ts';
import { type DigestFile, eventsInLogFile, readDigestFile, type StoredObject } from './digest-file.ts';

/** The bucket that a trail writes into, and CloudTrail's own keys. */
export interface TrailBucket {
  /** Up to the account: `prefix/AWSLogs/o-1234567890/`. */
  prefix: string;
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
    const keys = await trail.publicKeys(place.region, between);
    let through = between.from;
    let why: Gap['why'] = 'no-digest';
    for (const key of await digestKeys(trail, place, between)) {
      const stored = await trail.get(key);
      const read = stored && readDigestFile(stored, (fingerprint) => keys.get(fingerprint));
      // What it says of its times is not believed: the next one that is genuine shows how much is missing.
      if (!read?.ok) {
        why = 'digest-not-genuine';
        continue;
      }
      const { digestStartTime: from, digestEndTime: to } = read.digest;
      if (to <= through || from >= between.to) continue;
      if (from > through) yield gap(place, through, from, why);
      why = 'no-digest';
      yield* piecesOf(trail, read.digest, done);
      through = to;
    }
  },
});

async function* piecesOf(
  trail: TrailBucket,
  { digestS3Object, digestEndTime, logFiles }: DigestFile,
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
  yield { name: digestS3Object, through: digestEndTime, async *events() {} };
}

/**
 * Of one trail, if several write into the bucket: the first by its name. They lie under the day of their end; what ends in the first
 * hours of the next day may begin before it.
 */
async function digestKeys(
  trail: TrailBucket,
  { account, region }: WatchedPlace,
  { from, to }: { from: string; to: string },
): Promise<string[]> {
  const found: { trail: string; end: string; key: string }[] = [];
  for (const day of daysBetween(from, after(to, 7_200))) {
    const folder = `${trail.prefix}${account}/CloudTrail-Digest/${region}/${day.replaceAll('-', '/')}/`;
    for await (const key of trail.list(folder)) {
      const name = digestName.exec(key.slice(folder.length))?.groups;
      if (name?.trail && name.end) found.push({ trail: name.trail, end: name.end, key });
    }
  }
  const [first] = found.map((one) => one.trail).sort();
  return found
    .filter((one) => one.trail === first)
    .sort((one, other) => (one.end < other.end ? -1 : 1))
    .map(({ key }) => key);
}

/**
 * `111122223333_CloudTrail-Digest_eu-west-1_main_us-east-1_20260103T093612Z.json.gz`. What CloudTrail adds later to an hour that is
 * read, in a file whose name ends in `_backfill`, is not read.
 */
const digestName = /^\d{12}_CloudTrail-Digest_(?<trail>.+)_(?<end>\d{8}T\d{6}Z)\.json\.gz$/;

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
