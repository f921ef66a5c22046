import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundleOnce } from '../../infra/bundle-once.ts';

/** Sources that were written long ago, and what makes bundles of them; `made` counts how often it did. */
function given() {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-once-'));
  const file = join(folder, 'kept/last.json');
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
    utimesSync(join(folder, name), 1, 1);
  };
  write('entry.js', "import { word } from './other.js'; console.log(word);");
  write('other.js', "export const word = 'first';");
  write('lock.json', '{}');
  let made = 0;
  /** Of another plugin esbuild says nothing either; here it does what somebody does while bundles are made. */
  let meanwhile = () => {};
  const counting = {
    name: 'counting',
    setup: ({ onStart }: { onStart: (does: () => void) => void }) =>
      onStart(() => {
        made += 1;
        meanwhile();
      }),
  };
  const bundle = async (options: BuildOptions = {}, kept = file): Promise<string> => {
    const { texts } = await bundleOnce(
      {
        absWorkingDir: folder,
        entryPoints: ['entry.js'],
        outdir: 'out',
        bundle: true,
        plugins: [counting],
        ...options,
      },
      { file: kept, madeBy: ['lock.json'] },
    );
    return texts['out/entry.js'] ?? '';
  };
  return {
    folder,
    file,
    write,
    bundle,
    made: () => made,
    doing: (does: () => void) => {
      meanwhile = does;
    },
  };
}

describe('bundles of the same sources', () => {
  it('are made once, and are the same to the last byte', async () => {
    const { bundle, made } = given();
    const first = await bundle();
    expect(first).toContain('first');
    expect([await bundle(), made()]).toEqual([first, 1]);
  });

  it('are made each time where nothing is to be kept', async () => {
    const { bundle, made, file } = given();
    await bundle({}, '');
    await bundle({}, '');
    expect(made()).toBe(2);
    expect(existsSync(file)).toBe(false);
  });
});

describe('bundles are made anew', () => {
  it('of a source that has changed, though its size and its time have not', async () => {
    const { bundle, write } = given();
    await bundle();
    write('other.js', "export const word = 'other';");
    expect(await bundle()).toContain('other');
  });

  it('where a source is gone, and say so', async () => {
    const { bundle, folder } = given();
    await bundle();
    rmSync(join(folder, 'other.js'));
    await expect(bundle({ logLevel: 'silent' })).rejects.toThrow('Could not resolve "./other.js"');
  });

  it('by other options, and by other code or packages that make them', async () => {
    const { bundle, write, made } = given();
    const plain = await bundle();
    expect(await bundle({ minify: true })).not.toBe(plain);
    await bundle();
    write('lock.json', '{"changed":true}');
    await bundle();
    expect(made()).toBe(4);
  });

  it('of other entries, and the last alone are kept', async () => {
    const { bundle, write, file, made } = given();
    await bundle();
    write('more.js', 'export {};');
    for (let time = 0; time < 2; time += 1) await bundle({ entryPoints: ['entry.js', 'more.js'] });
    expect([made(), readdirSync(dirname(file))]).toEqual([2, [basename(file)]]);
  });

  it('where what was kept cannot be read', async () => {
    const { bundle, file, made } = given();
    const first = await bundle();
    writeFileSync(file, '{"madeOf":');
    expect([await bundle(), made()]).toEqual([first, 2]);
  });

  it('of a source that somebody wrote while they were made', async () => {
    const { bundle, folder, doing, made } = given();
    doing(() => writeFileSync(join(folder, 'other.js'), "export const word = 'later';"));
    await bundle();
    doing(() => {});
    expect(await bundle()).toContain('later');
    expect(made()).toBe(2);
  });
});
