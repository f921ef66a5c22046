import type { Need } from '../../iam/authority.ts';
import type { JsonObject } from '../../lib/json.ts';
import { type Implemented, notImplemented } from '../../wire/implemented.ts';
import { type CallHandler, failure, type ServiceAnswer, type ServiceCall } from '../../wire/service-call.ts';
import type { BucketSpec } from './buckets.ts';
import { checkBody } from './checksum.ts';
import { keptOut } from './kept-out.ts';
import { listObjects } from './list-objects.ts';
import { listVersions } from './list-versions.ts';
import { needsOf, ownNeed } from './needs.ts';
import { createObjectStore, type ObjectStore, type StoredVersion } from './object-store.ts';
import { versionHeaders } from './version-headers.ts';

export interface S3Options {
  buckets: BucketSpec[];
  now: () => Date;
  randomBytes: (size: number) => Buffer;
}

export interface S3 extends CallHandler {
  bucket: (name: string) => ObjectStore;
}

const checksums = ['ChecksumAlgorithm', 'ChecksumCRC32', 'ChecksumSHA1', 'ChecksumSHA256', 'ContentMD5'];
const bucket = ['Bucket', 'ExpectedBucketOwner'];
const read = [...bucket, 'Key', 'VersionId', 'ChecksumMode'];

export const operations = {
  PutObject: [...bucket, 'Key', 'ContentType', 'ContentEncoding', 'Metadata', 'IfNoneMatch', ...checksums],
  GetObject: read,
  HeadObject: read,
  DeleteObject: [...bucket, 'Key', 'VersionId'],
  ListObjectsV2: [...bucket, 'Prefix', 'MaxKeys', 'ContinuationToken', 'StartAfter'],
  ListObjectVersions: [...bucket, 'Prefix', 'MaxKeys', 'KeyMarker', 'VersionIdMarker'],
} as const satisfies Implemented;

type Operation = keyof typeof operations;

export function createS3({ buckets, ...sources }: S3Options): S3 {
  const stores = new Map(buckets.map((spec) => [spec.name, createObjectStore(spec, sources)]));
  return {
    needs: (call) => needsOf(buckets, call),
    handle(call) {
      const store = stores.get(String(call.input.Bucket));
      if (!store) return failure('NoSuchBucket', 'The specified bucket does not exist', 404);
      const { spec } = store;
      const { ExpectedBucketOwner: owner } = call.input;
      if (owner !== undefined && owner !== spec.account) return failure('AccessDenied', 'Access Denied', 403);
      const why = (need: Need) => keptOut(spec, call.principal, need, sources.now());
      const denied = why(ownNeed(spec, call));
      if (denied !== undefined) return failure('AccessDenied', denied, 403);
      const may = (need: Need): boolean => call.may(need) && why(need) === undefined;
      return handlers[call.operation as Operation](store, { ...call, may });
    },
    bucket(name) {
      const store = stores.get(name);
      if (!store) throw new Error(`There is no bucket ${name}.`);
      return store;
    },
  };
}

const handlers: Readonly<Record<Operation, (store: ObjectStore, call: ServiceCall) => ServiceAnswer>> = {
  PutObject(store, { input, rawBody }) {
    const condition = input.IfNoneMatch;
    if (condition !== undefined && condition !== '*')
      return notImplemented('s3:PutObject implements IfNoneMatch * only');
    const key = String(input.Key);
    const checked = checkBody(input, rawBody);
    if (checked.kind === 'wrong') return failure(checked.code, checked.message);
    if (store.spec.objectLock && Object.keys(checked.checksums).length === 0 && !input.ContentMD5)
      return failure(
        'InvalidRequest',
        'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
      );
    const current = store.find(key);
    if (condition === '*' && current && !current.isDeleteMarker)
      return failure(
        'PreconditionFailed',
        'At least one of the pre-conditions you specified did not hold',
        412,
      );
    const version = store.put({
      key,
      body: rawBody,
      headers: keptHeaders(input),
      checksums: checked.checksums,
    });
    return { kind: 'http', status: 200, headers: versionHeaders(store.spec, version, 'written') };
  },

  GetObject: (store, call) => readVersion(store, call, (version) => version.body),
  HeadObject: (store, call) => readVersion(store, call, () => undefined),

  DeleteObject(store, { input }) {
    const key = String(input.Key);
    const versionId = input.VersionId as string | undefined;
    if (versionId === undefined)
      return deleted({ 'x-amz-delete-marker': 'true', 'x-amz-version-id': store.hide(key).versionId });
    const version = store.find(key, versionId);
    if (version && store.remove(version) === 'locked')
      return failure('AccessDenied', 'Access Denied because object protected by object lock.', 403);
    return deleted({
      'x-amz-version-id': versionId,
      ...(version?.isDeleteMarker && { 'x-amz-delete-marker': 'true' }),
    });
  },

  ListObjectsV2: (store, { input }) => listObjects(store, input),
  ListObjectVersions: (store, { input }) => listVersions(store, input),
};

function readVersion(
  store: ObjectStore,
  { input, may }: ServiceCall,
  bodyOf: (version: StoredVersion) => Buffer | undefined,
): ServiceAnswer {
  const version = store.find(String(input.Key), input.VersionId as string | undefined);
  if (!version) return absent(may({ action: 's3:ListBucket', resource: store.spec.arn }), input);
  if (version.isDeleteMarker)
    return input.VersionId === undefined
      ? absent(may({ action: 's3:ListBucket', resource: store.spec.arn }), input)
      : failure('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
  const headers = {
    ...versionHeaders(store.spec, version, input.ChecksumMode === 'ENABLED' ? 'checked' : 'plain'),
    'content-length': String(version.body.length),
  };
  const body = bodyOf(version);
  return { kind: 'http', status: 200, headers, ...(body && { body }) };
}

/** Who may not list a bucket is not told whether a key is there. */
function absent(mayList: boolean, { VersionId: version }: JsonObject): ServiceAnswer {
  if (!mayList) return failure('AccessDenied', 'Access Denied', 403);
  return version === undefined
    ? failure('NoSuchKey', 'The specified key does not exist.', 404)
    : failure('NoSuchVersion', 'The specified version does not exist.', 404);
}

const deleted = (headers: Record<string, string>): ServiceAnswer => ({ kind: 'http', status: 204, headers });

const keptHeaders = ({ ContentType, ContentEncoding, Metadata }: JsonObject): Record<string, string> => ({
  'content-type': String(ContentType ?? 'binary/octet-stream'),
  ...(ContentEncoding !== undefined && { 'content-encoding': String(ContentEncoding) }),
  ...(Metadata as Record<string, string> | undefined),
});
