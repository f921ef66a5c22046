import { parse } from 'yaml';
import { z } from 'zod';
import { type PathSource, type PublishedPath, pathKinds } from './published-path.ts';

/** One published list: its paths, and those of its entries that are none, each with why. */
export interface PublishedList {
  source: PathSource;
  paths: readonly PublishedPath[];
  leftOut: Readonly<Record<string, string>>;
}

const iamAction = z.string().regex(/^[a-z0-9-]+:[A-Za-z0-9]+$/);
const need = z.union([
  iamAction.transform((action) => [action]),
  z.strictObject({ anyOf: z.array(iamAction).min(2) }).transform(({ anyOf }) => anyOf),
]);
const sentence = z.string().min(1);
const kind = z.enum(pathKinds);

const sourceFile = z.strictObject({
  source: z.strictObject({
    name: z.string(),
    repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
    commit: z.string().regex(/^[0-9a-f]{40}$/),
    date: z.iso.date(),
    where: z.string(),
    published: z.int().positive(),
  }),
  /** Of the paths that name none. */
  kind,
  paths: z.record(
    z.string(),
    z.strictObject({ title: sentence, kind: kind.optional(), needs: z.array(need) }),
  ),
  leftOut: z.record(z.string(), sentence).default({}),
});

/** A file of `published/`. It is ours, and checked by the tests: a mistake in it is a bug, and thrown. */
export function parseSource(name: string, yaml: string): PublishedList {
  const file = sourceFile.parse(parse(yaml));
  const paths = Object.entries(file.paths).map(([id, { title, needs, kind = file.kind }]) => ({
    key: `${name}/${id}`,
    id,
    title,
    kind,
    needs,
    source: file.source,
  }));
  return { source: file.source, paths, leftOut: file.leftOut };
}
