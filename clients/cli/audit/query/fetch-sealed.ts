import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { no } from './engine.ts';
import { isSince, notNamedAsSealed, type SealedFiles, sealedKey } from './sealed-files.ts';

const atOnce = 16;

export interface Fetching {
  bucket: string;
  region: string | undefined;
  from: string | undefined;
  /** Where they are laid, under the names that they have. */
  into: string;
  told?: (fetched: number, of: number) => void;
}

/** Brings the sealed objects of a bucket, from a day on, with the SDK: nothing else ever speaks to AWS. */
export async function fetchSealed({ bucket, region, from, into, told }: Fetching): Promise<SealedFiles> {
  const { GetObjectCommand, paginateListObjectsV2, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client(region ? { region } : {});
  const bring = async (key: string): Promise<string> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const file = join(into, key);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, (await Body?.transformToByteArray()) ?? new Uint8Array());
    return file;
  };
  try {
    const keys = await listKeys(client, paginateListObjectsV2, bucket, from);
    const foreign = keys.find((key) => !sealedKey.test(key));
    if (foreign) return notNamedAsSealed(foreign);
    const files: string[] = [];
    for (let start = 0; start < keys.length; start += atOnce) {
      files.push(...(await Promise.all(keys.slice(start, start + atOnce).map(bring))));
      told?.(files.length, keys.length);
    }
    return { ok: true, files };
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return no(
      'unreachable',
      `The bucket ${bucket} could not be read (${why}). Give credentials that may list and read it.`,
    );
  } finally {
    client.destroy();
  }
}

async function listKeys(
  client: S3Client,
  paginate: typeof import('@aws-sdk/client-s3').paginateListObjectsV2,
  Bucket: string,
  from: string | undefined,
): Promise<string[]> {
  const keys: string[] = [];
  const StartAfter = from === undefined ? undefined : `records/dt=${from}`;
  for await (const { Contents = [] } of paginate(
    { client },
    { Bucket, Prefix: 'records/', ...(StartAfter && { StartAfter }) },
  )) {
    keys.push(...Contents.flatMap(({ Key }) => (Key !== undefined && isSince(Key, from) ? [Key] : [])));
  }
  return keys;
}
