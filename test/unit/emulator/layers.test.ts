import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const root = join(project, 'emulator');

/** As emulator/README.md has them, lowest first. Files beside the folders are above them all. */
const order = ['lib', 'clock', 'iam', 'template', 'wire', 'plugin', 'services'];

interface Import {
  from: string;
  /** A path in the emulator, or a package's name. */
  to: string;
}

const importsOf = (folder: string): Import[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
    .flatMap((from) =>
      [...readFileSync(join(folder, from), 'utf8').matchAll(/(?:from|import) '([^']+)'/g)].map(
        ([, to = '']) => ({ from, to }),
      ),
    );

const specifiers = importsOf(root);
const inside = specifiers
  .filter(({ to }) => to.startsWith('.'))
  .map(({ from, to }) => ({ from, to: relative(root, resolve(join(root, dirname(from)), to)) }));

const heightOf = (path: string): number => {
  const [folder = '', ...rest] = path.split('/');
  if (rest.length === 0) return order.length;
  const height = order.indexOf(folder);
  if (height < 0) throw new Error(`emulator/${folder} has no place in the order of the README.`);
  return height;
};

const serviceOf = (path: string): string | undefined => /^services\/([^/]+)\//.exec(path)?.[1];

describe('the emulator', () => {
  it('imports nothing of the product', () => {
    expect(inside.length).toBeGreaterThan(200);
    expect(inside.filter(({ to }) => to.startsWith('..'))).toEqual([]);
  });

  it('imports only packages that its own package.json pins', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const pinned: Record<string, string> = { ...dependencies, ...devDependencies };
    for (const version of Object.values(pinned)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    const known = new Set([
      ...Object.keys(pinned),
      ...Object.keys(pinned).map((name) => name.replace('@types/', '')),
      ...builtinModules.map((name) => `node:${name}`),
    ]);
    expect(specifiers.filter(({ to }) => !to.startsWith('.') && !known.has(to))).toEqual([]);
  });

  it('has no folder that imports a higher one', () => {
    expect(inside.filter(({ from, to }) => heightOf(to) > heightOf(from))).toEqual([]);
  });

  it('has services that reach each other through their plugins alone', () => {
    const between = inside.filter(
      ({ from, to }) => serviceOf(from) && serviceOf(to) && serviceOf(from) !== serviceOf(to),
    );
    expect(between.length).toBeGreaterThan(5);
    expect(between.filter(({ to }) => !to.endsWith('/plugin.ts'))).toEqual([]);
  });
});

it.each(['local', 'bench', 'test/e2e', 'test/support'])(
  '%s knows the emulator by its entry alone',
  (folder) => {
    const imports = importsOf(join(project, folder));
    expect(imports.length).toBeGreaterThan(5);
    expect(imports.filter(({ to }) => /\/emulator\//.test(to))).toEqual([]);
  },
);
