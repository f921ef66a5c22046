import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { englishOnly } from './english-only.ts';
import { type Bundles, type FunctionName, functionFolders, functionNames } from './function-names.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const cedar = '@cedar-policy/cedar-wasm';

/** JSON files that lie beside a function's code; the function reads them when it starts. */
export interface BundledFiles {
  /** The policy set, checked and sealed. */
  policy: object;
  /** The actions that this deployment adds to the catalog. */
  actions: object;
  /** People and agents. */
  directory: object;
}

const filesOf: Readonly<Record<FunctionName, readonly (keyof BundledFiles)[]>> = {
  submit: ['policy', 'actions', 'directory'],
  watch: ['directory'],
  withdraw: ['directory'],
  report: ['directory'],
  ask: ['directory'],
  slack: ['directory'],
  relay: ['directory'],
  conclude: ['directory'],
  seal: [],
};

/** Cedar's wasm is 4 MB: it goes with the one function that rules, as the package it is. */
const cedarFiles = [
  'package.json',
  'nodejs/package.json',
  'nodejs/cedar_wasm.js',
  'nodejs/cedar_wasm_bg.wasm',
];
const bundledWithCedar: FunctionName = 'submit';

/** Bundles every function into a folder of its own. The same sources give the same bytes, and so the same asset. */
export async function writeBundles(files: BundledFiles, outputFolder: string): Promise<Bundles> {
  const folders = Object.fromEntries(
    functionNames.map((name) => [name, join(outputFolder, name)]),
  ) as Bundles;
  rmSync(outputFolder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: functionNames.map((name) => ({
      in: `functions/${functionFolders[name]}/index.ts`,
      out: `${name}/index`,
    })),
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
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
  refuseCedarElsewhere(metafile);
  for (const name of functionNames) {
    for (const file of filesOf[name])
      writeFileSync(join(folders[name], `${file}.json`), JSON.stringify(files[file]));
  }
  copyCedar(folders[bundledWithCedar]);
  return folders;
}

/** Without its wasm beside it, such a function would fail at its first call, in AWS. */
function refuseCedarElsewhere({ outputs }: Metafile) {
  const users = Object.entries(outputs)
    .filter(([, { imports }]) => imports.some(({ path }) => path.startsWith(cedar)))
    .map(([output]) => dirname(output).split('/').at(-1));
  const others = users.filter((name) => name !== bundledWithCedar);
  if (others.length > 0)
    throw new Error(`Only ${bundledWithCedar} may load Cedar, but ${others.join(', ')} imports it too.`);
}

function copyCedar(folder: string) {
  const source = dirname(createRequire(import.meta.url).resolve(`${cedar}/nodejs`));
  for (const file of cedarFiles) {
    const target = join(folder, 'node_modules', cedar, file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(source, '..', file), target);
  }
}
