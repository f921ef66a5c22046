import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';

/** 412: the key is there. 409 is a race over it, which the next try settles. */
const alreadyThere = 412;

interface NewObject {
  key: string;
  body: string | Uint8Array;
  type: string;
  encoding?: 'gzip';
}

export interface BucketPlace {
  bucket: string;
  /** The account that it must belong to; any, where nothing is said. */
  owner?: string;
}

/** Writes under a key that nobody has written, with the checksum that Object Lock wants. */
const createPutOnce =
  (client: S3Client, { bucket, owner }: BucketPlace) =>
  async ({ key, body, type, encoding }: NewObject): Promise<'written' | 'there'> => {
    const put = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: type,
      ...(encoding && { ContentEncoding: encoding }),
      ...(owner && { ExpectedBucketOwner: owner }),
      IfNoneMatch: '*',
      ChecksumSHA256: createHash('sha256').update(body).digest('base64'),
    });
    try {
      await client.send(put);
      return 'written';
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === alreadyThere) return 'there';
      throw error;
    }
  };

/** NDJSON, packed. */
export const createPutLines = (client: S3Client, place: BucketPlace) => {
  const putOnce = createPutOnce(client, place);
  return (key: string, lines: readonly string[]) =>
    putOnce({ key, body: gzipSync(`${lines.join('\n')}\n`), type: 'application/x-ndjson', encoding: 'gzip' });
};

const types: Readonly<Record<string, string>> = { json: 'application/json', pem: 'application/x-pem-file' };

/** A text whose key says what it is. */
export const createPutText = (client: S3Client, place: BucketPlace) => {
  const putOnce = createPutOnce(client, place);
  return (key: string, text: string) =>
    putOnce({ key, body: text, type: types[key.split('.').at(-1) ?? ''] ?? 'text/plain' });
};

/** As it is stored: nothing is unpacked. */
export const createReadObject =
  (client: S3Client, bucket: string) =>
  async (key: string): Promise<Uint8Array | undefined> => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return await Body?.transformToByteArray();
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };

/** The keys under a prefix that come after another one, in the order of their bytes. */
export const createListKeys = (client: S3Client, bucket: string) =>
  async function* (prefix: string, after?: string): AsyncGenerator<string> {
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(token ? { ContinuationToken: token } : after && { StartAfter: after }),
        }),
      );
      for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
      token = page.NextContinuationToken;
    } while (token !== undefined);
  };
