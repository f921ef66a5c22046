import { afterEach, beforeEach, vi } from 'vitest';

/** Keeps what a test's code writes to the console away from it, and shows it to the test. */
export function capturedOutput(): { text: () => string; lines: () => Record<string, unknown>[] } {
  let written: string[] = [];
  beforeEach(() => {
    written = [];
    const keep = (chunk: unknown): boolean => {
      written.push(String(chunk));
      return true;
    };
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);
    for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, method).mockImplementation((...values) => keep(values.map(String).join(' ')));
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const text = () => written.join('\n');
  return {
    text,
    lines: () =>
      text()
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
