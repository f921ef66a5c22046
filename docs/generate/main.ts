import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { generatedFiles } from './generated-files.ts';

/** Writes what is generated; with --check it writes nothing, and fails where a file is not what would be written. */
const root = new URL('../../', import.meta.url);
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

for (const { path, text } of generatedFiles()) {
  const file = new URL(path, root);
  if ((existsSync(file) ? readFileSync(file, 'utf8') : undefined) === text) continue;
  if (values.check) {
    console.error(`${path} is not what the code says. Run \`npm run docs\` and commit it.`);
    process.exitCode = 1;
  } else {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, text);
  }
}
