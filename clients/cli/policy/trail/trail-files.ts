import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What CloudTrail writes beside its logs: signatures over them, and its own opinions. */
const notLogs = ['CloudTrail-Digest', 'CloudTrail-Insight'];

/** Every log file at or under these paths, in the order of their names. Links are not followed: they could lead back. */
export async function* trailFiles(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  const entries = [];
  for await (const entry of await opendir(folder)) entries.push(entry);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !notLogs.includes(entry.name)) yield* filesUnder(path);
    else if (entry.isFile() && /\.(json|ndjson|jsonl)(\.gz)?$/.test(entry.name)) yield path;
  }
}
