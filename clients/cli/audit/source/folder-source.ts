import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EvidenceSource, Listed } from './evidence-source.ts';

/** A copy of the bucket, with the keys as paths: what `aws s3 sync` makes. */
export function folderSource(folder: string): EvidenceSource {
  return {
    name: folder,
    hasLocks: false,
    list: (prefix, after = '') => walk(folder, prefix, after),
    async read(key) {
      try {
        return { body: await readFile(join(folder, key)) };
      } catch (error) {
        if (isAbsent(error)) return undefined;
        throw error;
      }
    },
  };
}

async function* walk(folder: string, prefix: string, after: string): AsyncGenerator<Listed> {
  for (const name of await namesIn(join(folder, prefix))) {
    const key = `${prefix}${name}`;
    // All keys under a folder begin with its name: one that lies before the place where the list begins is passed over.
    const isBefore = name.endsWith('/')
      ? !after.startsWith(key) && bytewise(key, after) < 0
      : bytewise(key, after) <= 0;
    if (isBefore) continue;
    if (name.endsWith('/')) yield* walk(folder, key, after);
    else yield { key, versions: 1 };
  }
}

/** Folders end in a slash, so that their names sort as the keys under them do. */
async function namesIn(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort(bytewise);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

const bytewise = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** A folder in the place of an object, or an object in that of a folder, is no object; nor is what no folder can hold. */
const absent = ['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'];
const isAbsent = (error: unknown): boolean => absent.includes((error as NodeJS.ErrnoException).code ?? '');
