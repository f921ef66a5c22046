import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { synthesize } from '../../local/synthesize.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Whose settings the suites run with, as `npm start` does. */
export const stage = 'trial';

/** Where the suites find the synthesized app. Apart from `cdk.out`, which an `npm start` may be running from. */
export const assembly = join(root, '.countersign/test-assembly');

/** Everything that a template and its bundles are made of. */
const sources = [
  'adapters',
  'catalog',
  'core',
  'functions',
  'infra',
  'policies',
  'policy-compiler',
  'statemachines',
  'cdk.json',
  'package-lock.json',
];

/** Vitest calls it before the suites: the CDK app runs once, and not at all when nothing has changed since. */
export default async function synthesizeOnce(): Promise<void> {
  const state = stateOfSources();
  const marker = join(assembly, 'sources.json');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === state) return;
  const synthesized = await synthesize(assembly, { stage });
  if (!synthesized.ok) throw new Error(`The CDK app does not synthesize:\n${synthesized.output}`);
  writeFileSync(marker, state);
}

function stateOfSources(): string {
  const files = sources.flatMap((source) => {
    const path = join(root, source);
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  });
  return JSON.stringify(files.sort().map((file) => [file, statSync(file).mtimeMs]));
}
