import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/** 412: the key is there. 409 is a race over it, which the next delivery settles. */
const alreadyThere = 412;

/** Writes NDJSON under a key that nobody has written, with the checksum that Object Lock wants. */
export const createPutOnce =
  (client: S3Client, bucket: string) =>
  async (key: string, lines: readonly string[]): Promise<void> => {
    const body = gzipSync(`${lines.join('\n')}\n`);
    const put = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: 'application/x-ndjson',
      ContentEncoding: 'gzip',
      IfNoneMatch: '*',
      ChecksumSHA256: createHash('sha256').update(body).digest('base64'),
    });
    try {
      await client.send(put);
    } catch (error) {
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === alreadyThere) return;
      throw error;
    }
  };
