/** What was read from a file of a deployment, or the lines that say what is wrong with it. */
export type Loaded<T> = { ok: true; value: T } | { ok: false; problems: string[] };

/** Reads what an option of the CDK app, of `npm start` or of the command line named. A path that cannot be read is a person's mistake; anything else is a bug. */
export function readSource<T>(option: string, path: string, read: (path: string) => T): Loaded<T> {
  try {
    return { ok: true, value: read(path) };
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const { code, path: at = path } = error as NodeJS.ErrnoException;
    const problem = `${at} ${unreadable[code ?? ''] ?? `cannot be read (${code})`}, as seen from ${process.cwd()}: give the path of the ${option}.`;
    return { ok: false, problems: [problem] };
  }
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read',
  EISDIR: 'is a folder',
  ENOTDIR: 'is no folder',
};

/** For the entry alone: a person who mistyped a setting is shown that line, and no stack trace. */
export function exitOnError<T>(loaded: Loaded<T>): T {
  if (loaded.ok) return loaded.value;
  for (const problem of loaded.problems) console.error(problem);
  process.exit(1);
}
