import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

let made: URL | undefined;

/** The worker as plain JavaScript, made once: stripping its types again in every worker costs 50 ms of CPU each. */
export function workerUrl(): URL {
  made ??= new URL(`data:text/javascript;base64,${bundle()}`);
  return made;
}

function bundle(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('./worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
  });
  return Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
}
