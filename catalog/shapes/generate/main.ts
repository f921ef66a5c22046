import { readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { servicesInScope } from '../../iam-reference/scope.ts';
import { serviceClients, withoutShapes } from '../service-clients.ts';
import { type DecimalsOf, decimalsIn, unknownNumbers } from './decimals.ts';
import { fromBotocore } from './from-botocore.ts';
import { serviceText } from './service-text.ts';

// ../README.md tells what the two sources are.
const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, botocore: { type: 'string' } },
});
const { check, botocore } = options;
// Otherwise no number of a new operation could be a decimal.
if (!check && botocore === undefined) throw new Error('Run catalog/shapes/generate/run.sh to write.');
const published = botocore === undefined ? undefined : fromBotocore(botocore);

const unsaid = servicesInScope.filter((service) => !(service in serviceClients || service in withoutShapes));
if (unsaid.length > 0)
  throw new Error(`service-clients.ts must say which clients ${unsaid.join(', ')} has, or why none.`);

const folder = new URL('../services/', import.meta.url);
const services = Object.keys(serviceClients);
const wanted = services.map((service) => `${service}.json`);
const stale: string[] = [];
const unknown: string[] = [];
for (const service of services) {
  const file = new URL(`${service}.json`, folder);
  const before = await readFile(file, 'utf8').catch(() => '{}');
  const decimalsOf: DecimalsOf = published
    ? (client) => published.get(client)?.decimals ?? new Set()
    : decimalsIn(JSON.parse(before));
  const after = await serviceText(service, decimalsOf);
  if (published) unknown.push(...unknownNumbers(JSON.parse(after), published));
  if (after === before) continue;
  stale.push(`${service}.json`);
  if (!check) await writeFile(file, after);
}
for (const file of (await readdir(folder)).filter((name) => !wanted.includes(name))) {
  stale.push(file);
  if (!check) await unlink(new URL(file, folder));
}

// They are held to be whole until botocore is as new as the SDK.
if (unknown.length > 0) throw new Error(`botocore does not know ${unknown.join(', ')}: pin a newer one.`);
if (!check)
  console.log(`${stale.length} of ${services.length} services changed: ${stale.join(', ') || 'none'}`);
else if (stale.length > 0) {
  console.error(
    `catalog/shapes/services/ is not what the SDK's clients say: ${stale.join(', ')}. ` +
      'Run npm run shapes and read what changed.',
  );
  process.exitCode = 1;
}
