import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { no } from './engine.ts';

export type SealedFiles = { ok: true; files: readonly string[] } | ReturnType<typeof no>;

/** As `seal` names them: what is named otherwise was written by somebody else. */
export const sealedKey = /^records\/dt=\d{4}-\d{2}-\d{2}\/hh=\d{2}\/[\w.-]+\.ndjson\.gz$/;

/** Days are compared by their names, as the partitions of Athena are. */
export const isSince = (key: string, from: string | undefined): boolean =>
  from === undefined || key >= `records/dt=${from}`;

export const notNamedAsSealed = (key: string) =>
  no('unreadable', `${key} is not named as sealed objects are, so somebody else wrote it. Run audit verify.`);

/** What a folder holds of a bucket, from a day on. */
export async function filesOfFolder(folder: string, from: string | undefined): Promise<SealedFiles> {
  let found: string[];
  try {
    found = await readdir(join(folder, 'records'), { recursive: true });
  } catch {
    return no(
      'unreachable',
      `There is no folder "records" in ${folder}. Give the folder that holds it, as a copy of the bucket does.`,
    );
  }
  const keys = found
    .map((name) => `records/${name.replaceAll('\\', '/')}`)
    .filter((key) => !/^records\/dt=[^/]*(\/hh=[^/]*)?$/.test(key) && isSince(key, from))
    .sort();
  const foreign = keys.find((key) => !sealedKey.test(key));
  return foreign ? notNamedAsSealed(foreign) : { ok: true, files: keys.map((key) => join(folder, key)) };
}
