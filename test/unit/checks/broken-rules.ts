import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ICruiseResult } from 'dependency-cruiser';

/** A file of one statement. */
export interface Import {
  file: string;
  line: string;
}

/** What the imports point at. */
const targets = [
  ...[
    ...[
      'core',
      'catalog',
      'policy-compiler',
      'adapters',
      'adapters/slack',
      'functions/shared',
      'clients/sdk',
      'clients/cli',
    ],
    ...['infra', 'emulator', 'local/slack', 'local/page', 'local/deployment', 'docs/generate'],
  ].map((folder) => `${folder}/x.ts`),
  ...['watch/handler', 'report/handler', 'report/env', 'report/spec', 'report/contract'].map(
    (name) => `functions/api/${name}.ts`,
  ),
  ...[
    'functions/specs.ts',
    'local/start.ts',
    'local/page/assets/x.js',
    'adapters/doors.ts',
    'catalog/shapes/generate/x.ts',
  ],
];
const dependencies = ['zod', 'yaml', '@smithy/types', '@aws-sdk/client-s3'];
const devDependencies = ['for-development'];

const root = new URL('../../../', import.meta.url);
const config = fileURLToPath(new URL('checks/layers.ts', root));
const depcruise = fileURLToPath(new URL('node_modules/.bin/depcruise', root));

/** Runs the check on a folder of these files, as `npm run check:layers` does: the rules that each file broke. */
export async function brokenRules(imports: readonly Import[]): Promise<Map<string, string[]>> {
  const tree = mkdtempSync(join(tmpdir(), 'layers-'));
  try {
    writeTree(tree, imports);
    const { summary } = await cruise(tree);
    // A cycle is reported once, for all that are in it.
    const broken = summary.violations.flatMap(({ from, cycle, rule }) =>
      (cycle?.map(({ name }) => name) ?? [from]).map((file) => ({ file, rule: rule.name })),
    );
    const byFile = Map.groupBy(broken, ({ file }) => file);
    return new Map([...byFile].map(([file, of]) => [file, of.map(({ rule }) => rule)]));
  } finally {
    rmSync(tree, { recursive: true });
  }
}

function writeTree(tree: string, imports: readonly Import[]): void {
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  };
  const anyVersion = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '*']));
  const manifest = {
    dependencies: anyVersion(dependencies),
    devDependencies: anyVersion(devDependencies),
  };
  write('package.json', JSON.stringify({ name: 'tree', type: 'module', ...manifest }));
  for (const name of [...dependencies, ...devDependencies]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  for (const file of targets) write(file, file.endsWith('.js') ? '' : 'export interface X {}');
  for (const { file, line } of imports) write(file, line);
}

const cruise = (tree: string): Promise<ICruiseResult> =>
  new Promise((resolve, reject) => {
    const options = ['--config', config, '--output-type', 'json', '.'];
    execFile(process.execPath, [depcruise, ...options], { cwd: tree }, (_, out, errors) =>
      out ? resolve(JSON.parse(out)) : reject(new Error(errors)),
    );
  });
