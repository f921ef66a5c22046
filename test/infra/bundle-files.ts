import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

/** What a deployment gives a function; all else of a bundle is its code. */
const given = ['policy.json', 'actions.json', 'directory.json'];

export const hashOfCode = (folder: string): string =>
  filesIn(folder)
    .filter((name) => !given.includes(name))
    .reduce((hash, name) => hash.update(name).update(readFileSync(join(folder, name))), createHash('sha256'))
    .digest('hex');
