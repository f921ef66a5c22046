import { catalogWith } from '../catalog/catalog.ts';
import type { CatalogEntry } from '../catalog/entry.ts';
import { locationOf } from '../catalog/location.ts';
import { sessionPolicy } from '../catalog/session-policy/session-policy.ts';
import { type Measurement, timed } from './measurement.ts';

const caller = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };
const now = '2026-01-31T12:00:00.000Z';

/** Of the 2,048 characters that STS takes, what the examples of all entries need, and what it costs to make one. */
export async function measureSessionPolicies(): Promise<Measurement[]> {
  const entries = catalogWith().entries.filter(({ iamActions }) => iamActions.length > 0);
  const attach = entryOf(entries, 'iam:AttachRolePolicy');
  const launch = entryOf(entries, 'ec2:RunInstances');
  const made = entries.map((entry) => ({ entry, ...policyOf(entry) }));
  const largest = made.toSorted((one, other) => other.text.length - one.text.length)[0];
  const lengths = made.map(({ text }) => text.length);
  const unknown = made.filter(({ resourcesUnknown }) => resourcesUnknown).length;
  const kinds = made.filter(({ text }) => /[/:]\*"/.test(text.replaceAll('"Resource":"*"', ''))).length;
  return [
    { name: `session policies of ${made.length} actions`, unit: 'characters', samples: lengths },
    {
      name: `the largest: ${largest?.entry.action}`,
      unit: 'characters',
      samples: [largest?.text.length ?? 0],
    },
    { name: 'on * for want of a resource in IAM', unit: 'policies', samples: [unknown] },
    { name: 'on all of some kind besides', unit: 'policies', samples: [kinds] },
    { name: 'one made, iam:AttachRolePolicy', unit: 'ms', samples: await timed(() => policyOf(attach)) },
    { name: 'one made, ec2:RunInstances', unit: 'ms', samples: await timed(() => policyOf(launch)) },
  ];
}

function policyOf(entry: CatalogEntry) {
  const { parameters, resource } = entry.example;
  const made = sessionPolicy(entry, parameters, locationOf(resource, caller), now);
  if (!made.ok) throw new Error(`${entry.action}: ${made.detail}`);
  return made;
}

function entryOf(entries: readonly CatalogEntry[], wanted: string): CatalogEntry {
  const entry = entries.find(({ action }) => action === wanted);
  if (!entry) throw new Error(`There is no ${wanted}.`);
  return entry;
}
