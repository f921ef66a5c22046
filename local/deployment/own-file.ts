import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes what other terminals take from here, for its owner alone, and answers what takes it away again. What another
 * `npm start` has written there since is that one's, and stays.
 */
export function writeOwnFile(file: string, text: string): () => void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
  return () => {
    if (textIn(file) === text) rmSync(file, { force: true });
  };
}

function textIn(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
