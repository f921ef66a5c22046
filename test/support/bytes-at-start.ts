import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Of a bundle's code, what is loaded with the entry, and not when it is needed. */
export function bytesAtStart(folder: string): number {
  const loaded = new Set(['index.mjs']);
  for (const file of loaded) {
    const code = readFileSync(join(folder, file), 'utf8');
    for (const [, chunk = ''] of code.matchAll(/(?:from|import)"\.\/([^"]+\.mjs)"/g)) loaded.add(chunk);
  }
  return [...loaded].reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}
