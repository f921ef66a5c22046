import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { isAll } from './test/support/all.ts';

/** What runs whole may take its time; the limits below are those of the samples. */
const longest = isAll ? 600 : 0;

/** What tests start as processes of their own, such as the command line, is compiled and stripped of its types once. */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('.countersign/compile-cache', import.meta.url)) };

/** Of all suites. */
export const shared = {
  // What runs in production is loaded the same way: Node strips the types, and nothing else is changed.
  experimental: { viteModuleRunner: false, nodeLoader: false },
  // Much of the time goes into waiting: streams, timers, child processes.
  maxWorkers: '100%',
  // The files of a worker share what they import: loading Cedar, the CDK and the catalog for each took most of the time.
  // So a test leaves nothing changed that others import.
  isolate: false,
  env,
  hookTimeout: 60_000,
};

const suite = (name: string, timeoutSeconds: number) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    isolate: shared.isolate,
    env,
    testTimeout: Math.max(timeoutSeconds, longest) * 1_000,
    hookTimeout: shared.hookTimeout,
  },
});

/** These run the synthesized app, or look at what its synthesis wrote: it is synthesized once, before them. */
const synthesized = (name: string, timeoutSeconds: number) => {
  const { test } = suite(name, timeoutSeconds);
  return { test: { ...test, globalSetup: ['test/support/synthesize-once.ts'] } };
};

/** The whole system. A permission that none of its tests uses, and nobody excuses, fails the run. */
const endToEnd = (timeoutSeconds: number) => {
  const { test } = synthesized('e2e', timeoutSeconds);
  return {
    test: {
      ...test,
      globalSetup: [...test.globalSetup, 'test/support/judge-grants.ts'],
      env: { ...env, UNUSED_GRANTS_FOLDER: '.countersign/unused-grants' },
    },
  };
};

export default defineConfig({
  test: {
    ...shared,
    projects: [
      suite('unit', 10),
      suite('rules', 20),
      suite('contract', 30),
      synthesized('infra', 60),
      endToEnd(60),
      synthesized('browser', 90),
      // Published data that test/examples/run.sh brings.
      ...(process.env.BOTOCORE_DATA ? [suite('examples', 10)] : []),
      // A Python that has what docs/verify.py needs, which test/evidence/run.sh brings.
      ...(process.env.EVIDENCE_PYTHON ? [suite('evidence', 20)] : []),
      // Trino, the engine of Athena, that test/trino/run.sh brings.
      ...(process.env.TRINO_CLASSPATH ? [suite('trino', 300)] : []),
      // A simulator of AWS that test/targets/run.sh brings.
      ...(process.env.MOTO_SERVER ? [suite('targets', 20)] : []),
    ],
    coverage: {
      provider: 'v8',
      include: ['core/**'],
      thresholds: { statements: 100, branches: 100, functions: 100, lines: 100 },
    },
  },
});
