import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeBundles } from '../../infra/bundles.ts';
import { type Bundles, functionNames } from '../../infra/function-names.ts';

const files = { policy: { version: 'one' }, actions: { actions: [] }, directory: { people: [], agents: [] } };
const bundle = () => writeBundles(files, join(mkdtempSync(join(tmpdir(), 'bundles-')), 'build'));
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
const hashOf = (folder: string): string =>
  filesIn(folder)
    .reduce((hash, name) => hash.update(name).update(readFileSync(join(folder, name))), createHash('sha256'))
    .digest('hex');

let bundles: Bundles;
beforeAll(async () => {
  bundles = await bundle();
});

describe('a bundle', () => {
  it('is the same, byte by byte, wherever and whenever it is made', async () => {
    const again = await bundle();
    for (const name of functionNames) expect(hashOf(again[name])).toBe(hashOf(bundles[name]));
  });

  it.each(functionNames)('of %s is below 1 MB', (name) => {
    expect(statSync(join(bundles[name], 'index.mjs')).size).toBeLessThan(1_000_000);
  });

  it('holds Cedar where rulings are made, and nowhere else', () => {
    const withCedar = functionNames.filter((name) => existsSync(join(bundles[name], 'node_modules')));
    expect(withCedar).toEqual(['submit']);
    expect(filesIn(bundles.submit).filter((name) => name.includes('cedar_wasm'))).toHaveLength(2);
  });

  it('holds the policies where rulings are made, and nowhere else', () => {
    expect(functionNames.filter((name) => existsSync(join(bundles[name], 'policy.json')))).toEqual([
      'submit',
    ]);
    expect(JSON.parse(readFileSync(join(bundles.submit, 'policy.json'), 'utf8'))).toEqual(files.policy);
  });

  it('holds the directory wherever people or agents are looked up', () => {
    expect(functionNames.filter((name) => !existsSync(join(bundles[name], 'directory.json')))).toEqual([
      'seal',
    ]);
  });

  it('names no path of the machine that made it', () => {
    const here = process.cwd();
    for (const name of functionNames) {
      expect(readFileSync(join(bundles[name], 'index.mjs'), 'utf8').includes(here)).toBe(false);
    }
  });
});
