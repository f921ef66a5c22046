import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type BuildOptions, build, version } from 'esbuild';

export interface Bundled {
  /** Each output by its path, as seen from the folder that esbuild works in. */
  texts: Readonly<Record<string, string>>;
  metafile: BuiltFiles;
}

/** Of esbuild's own word on what it has made, what is asked for here. */
export type BuiltFiles = NonNullable<Awaited<ReturnType<typeof build>>['metafile']>;

export interface BundleOnce {
  /** The file that keeps what was made last; left out, all is made anew. */
  file?: string | undefined;
  /** Besides the options and what esbuild says that it read: the code that calls it, and what decides where packages are. */
  madeBy: readonly string[];
}

/** The hash of each source goes with what was made of it: what is not of the very same sources is made anew. */
interface Kept extends Bundled {
  madeOf: string;
  sources: Record<string, string>;
}

/** Milliseconds by which a file may seem older than it is: file systems tell time in steps. */
const coarsest = 2_000;

export async function bundleOnce(
  options: BuildOptions & { absWorkingDir: string },
  { file, madeBy }: BundleOnce,
): Promise<Bundled> {
  const at = (path: string): string => join(options.absWorkingDir, path);
  const hashOf = (path: string): string => hash('sha256', readFileSync(at(path)));
  const { plugins: _, ...plain } = options;
  const madeOf = hash('sha256', JSON.stringify([version, plain, madeBy.map(hashOf)]));

  const kept = file && readKept(file);
  if (kept && kept.madeOf === madeOf && Object.entries(kept.sources).every(isStill(hashOf))) return kept;

  const before = Date.now() - coarsest;
  const { metafile, outputFiles } = await build({ ...options, write: false, metafile: true });
  const texts = Object.fromEntries(
    outputFiles.map(({ path, text }) => [relative(options.absWorkingDir, path), text]),
  );
  // What a plugin has made lies nowhere, and is of its code.
  const sources = Object.keys(metafile.inputs).filter((path) => !path.includes(':'));
  // Somebody may have written one since it was read.
  const isOld = (path: string): boolean => statSync(at(path)).mtimeMs < before;
  if (file && [...sources, ...madeBy].every(isOld))
    keep(file, {
      madeOf,
      sources: Object.fromEntries(sources.map((path) => [path, hashOf(path)])),
      texts,
      metafile,
    });
  return { texts, metafile };
}

const isStill =
  (hashOf: (path: string) => string) =>
  ([path, known]: [string, string]): boolean => {
    try {
      return hashOf(path) === known;
    } catch {
      return false;
    }
  };

function readKept(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}

/** Two that write at a time leave one of theirs, whole. */
function keep(file: string, kept: Kept): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, JSON.stringify(kept));
  renameSync(beside, file);
}
