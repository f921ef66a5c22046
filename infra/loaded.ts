/** What was read from a file of a deployment, or the lines that say what is wrong with it. */
export type Loaded<T> = { ok: true; value: T } | { ok: false; problems: string[] };

/** For the entry alone: a person who mistyped a setting is shown that line, and no stack trace. */
export function exitOnError<T>(loaded: Loaded<T>): T {
  if (loaded.ok) return loaded.value;
  for (const problem of loaded.problems) console.error(problem);
  process.exit(1);
}
