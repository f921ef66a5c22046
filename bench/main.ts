/** `npm run bench [policy|catalog|boundary|submit|sessions|shapes|bundles|execution|evidence|asking|runtime|load|slack|storm|sight|reconcile|watching|delay]`: every figure as the median of its runs, with their spread. */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { type Documented, type Measurement, table } from './measurement.ts';

// Before anything is imported that would write metrics and logs between the figures.
process.env.POWERTOOLS_METRICS_DISABLED = 'true';
process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';

const suites: Record<string, () => Promise<(Measurement | Documented)[]>> = {
  policy: async () => (await import('./policy.ts')).measurePolicy(),
  catalog: async () => (await import('./catalog.ts')).measureCatalog(),
  boundary: async () => (await import('./boundary.ts')).measureBoundary(),
  submit: async () => (await import('./submit.ts')).measureSubmit(),
  sessions: async () => (await import('./session-policies.ts')).measureSessionPolicies(),
  shapes: async () => (await import('./shapes.ts')).measureShapes(),
  bundles: async () => {
    const { assembly, default: synthesizeOnce } = await import('../test/support/synthesize-once.ts');
    await synthesizeOnce();
    return (await import('./bundles.ts')).measureBundles(join(assembly, 'bundles'));
  },
  execution: async () => {
    const { assembly, default: synthesizeOnce } = await import('../test/support/synthesize-once.ts');
    await synthesizeOnce();
    return (await import('./execution.ts')).measureExecution(join(assembly, 'bundles'));
  },
  evidence: async () => (await import('./evidence.ts')).measureEvidence(),
  runtime: async () => (await import('./runtime.ts')).measureRuntime(),
  slack: async () => (await import('./slack.ts')).measureSlack(),
  storm: async () => (await import('./storm.ts')).measureStorm(),
  reconcile: async () => (await import('./reconcile.ts')).measureReconcile(),
  asking: async () => (await import('./asking.ts')).measureAsking(),
  load: async () => (await import('./load.ts')).measureLoad(),
  watching: async () => (await import('./watching.ts')).measureWatching(),
  sight: async () => (await import('./sight.ts')).measureSight(),
  delay: async () => (await import('./call-to-card.ts')).measureCallToCard(),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in suites));
if (unknown) {
  console.error(`There is no measurement "${unknown}". There are: ${Object.keys(suites).join(', ')}.`);
  process.exit(1);
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}\n`);
for (const [name, measure] of Object.entries(suites)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`${name}\n${table(await measure())}\n`);
}
