import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Bundling takes most of a synth, and on this machine the same sources are synthesized often. */
const bundlesKeptIn = join(root, 'node_modules/.cache/bundles');

export type Synthesized = { ok: true } | { ok: false; output: string };

/** Where settings and policies lie, as `cdk -c` takes it. Paths are as seen from where this process was started. */
export interface Sources {
  stage?: string;
  settings?: string;
  policies?: string;
}

/** Runs the CDK app as the CDK's CLI would, without the CLI's two seconds. */
export async function synthesize(outputFolder: string, sources: Sources): Promise<Synthesized> {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object };
  // Paths name resources to people; the CLI adds this one by itself.
  const given = { ...context, 'aws:cdk:enable-path-metadata': true, bundlesKeptIn, ...sources };
  const app = spawn(process.execPath, [join(root, 'infra/app.ts')], {
    env: { ...process.env, CDK_OUTDIR: outputFolder, CDK_CONTEXT_JSON: JSON.stringify(given) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString('utf8');
  };
  app.stdout.on('data', keep);
  app.stderr.on('data', keep);
  const code = await new Promise<number | null>((resolve, reject) => {
    app.on('error', reject).on('close', resolve);
  });
  return code === 0 ? { ok: true } : { ok: false, output };
}
