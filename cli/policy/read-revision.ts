import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PolicyFile } from '../../functions/core/policy/compile.ts';
import { isPolicyFile } from './read-folder.ts';

const run = promisify(execFile);

export type Revision = { ok: true; files: PolicyFile[] } | { ok: false; problem: string };

/** A policy folder as it stood at a revision. Nothing is checked out. */
export async function readRevision(revision: string, folder: string): Promise<Revision> {
  const git = async (...args: string[]): Promise<string> =>
    (await run('git', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })).stdout;
  try {
    // The separator keeps a revision that begins with a dash from being an option.
    const name = await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
    const commit = name.trim();
    const listed = await git('ls-tree', '-r', '-z', '--name-only', commit, '--', '.');
    const files = await Promise.all(
      listed
        .split('\0')
        .filter(isPolicyFile)
        .map(async (path) => ({ path: join(folder, path), text: await git('show', `${commit}:./${path}`) })),
    );
    return files.length > 0
      ? { ok: true, files }
      : { ok: false, problem: `${revision} has no policies in ${folder}` };
  } catch {
    return { ok: false, problem: `git knows no revision ${revision} in ${folder}` };
  }
}
