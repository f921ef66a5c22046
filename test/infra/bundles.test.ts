import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { spec as submit } from '../../functions/api/submit/spec.ts';
import { functionSpecs } from '../../functions/specs.ts';
import { bytesAtStart, filesAtStart } from '../support/bytes-at-start.ts';
import { assembly } from '../support/synthesize-once.ts';
import { bundle, files, filesIn, hashOfCode } from './bundle-files.ts';

const functionNames = Object.values(functionSpecs).map(({ name }) => name);
/** As the app has made them. */
const pathIn = (name: string, file = ''): string => join(assembly, 'bundles', name, file);
const thatHold = (file: string): string[] => functionNames.filter((name) => existsSync(pathIn(name, file)));

/** They make requests, or hold what was done against what would have been ruled. */
const ruling = ['reconcile', 'revert', 'sight', 'submit', 'turn', 'undo'];

/** Made alone, by somebody whose umask is strict. It holds a whole package beside its code. */
let alone = '';
beforeAll(async () => {
  const usual = process.umask(0o077);
  const [made] = await bundle({ 'functions/api/submit': submit }).finally(() => process.umask(usual));
  alone = made?.folder ?? '';
});

describe('a bundle', () => {
  it('is the same, byte by byte, with others and alone, in whichever folder it is made', () => {
    expect(hashOfCode(alone)).toBe(hashOfCode(pathIn('submit')));
  });

  // These hold every entry of the catalog, and run the code of those that a request is about.
  it.each(functionNames)('of %s reads less than 1 MB when it starts, and 1.5 MB with the catalog', (name) => {
    const limit = [...ruling, 'credentials'].includes(name) ? 1_500_000 : 1_000_000;
    // Nobody waits for what only a schedule calls.
    if (['heartbeat', 'reconcile'].includes(name))
      return expect(bytesAtStart(pathIn(name))).toBeLessThan(2_000_000);
    expect(bytesAtStart(pathIn(name))).toBeLessThan(limit);
  });

  it('of the function that takes clicks loads the client of Lambda with the first order, and not before', () => {
    const folder = pathIn('slack');
    const holdsClient = (file: string) =>
      readFileSync(join(folder, file), 'utf8').includes('AWSGirApiService');
    expect(readdirSync(folder).filter(holdsClient)).not.toEqual([]);
    expect(filesAtStart(folder).filter(holdsClient)).toEqual([]);
  });

  it.each(functionNames)('of %s is small enough for Lambda, which takes 250 MB, many times over', (name) => {
    const sizes = filesIn(pathIn(name)).map((file) => statSync(pathIn(name, file)).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(20_000_000);
  });

  it('holds Cedar where rulings are made, and nowhere else', () => {
    expect(thatHold('node_modules').sort()).toEqual(ruling);
    expect(filesIn(pathIn('submit')).filter((name) => name.includes('cedar_wasm'))).toHaveLength(2);
  });

  it('is not made of a function that imports Cedar and does not say so', async () => {
    const silent = { ...submit, bundled: ['policy', 'actions', 'directory'] } as const;
    await expect(bundle({ 'functions/api/submit': silent })).rejects.toThrow(
      'submit must not import Cedar, or must list it in `bundled` of spec.ts.',
    );
  });

  it('finds the shapes of operations beside it, a file a service', async () => {
    const spec = { ...submit, name: 'check-shapes', bundled: ['shapes'] } as const;
    const [{ folder } = { folder: '' }] = await bundle({ 'test/infra/fixtures/check-shapes': spec });
    const { problemsOf } = await import(join(folder, 'index.mjs'));
    expect(await problemsOf('s3', 'PutBucketPolicy', { bucket: 'one', Policy: '{}' })).toEqual([
      '/bucket is no member that AWS knows; did you mean "Bucket"?',
      '/Bucket is missing',
    ]);
  });

  it('is not made of a function that reads shapes and does not say so', async () => {
    const silent = { ...submit, name: 'check-shapes', bundled: [] } as const;
    await expect(bundle({ 'test/infra/fixtures/check-shapes': silent })).rejects.toThrow(
      'check-shapes must not import the shapes, or must list it in `bundled` of spec.ts.',
    );
  });

  it('holds the policies where rulings are made, and nowhere else', () => {
    expect(thatHold('policy.json').sort()).toEqual(ruling);
  });

  it('holds the policies that it is made with', () => {
    expect(JSON.parse(readFileSync(join(alone, 'policy.json'), 'utf8'))).toEqual(files.policy);
  });

  it('holds the directory wherever people or agents are looked up', () => {
    const withDirectory = thatHold('directory.json');
    const without = functionNames.filter((name) => !withDirectory.includes(name));
    expect(without.sort()).toEqual([
      'contain',
      'digest',
      'execute',
      'heartbeat',
      'keys',
      'look',
      'revoke',
      'seal',
    ]);
  });

  it('names no path of the machine that made it', () => {
    const here = process.cwd();
    for (const name of functionNames) {
      for (const file of ['index.mjs', 'index.mjs.map']) {
        const text = readFileSync(pathIn(name, file), 'utf8');
        expect(text.includes(here) || text.includes(tmpdir())).toBe(false);
      }
    }
  });

  it('can be read by Lambda, however strict the umask is of whoever makes it', () => {
    expect(statSync(alone).mode & 0o777).toBe(0o755);
    for (const name of readdirSync(alone, { recursive: true, encoding: 'utf8' })) {
      const entry = statSync(join(alone, name));
      expect([name, entry.mode & 0o777]).toEqual([name, entry.isDirectory() ? 0o755 : 0o644]);
    }
  });

  it('keeps the names of errors, and says where in our sources they come from', () => {
    expect(readFileSync(pathIn('ask', 'index.mjs'), 'utf8')).toContain('"MessengerUnavailable"');
    const { sources } = JSON.parse(readFileSync(pathIn('ask', 'index.mjs.map'), 'utf8')) as {
      sources: string[];
    };
    expect(sources).toContain('functions/workflow/ask/ask-people.ts');
    const script = [
      `const { handler } = await import(${JSON.stringify(pathIn('seal', 'index.mjs'))});`,
      'await handler(undefined, {}).catch((error) => console.log(error.constructor.name, error.stack));',
    ].join('\n');
    const node = ['--enable-source-maps', '--input-type=module', '-e', script];
    const env = { AWS_REGION: 'eu-west-1', AUDIT_BUCKET_NAME: 'audit', POWERTOOLS_DEV: 'false' };
    const printed = execFileSync(process.execPath, node, { env, encoding: 'utf8' });
    expect(printed).toContain('TypeError');
    expect(printed).toMatch(/functions\/streams\/seal\/handler\.ts:\d+/);
  });
});
