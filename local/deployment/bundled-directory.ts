import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionSpec } from '@countersign/emulator';
import { type Directory, directorySchema } from '../../core/directory/directory.ts';

/** People and agents as the functions know them: the file that the bundles carry. */
export function bundledDirectory(functions: readonly FunctionSpec[]): Directory {
  const file = functions.map(({ folder }) => join(folder, 'directory.json')).find((path) => existsSync(path));
  return file ? directorySchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : { people: [], agents: [] };
}
