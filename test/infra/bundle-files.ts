import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FunctionSpecs } from '../../functions/specs.ts';
import { type BundledFunction, writeBundles } from '../../infra/bundles.ts';

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

/** What a function's code finds beside it. */
export const files = {
  policy: { version: 'one' },
  actions: { actions: [] },
  directory: { people: [], agents: [] },
};

export const bundle = (specs: FunctionSpecs): Promise<BundledFunction[]> =>
  writeBundles(specs, files, join(mkdtempSync(join(tmpdir(), 'bundles-')), 'build'));
