import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PolicyFile } from '../../../policy-compiler/compile.ts';

const run = promisify(execFile);

export type Revision = { ok: true; files: PolicyFile[] } | { ok: false; problem: string };

/** A policy folder as it stood at a revision. Nothing is checked out. What is not a policy today was none that counts. */
export async function readRevision(revision: string, folder: string): Promise<Revision> {
  const git = async (...args: string[]): Promise<string | undefined> => {
    try {
      return (await run('git', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 })).stdout;
    } catch {
      return undefined;
    }
  };
  const no = (problem: string): Revision => ({ ok: false, problem });

  if ((await git('rev-parse', '--git-dir')) === undefined) return no(`${folder} is in no git repository`);
  // The separator keeps a revision that begins with a dash from being an option.
  const commit = (
    await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)
  )?.trim();
  if (!commit) return no(`git knows no revision ${revision} in ${folder}`);
  const listed = (await git('ls-tree', '-r', '-z', '--name-only', commit, '--', '.')) ?? '';
  const names = listed.split('\0').filter((name) => /\.(cedar|yaml)$/.test(name));
  const files = await Promise.all(
    names.map(async (name) => ({
      path: join(folder, name),
      text: (await git('show', `${commit}:./${name}`)) ?? '',
    })),
  );
  return files.length > 0 ? { ok: true, files } : no(`${revision} has no policies in ${folder}`);
}
