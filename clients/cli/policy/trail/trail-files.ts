import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What CloudTrail writes beside its logs: signatures over them, and its own opinions. */
const notLogs = ['CloudTrail-Digest', 'CloudTrail-Insight'];
const logName = /\.(?:json|ndjson|jsonl|log|txt|gz)$/;

/** A file to read, or one that is not read and why. */
export type TrailFile = { path: string; problem?: string };

/** Every file at or under these paths, in the order of their names. Links are not followed: they could lead back. */
export async function* trailFiles(paths: readonly string[]): AsyncGenerator<TrailFile> {
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) yield* filesUnder(path);
    else yield { path };
  }
}

async function* filesUnder(folder: string): AsyncGenerator<TrailFile> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(folder)) entries.push(entry);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!notLogs.includes(entry.name)) yield* filesUnder(path);
    } else if (!entry.name.startsWith('.')) yield { path, ...problemOf(entry) };
  }
}

const problemOf = (entry: Dirent): { problem?: string } => {
  if (entry.isSymbolicLink()) return { problem: 'is a link, and links in folders are not followed' };
  if (!entry.isFile()) return { problem: 'is not a file' };
  if (!logName.test(entry.name))
    return { problem: 'is not a log by its name; give the file itself to have it read' };
  return {};
};
