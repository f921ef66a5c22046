import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions } from 'esbuild';
import type { BundledFile, FunctionSpec } from '../functions/shared/function-spec.ts';
import type { FunctionSpecs } from '../functions/specs.ts';
import { type BuiltFiles, bundleOnce } from './bundle-once.ts';
import { englishOnly } from './english-only.ts';
import { requiredHttp } from './required-http.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const cedar = '@cedar-policy/cedar-wasm';
const shapesReader = 'catalog/shapes/load-shapes.ts';
const referenceReader = 'catalog/iam-reference/iam-action.ts';
const clientLoader = 'adapters/aws/wire/load-client.ts';

/** Cedar goes as the package it is. */
const cedarFiles = [
  'package.json',
  'nodejs/package.json',
  'nodejs/cedar_wasm.js',
  'nodejs/cedar_wasm_bg.wasm',
];

/** These go as they are. */
const copied = {
  cedar: copyCedar,
  shapes: (folder) => copyBeside(shapesReader, 'services', folder),
  'iam-reference': (folder) => copyBeside(referenceReader, 'by-service', folder),
} as const satisfies Record<string, (folder: string) => void>;
type Copied = keyof typeof copied;
const isCopied = (file: BundledFile): file is Copied => Object.hasOwn(copied, file);

/** What a function's code shows that it needs. */
const needs = {
  cedar: 'Cedar',
  shapes: 'the shapes',
  'iam-reference': "IAM's reference",
  'sdk-clients': "the SDK's clients",
} as const satisfies Record<Copied | 'sdk-clients', string>;

/** JSON files that lie beside a function's code; the function reads them when it starts. */
export type BundledFiles = Record<Exclude<BundledFile, keyof typeof needs>, object>;

/** A function ready to be deployed. */
export interface BundledFunction {
  spec: FunctionSpec;
  /** Where its bundle lies. */
  folder: string;
}

/** Whose change changes what is made of the same sources. */
const madeBy = [
  'infra/bundles.ts',
  'infra/english-only.ts',
  'infra/required-http.ts',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Bundles every function into a folder of its own. The same sources give the same bytes, and so the same asset. Where `keptIn` is
 * given, what is made of the same sources again is taken from there.
 */
export async function writeBundles(
  specs: FunctionSpecs,
  files: BundledFiles,
  outputFolder: string,
  keptIn?: string,
): Promise<BundledFunction[]> {
  rmSync(outputFolder, { recursive: true, force: true });
  const groups = Object.groupBy(Object.entries(specs), ([, spec]) => groupOf(spec));
  for (const [group, members = []] of Object.entries(groups))
    await writeCode(
      members,
      { splitting: group !== whole, file: keptIn && join(keptIn, `${group}.json`) },
      outputFolder,
    );
  const bundled = Object.values(specs).map((spec) => ({ spec, folder: join(outputFolder, spec.name) }));
  for (const { spec, folder } of bundled) {
    for (const file of spec.bundled) {
      if (isCopied(file)) copied[file](folder);
      else if (file !== 'sdk-clients')
        writeFileSync(join(folder, `${file}.json`), JSON.stringify(files[file]));
    }
  }
  letLambdaRead(outputFolder);
  return bundled;
}

const whole = 'whole';

/**
 * Which are made together. Somebody waits for the first answer of what has a route: its own chunks hold what it seldom needs. So do
 * the chunks of those that load one of the SDK's clients, which share them: reading all clients takes most of the time. All others
 * are one file each.
 */
function groupOf({ name, bundled, routes }: FunctionSpec): string {
  if (bundled.includes('sdk-clients')) return 'sdk-clients';
  return routes ? name : whole;
}

/** Where nothing is written: neither names nor hashes in a bundle depend on where it goes. */
const anywhere = 'bundles';

async function writeCode(
  specs: readonly [folder: string, spec: FunctionSpec][],
  { splitting, file }: { splitting: boolean; file: string | undefined },
  outputFolder: string,
): Promise<void> {
  const options: BuildOptions & { absWorkingDir: string } = {
    absWorkingDir: root,
    entryPoints: specs.map(([folder, { name }]) => ({ in: `${folder}/index.ts`, out: name })),
    outdir: anywhere,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting,
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
  };
  const { metafile, texts } = await bundleOnce(options, { file, madeBy });
  for (const [, spec] of specs) {
    const entry = `${anywhere}/${spec.name}.mjs`;
    const reached = reachedFrom(entry, metafile);
    refuseWhatIsNotBundled(spec, reached, metafile);
    const folder = join(outputFolder, spec.name);
    mkdirSync(folder, { recursive: true });
    for (const output of reached) {
      // Side by side, for a chunk looks for shapes where it lies itself.
      const name = output === entry ? 'index.mjs' : basename(output);
      const map = mapOf(texts[`${output}.map`] ?? '');
      const code = (texts[output] ?? '').replace(/\n\/\/# sourceMappingURL=.*\n$/, '\n');
      writeFileSync(join(folder, name), map ? `${code}//# sourceMappingURL=${name}.map\n` : code);
      if (map) writeFileSync(join(folder, `${name}.map`), map);
    }
  }
}

/** The entry, and every chunk that it can load, at once or later. */
function reachedFrom(entry: string, { outputs }: BuiltFiles): ReadonlySet<string> {
  const reached = new Set([entry]);
  for (const output of reached) {
    for (const { path, external } of outputs[output]?.imports ?? []) if (!external) reached.add(path);
  }
  return reached;
}

/** With sources as seen from the root, not from where they would lie; none where nothing in it is ours. */
function mapOf(text: string): string | undefined {
  const map = JSON.parse(text) as { sources: string[] };
  const sources = map.sources.map((source) =>
    // What a plugin has made lies nowhere.
    source.startsWith('required:') ? source : relative(root, resolve(root, anywhere, source)),
  );
  const isOurs = (source: string) => !/^(?:node_modules\/|required:)/.test(source);
  return sources.some(isOurs) ? JSON.stringify({ ...map, sources }) : undefined;
}

/** Lambda reads a bundle as somebody else, and archives keep what a strict umask has made of our files. */
function letLambdaRead(folder: string) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
}

/** Without what it reads beside it, such a function would fail at its first call, in AWS. */
function refuseWhatIsNotBundled(spec: FunctionSpec, reached: ReadonlySet<string>, { outputs }: BuiltFiles) {
  const code = [...reached].flatMap((output) => outputs[output] ?? []);
  const reads = (file: string): boolean => code.some(({ inputs }) => file in inputs);
  const uses: Record<keyof typeof needs, boolean> = {
    cedar: code.some(({ imports }) => imports.some(({ path }) => path.startsWith(cedar))),
    shapes: reads(shapesReader),
    'iam-reference': reads(referenceReader),
    'sdk-clients': reads(clientLoader),
  };
  for (const [file, isUsed] of Object.entries(uses) as [keyof typeof needs, boolean][]) {
    if (isUsed && !spec.bundled.includes(file))
      throw new Error(
        `${spec.name} must not import ${needs[file]}, or must list it in \`bundled\` of spec.ts.`,
      );
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
