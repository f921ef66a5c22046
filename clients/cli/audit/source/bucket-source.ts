import type { EvidenceSource, Listed } from './evidence-source.ts';

/** The bucket itself, all versions of it: what was written over or hidden is seen as well. */
export async function bucketSource(bucket: string, region: string | undefined): Promise<EvidenceSource> {
  const { S3Client, GetObjectCommand, ListObjectVersionsCommand, NoSuchKey } = await import(
    '@aws-sdk/client-s3'
  );
  const client = new S3Client({ ...(region && { region }) });
  /** There may be two: whoever reads the error is to know which. */
  const unread = (error: unknown): Error => {
    const { name, message } = error as Error;
    return new Error(`s3://${bucket} could not be read (${name}: ${message})`);
  };

  async function* versions(prefix: string, after: string | undefined): AsyncGenerator<string> {
    let marker: { KeyMarker?: string; VersionIdMarker?: string } =
      after === undefined ? {} : { KeyMarker: after };
    for (;;) {
      const asked = new ListObjectVersionsCommand({ Bucket: bucket, Prefix: prefix, ...marker });
      const page = await client.send(asked).catch((error) => {
        throw unread(error);
      });
      // S3 lists them apart: put together again, by key.
      const all = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(({ Key = '' }) => Key);
      yield* all.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
      if (!page.IsTruncated || page.NextKeyMarker === undefined) return;
      marker = {
        KeyMarker: page.NextKeyMarker,
        ...(page.NextVersionIdMarker && { VersionIdMarker: page.NextVersionIdMarker }),
      };
    }
  }

  return {
    name: `s3://${bucket}`,
    hasLocks: true,
    async *list(prefix, after) {
      let last: Listed | undefined;
      for await (const key of versions(prefix, after)) {
        if (last?.key === key) last.versions += 1;
        else {
          if (last) yield last;
          last = { key, versions: 1 };
        }
      }
      if (last) yield last;
    },
    async read(key) {
      try {
        const got = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        const { ObjectLockMode: mode, ObjectLockRetainUntilDate: until, LastModified: writtenAt } = got;
        return {
          body: (await got.Body?.transformToByteArray()) ?? new Uint8Array(),
          ...(mode && until && writtenAt && { lock: { mode, until, writtenAt } }),
        };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw unread(error);
      }
    },
  };
}
