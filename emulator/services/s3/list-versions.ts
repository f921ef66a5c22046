import type { JsonObject } from '../../lib/json.ts';
import { failure, type ServiceAnswer } from '../../wire/service-call.ts';
import { declaration, element, text } from '../../wire/xml.ts';
import type { ObjectStore, StoredVersion } from './object-store.ts';

const namespace = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const mostKeys = 1000;

/** All versions and delete markers, by key, of one key the newest first. A page goes on behind the two markers. */
export function listVersions(store: ObjectStore, input: JsonObject): ServiceAnswer {
  const { Prefix: prefix = '', KeyMarker: keyMarker = '', VersionIdMarker: versionMarker } = input;
  const maxKeys = Math.min(Number(input.MaxKeys ?? mostKeys), mostKeys);
  if (!Number.isInteger(maxKeys) || maxKeys < 1)
    return failure(
      'InvalidArgument',
      'NotImplementedLocally: s3:ListObjectVersions needs MaxKeys of at least 1',
    );
  const all = inOrder(store).filter(({ key }) => key.startsWith(String(prefix)));
  const from = behind(
    all,
    String(keyMarker),
    versionMarker === undefined ? undefined : String(versionMarker),
  );
  const page = all.slice(from, from + maxKeys);
  const truncated = all.length > from + page.length;
  const last = page.at(-1);
  const body = element(
    'ListVersionsResult',
    [
      text('Name', store.spec.name),
      text('Prefix', prefix),
      text('MaxKeys', maxKeys),
      text('IsTruncated', truncated),
      ...(truncated && last
        ? [text('NextKeyMarker', last.key), text('NextVersionIdMarker', last.versionId)]
        : []),
      ...page.map((version) => versionElement(version, store.find(version.key) === version)),
    ],
    namespace,
  );
  return {
    kind: 'http',
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: declaration + body,
  };
}

/** The store has the versions of a key with the oldest first. */
const inOrder = (store: ObjectStore): StoredVersion[] =>
  [...Map.groupBy(store.versions(), ({ key }) => key)]
    .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .flatMap(([, versions]) => versions.toReversed());

/** Behind that version of the key, or behind all of the key where none is named. */
function behind(all: readonly StoredVersion[], key: string, versionId: string | undefined): number {
  if (key === '') return 0;
  const named = all.findIndex((version) => version.key === key && version.versionId === versionId);
  if (named >= 0) return named + 1;
  const next = all.findIndex((version) => Buffer.compare(Buffer.from(version.key), Buffer.from(key)) > 0);
  return next < 0 ? all.length : next;
}

const versionElement = (
  { key, versionId, lastModified, etag, body, isDeleteMarker }: StoredVersion,
  isLatest: boolean,
): string =>
  element(isDeleteMarker ? 'DeleteMarker' : 'Version', [
    text('Key', key),
    text('VersionId', versionId),
    text('IsLatest', isLatest),
    text('LastModified', lastModified.toISOString()),
    ...(isDeleteMarker
      ? []
      : [text('ETag', etag), text('Size', body.length), text('StorageClass', 'STANDARD')]),
  ]);
