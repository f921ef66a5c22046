import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { PublishedNumbers } from './decimals.ts';

/** A number of the SDK's that AWS writes as a text, such as a page's size in CloudFront, is `string` here, and whole. */
const shape = z.object({
  type: z.string(),
  members: z.record(z.string(), z.object({ shape: z.string() })).optional(),
  member: z.object({ shape: z.string() }).optional(),
  value: z.object({ shape: z.string() }).optional(),
});
const model = z.object({
  metadata: z.object({ serviceId: z.string() }),
  shapes: z.record(z.string(), shape),
});
type Model = z.output<typeof model>;

/** By the SDK's name of the client, which is botocore's `serviceId` in lower case: `SESv2`, `Auto Scaling`. */
export function fromBotocore(data: string): ReadonlyMap<string, PublishedNumbers> {
  const folders = readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return new Map(
    folders.flatMap(({ name }) => {
      const file = newestModel(join(data, name));
      if (file === undefined) return [];
      const read = model.parse(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')));
      return [[read.metadata.serviceId.toLowerCase().replaceAll(' ', '-'), numbersIn(read)] as const];
    }),
  );
}

function newestModel(folder: string): string | undefined {
  const versions = readdirSync(folder)
    .sort()
    .map((version) => join(folder, version, 'service-2.json.gz'));
  return versions.filter(existsSync).at(-1);
}

/** A structure has the same name here as in the SDK. */
export function numbersIn({ shapes }: Pick<Model, 'shapes'>): PublishedNumbers {
  const members = Object.entries(shapes).flatMap(([name, { members: held = {} }]) =>
    Object.entries(held).map(
      ([member, of]) => [`${name}.${member}`, innermostType(of.shape, shapes)] as const,
    ),
  );
  const decimals = members.filter(([, type]) => type === 'float' || type === 'double');
  return {
    decimals: new Set(decimals.map(([member]) => member)),
    members: new Set(members.map(([member]) => member)),
  };
}

function innermostType(name: string, shapes: Model['shapes']): string | undefined {
  const { type, member, value } = shapes[name] ?? {};
  const inner = member ?? value;
  return inner ? innermostType(inner.shape, shapes) : type;
}
