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
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import type { BundledFile, FunctionSpec } from '../functions/shared/function-spec.ts';
import type { FunctionSpecs } from '../functions/specs.ts';
import { englishOnly } from './english-only.ts';
import { requiredHttp } from './required-http.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const cedar = '@cedar-policy/cedar-wasm';
const shapesReader = 'catalog/shapes/load-shapes.ts';
const referenceReader = 'catalog/iam-reference/iam-action.ts';

/** Cedar goes as the package it is. */
const cedarFiles = [
  'package.json',
  'nodejs/package.json',
  'nodejs/cedar_wasm.js',
  'nodejs/cedar_wasm_bg.wasm',
];

/** These go as they are. */
const copied = {
  cedar: { needs: 'Cedar', copy: copyCedar },
  shapes: { needs: 'the shapes', copy: (folder) => copyBeside(shapesReader, 'services', folder) },
  'iam-reference': {
    needs: "IAM's reference",
    copy: (folder) => copyBeside(referenceReader, 'by-service', folder),
  },
} as const satisfies Record<string, { needs: string; copy: (folder: string) => void }>;
type Copied = keyof typeof copied;
const isCopied = (file: BundledFile): file is Copied => Object.hasOwn(copied, file);

/** JSON files that lie beside a function's code; the function reads them when it starts. */
export type BundledFiles = Record<Exclude<BundledFile, Copied>, object>;

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
    plugins: [englishOnly, requiredHttp],
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
  refuseWhatIsNotBundled(metafile, bundled);
  for (const { spec, folder } of bundled) {
    for (const file of spec.bundled) {
      if (isCopied(file)) copied[file].copy(folder);
      else writeFileSync(join(folder, `${file}.json`), JSON.stringify(files[file]));
    }
  }
  letLambdaRead(outputFolder);
  return bundled;
}

/** As esbuild writes them, sources are seen from where the bundle was made, which is another place each time. */
function nameSourcesFromRoot(file: string) {
  const map = JSON.parse(readFileSync(file, 'utf8')) as { sources: string[] };
  const sources = map.sources.map((source) =>
    // What a plugin has made lies nowhere.
    source.startsWith('required:') ? source : relative(root, resolve(dirname(file), source)),
  );
  writeFileSync(file, JSON.stringify({ ...map, sources }));
}

/** Lambda reads a bundle as somebody else, and archives keep what a strict umask has made of our files. */
function letLambdaRead(folder: string) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}

/** Without what it reads beside it, such a function would fail at its first call, in AWS. */
function refuseWhatIsNotBundled({ outputs }: Metafile, bundled: readonly BundledFunction[]) {
  for (const [output, { imports, inputs }] of Object.entries(outputs)) {
    const uses: Record<Copied, boolean> = {
      cedar: imports.some(({ path }) => path.startsWith(cedar)),
      shapes: shapesReader in inputs,
      'iam-reference': referenceReader in inputs,
    };
    const user = bundled.find(({ spec }) => spec.name === dirname(output).split('/').at(-1))?.spec;
    for (const [file, isUsed] of Object.entries(uses) as [Copied, boolean][]) {
      if (isUsed && user && !user.bundled.includes(file))
        throw new Error(
          `${user.name} must not import ${copied[file].needs}, or must list it in \`bundled\` of spec.ts.`,
        );
    }
  }
}

function copyCedar(folder: string) {
  const source = dirname(createRequire(import.meta.url).resolve(`${cedar}/nodejs`));
  for (const file of cedarFiles) {
    const target = join(folder, 'node_modules', cedar, file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(source, '..', file), target);
  }
}

/** Where the code that reads it finds it: it was beside that code before it was bundled. */
function copyBeside(reader: string, data: string, folder: string) {
  cpSync(join(root, dirname(reader), data), join(folder, data), { recursive: true });
}
