import type { JsonObject } from '../../lib/json.ts';
import { failure, type ServiceAnswer } from '../../wire/service-call.ts';
import { declaration, element, text } from '../../wire/xml.ts';
import type { ObjectStore, StoredVersion } from './object-store.ts';

const namespace = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const mostKeys = 1000;

/** The continuation token is the last key of the page before, opaque to callers as AWS's is. */
export function listObjects(store: ObjectStore, input: JsonObject): ServiceAnswer {
  const { Prefix: prefix = '', StartAfter: startAfter = '', ContinuationToken: token } = input;
  const maxKeys = Math.min(Number(input.MaxKeys ?? mostKeys), mostKeys);
  if (!Number.isInteger(maxKeys) || maxKeys < 1)
    return failure('InvalidArgument', 'NotImplementedLocally: s3:ListObjectsV2 needs MaxKeys of at least 1');
  const after = Buffer.from(String(token ?? ''), 'base64url').toString() || String(startAfter);
  const rest = store
    .list()
    .filter(({ key }) => key.startsWith(String(prefix)))
    .filter(({ key }) => after === '' || Buffer.compare(Buffer.from(key), Buffer.from(after)) > 0);
  const page = rest.slice(0, maxKeys);
  const truncated = rest.length > page.length;
  const next = Buffer.from(page.at(-1)?.key ?? '').toString('base64url');
  const body = element(
    'ListBucketResult',
    [
      text('Name', store.spec.name),
      text('Prefix', prefix),
      text('KeyCount', page.length),
      text('MaxKeys', maxKeys),
      text('IsTruncated', truncated),
      ...(truncated ? [text('NextContinuationToken', next)] : []),
      ...page.map(contents),
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

const contents = ({ key, lastModified, etag, body }: StoredVersion): string =>
  element('Contents', [
    text('Key', key),
    text('LastModified', lastModified.toISOString()),
    text('ETag', etag),
    text('Size', body.length),
    text('StorageClass', 'STANDARD'),
  ]);
