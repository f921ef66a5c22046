import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '../../lib/json.ts';

export interface S3Request {
  operation: string;
  input: JsonObject;
}

/** By method, by what the path names, by the query's sub-resource. */
const operations: Readonly<Record<string, string>> = {
  'GET bucket list-type': 'ListObjectsV2',
  'GET bucket versions': 'ListObjectVersions',
  'GET object': 'GetObject',
  'HEAD object': 'HeadObject',
  'PUT object': 'PutObject',
  'DELETE object': 'DeleteObject',
};

const queryFields: Readonly<Record<string, string>> = {
  'continuation-token': 'ContinuationToken',
  'key-marker': 'KeyMarker',
  'max-keys': 'MaxKeys',
  prefix: 'Prefix',
  'start-after': 'StartAfter',
  versionId: 'VersionId',
  'version-id-marker': 'VersionIdMarker',
};

/** Headers of S3 that do not begin with `x-amz-`. Those not implemented stand here to be refused by name. */
const headerFields: Readonly<Record<string, string>> = {
  'cache-control': 'CacheControl',
  'content-disposition': 'ContentDisposition',
  'content-encoding': 'ContentEncoding',
  'content-language': 'ContentLanguage',
  'content-md5': 'ContentMD5',
  'content-type': 'ContentType',
  expires: 'Expires',
  'if-match': 'IfMatch',
  'if-modified-since': 'IfModifiedSince',
  'if-none-match': 'IfNoneMatch',
  'if-unmodified-since': 'IfUnmodifiedSince',
  range: 'Range',
  'x-amz-checksum-crc32': 'ChecksumCRC32',
  'x-amz-checksum-mode': 'ChecksumMode',
  'x-amz-checksum-sha1': 'ChecksumSHA1',
  'x-amz-checksum-sha256': 'ChecksumSHA256',
  'x-amz-expected-bucket-owner': 'ExpectedBucketOwner',
  'x-amz-sdk-checksum-algorithm': 'ChecksumAlgorithm',
};

/** What carries the request rather than being part of it. */
const transport = new Set([
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-decoded-content-length',
  'x-amz-security-token',
  'x-amz-trailer',
  'x-amz-user-agent',
]);

/** The operation and its input as the SDK names them; what is unknown keeps its name on the wire. */
export function parseS3Request(method: string, url: string, headers: IncomingHttpHeaders): S3Request {
  // Not by URL, which would resolve the dots of a key like `a/../b`.
  const [path = '', search = ''] = url.split('?');
  const [, bucket = '', ...rest] = path.split('/').map(decodeURIComponent);
  const key = rest.join('/');
  const what = key === '' ? 'bucket' : 'object';
  const query = [...new URLSearchParams(search)].filter(([name]) => name !== 'x-id');
  const subResource = query.map(([name]) => name).find((name) => !Object.hasOwn(queryFields, name));
  const route = [method, what, ...(subResource ? [subResource] : [])].join(' ');

  const input = new Map<string, string | JsonObject>([['Bucket', bucket]]);
  if (key !== '') input.set('Key', key);
  for (const [name, value] of query) if (name !== subResource) input.set(queryFields[name] ?? name, value);
  for (const [name, value] of Object.entries(headers)) {
    const field = fieldOf(name, value);
    if (field) input.set(field, String(value));
  }
  const metadata = Object.entries(headers).filter(([name]) => name.startsWith(metadataPrefix));
  if (metadata.length > 0)
    input.set('Metadata', Object.fromEntries(metadata.map(([n, v]) => [n, String(v)])));
  return { operation: operations[route] ?? route, input: Object.fromEntries(input) };
}

const metadataPrefix = 'x-amz-meta-';

function fieldOf(name: string, value: unknown): string | undefined {
  if (transport.has(name) || name.startsWith(metadataPrefix)) return undefined;
  if (name === 'content-encoding' && value === 'aws-chunked') return undefined;
  return headerFields[name] ?? (name.startsWith('x-amz-') ? name : undefined);
}
