const problems: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read',
  EISDIR: 'is a folder',
  ENOTDIR: 'is not a folder',
  Z_BUF_ERROR: 'is cut off',
  Z_DATA_ERROR: 'is not a gzip file, or a damaged one',
};

/** What is wrong with a file, to be read after its name. */
export function formatProblem(problem: unknown): string {
  const { code = '', message = String(problem) } = problem as { code?: string; message?: string };
  return problems[code] ?? `cannot be read: ${message}`;
}
