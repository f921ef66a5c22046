import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import type { BundledFile, FunctionSpec } from '../functions/shared/function-spec.ts';
import type { FunctionSpecs } from '../functions/specs.ts';
import { englishOnly } from './english-only.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const cedar = '@cedar-policy/cedar-wasm';

/** Cedar goes as the package it is. */
const cedarFiles = [
  'package.json',
  'nodejs/package.json',
  'nodejs/cedar_wasm.js',
  'nodejs/cedar_wasm_bg.wasm',
];

/** JSON files that lie beside a function's code; the function reads them when it starts. */
export type BundledFiles = Record<Exclude<BundledFile, 'cedar' | 'published'>, object>;

/** A function ready to be deployed. */
export interface BundledFunction {
  spec: FunctionSpec;
  /** Where its bundle lies. */
  folder: string;
}

/** Bundles every function into a folder of its own. The same sources give the same bytes, and so the same asset. */
export async function writeBundles(
  specs: FunctionSpecs,
  files: BundledFiles,
  outputFolder: string,
): Promise<BundledFunction[]> {
  rmSync(outputFolder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: Object.entries(specs).map(([folder, { name }]) => ({
      in: `${folder}/index.ts`,
      out: `${name}/index`,
    })),
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    // What errors are called in logs, and where they come from.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // ES modules before CommonJS: what is not used falls away.
    mainFields: ['module', 'main'],
    plugins: [englishOnly],
    external: [`${cedar}/nodejs`],
    // Packages that are CommonJS still ask for `require`.
    banner: {
      js: "import{createRequire as bundledRequire}from'node:module';const require=bundledRequire(import.meta.url);",
    },
    legalComments: 'none',
    logLevel: 'error',
    metafile: true,
  });
  const bundled = Object.values(specs).map((spec) => ({ spec, folder: join(outputFolder, spec.name) }));
  for (const { folder } of bundled) nameSourcesFromRoot(join(folder, 'index.mjs.map'));
  refuseWithout('cedar', cedarUsers(metafile), bundled);
  refuseWithout('published', publishedUsers(metafile), bundled);
  for (const { spec, folder } of bundled) {
    for (const file of spec.bundled) {
      if (file === 'cedar') copyCedar(folder);
      else if (file === 'published') copyPublished(folder);
      else writeFileSync(join(folder, `${file}.json`), JSON.stringify(files[file]));
    }
  }
  letLambdaRead(outputFolder);
  return bundled;
}

/** As esbuild writes them, sources are seen from where the bundle was made, which is another place each time. */
function nameSourcesFromRoot(file: string) {
  const map = JSON.parse(readFileSync(file, 'utf8')) as { sources: string[] };
  const sources = map.sources.map((source) => relative(root, resolve(dirname(file), source)));
  writeFileSync(file, JSON.stringify({ ...map, sources }));
}

/** Lambda reads a bundle as somebody else, and archives keep what a strict umask has made of our files. */
function letLambdaRead(folder: string) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}

const cedarUsers = ({ outputs }: Metafile): string[] =>
  functionsWhere(outputs, ({ imports }) => imports.some(({ path }) => path.startsWith(cedar)));

const publishedUsers = ({ outputs }: Metafile): string[] =>
  functionsWhere(outputs, ({ inputs }) => published.some(({ reader }) => reader in inputs));

const functionsWhere = (
  outputs: Metafile['outputs'],
  is: (output: Metafile['outputs'][string]) => boolean,
): string[] =>
  Object.entries(outputs)
    .filter(([, output]) => is(output))
    .map(([file]) => dirname(file).split('/').at(-1) ?? file);

/** Without what it reads beside it, such a function would fail at its first call, in AWS. */
function refuseWithout(file: BundledFile, users: readonly string[], bundled: readonly BundledFunction[]) {
  const without = bundled.flatMap(({ spec }) =>
    users.includes(spec.name) && !spec.bundled.includes(file) ? spec.name : [],
  );
  if (without.length > 0)
    throw new Error(
      `${without.join(', ')} must not import what reads \`${file}\`, or must list it in \`bundled\` of spec.ts.`,
    );
}

/** What AWS publishes of each service: read by these, from the folder that lies beside them. */
const published = [
  { reader: 'catalog/shapes/load-shapes.ts', folder: 'catalog/shapes/services' },
  { reader: 'catalog/iam-reference/iam-action.ts', folder: 'catalog/iam-reference/by-service' },
];

function copyPublished(target: string) {
  for (const { folder } of published)
    cpSync(join(root, folder), join(target, basename(folder)), { recursive: true });
}

function copyCedar(folder: string) {
  const source = dirname(createRequire(import.meta.url).resolve(`${cedar}/nodejs`));
  for (const file of cedarFiles) {
    const target = join(folder, 'node_modules', cedar, file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(source, '..', file), target);
  }
}
