import { afterAll, beforeEach, vi } from 'vitest';

export interface Output {
  text: () => string;
  lines: () => Record<string, unknown>[];
}

/** Keeps what a file's code writes to the console away from it, and shows each test its own part. */
export function capturedOutput(): Output {
  let written: string[] = [];
  const keep = (chunk: unknown): boolean => {
    written.push(String(chunk));
    return true;
  };
  const streams = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  );
  const methods = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((...values) => void keep(values.map(String).join(' '))),
  );
  beforeEach(() => {
    written = [];
  });
  afterAll(() => {
    for (const spy of [...streams, ...methods]) spy.mockRestore();
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
