import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spec as submit } from '../../functions/api/submit/spec.ts';
import { functionSpecs } from '../../functions/specs.ts';
import { assembly } from '../support/synthesize-once.ts';
import { bundle, filesIn } from './bundle-files.ts';

const functionNames = Object.values(functionSpecs).map(({ name }) => name);
const bytesOf = (folder: string): number =>
  filesIn(folder)
    .filter((name) => name.endsWith('.mjs'))
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

/** Reading all clients takes ten seconds. */
const readsAllClients = { timeout: 120_000 };

describe('a bundle', () => {
  it('does not wait for undici, which nothing in it uses', () => {
    const script = [
      `for (const name of ${JSON.stringify(functionNames)}) {`,
      // Without its settings a function stops, but not before all that it imports is there.
      `  await import(${JSON.stringify(join(assembly, 'bundles'))} + '/' + name + '/index.mjs').catch(() => {});`,
      '  const loaded = process.moduleLoadList.filter((module) => /_http_client|undici/.test(module));',
      '  console.log(JSON.stringify([name, loaded]));',
      '}',
    ].join('\n');
    const node = ['--input-type=module', '-e', script];
    const env = { AWS_REGION: 'eu-west-1', POWERTOOLS_DEV: 'false' };
    const printed = execFileSync(process.execPath, node, { env, encoding: 'utf8' }).split('\n');
    // The first that loads it is named, and all after it.
    for (const name of functionNames)
      expect(printed).toContain(JSON.stringify([name, ['NativeModule _http_client']]));
  });

  it(
    'loads each client of the SDK when it is needed, and what starts it holds none',
    readsAllClients,
    async () => {
      const spec = { ...submit, name: 'call-clients', bundled: ['sdk-clients'] } as const;
      const beside = { ...submit, name: 'check-shapes', bundled: ['shapes', 'sdk-clients'] } as const;
      const [{ folder } = { folder: '' }, other = { folder: '' }] = await bundle({
        'test/infra/fixtures/call-clients': spec,
        'test/infra/fixtures/check-shapes': beside,
      });
      // What one of them loads does not lie in the other's folder: what both need does.
      expect(bytesOf(other.folder)).toBeLessThan(300_000);
      expect(statSync(join(folder, 'index.mjs')).size).toBeLessThan(20_000);
      const chunks = filesIn(folder).filter((name) => name.endsWith('.mjs') && name !== 'index.mjs');
      expect(chunks.length).toBeGreaterThan(90);
      expect(filesIn(folder).filter((name) => name.endsWith('.map'))).toEqual(['index.mjs.map']);
      const script = [
        `const { isMade } = await import(${JSON.stringify(join(folder, 'index.mjs'))});`,
        `console.log(await isMade('iam', 'GetRole'), await isMade('sfn', 'DescribeExecution'));`,
      ].join('\n');
      const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
      });
      expect(printed.trim()).toBe('true true');
    },
  );

  it('is not made of a function that loads clients and does not say so', readsAllClients, async () => {
    const silent = { ...submit, name: 'call-clients', bundled: [] } as const;
    await expect(bundle({ 'test/infra/fixtures/call-clients': silent })).rejects.toThrow(
      "call-clients must not import the SDK's clients, or must list it in `bundled` of spec.ts.",
    );
  });
});
