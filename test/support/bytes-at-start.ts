import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of a bundle's code, the files that are loaded with the entry, and not when they are needed. */
export function filesAtStart(folder: string): string[] {
  const loaded = new Set(['index.mjs']);
  for (const file of loaded) {
    const code = readFileSync(join(folder, file), 'utf8');
    for (const [, chunk = ''] of code.matchAll(/(?:from|import)"\.\/([^"]+\.mjs)"/g)) loaded.add(chunk);
  }
  return [...loaded];
}

export const bytesAtStart = (folder: string): number =>
  filesAtStart(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
