import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { CatalogDocs } from '../../../catalog/generate/docs/catalog-docs.ts';
import { generatedMark } from '../../../catalog/generate/docs/markdown.ts';

/** The index and, beside it, the folder of its name: `docs/catalog.md` and `docs/catalog/rds.md`. */
export function docsFolder(index: string) {
  const name = basename(index, extname(index));
  const folder = join(dirname(index), name);
  const filesOf = ({ index: text, pages }: CatalogDocs): Map<string, string> =>
    new Map([
      [index, text],
      ...[...pages].map(([service, page]): [string, string] => [join(folder, `${service}.md`), page]),
    ]);

  /** Pages of services that the catalog has no longer. Whatever else lies there is somebody's own. */
  async function stale(files: ReadonlyMap<string, string>): Promise<string[]> {
    const there = (await ifThere(readdir(folder)))?.map((file) => join(folder, file)) ?? [];
    const others = there.filter((file) => file.endsWith('.md') && !files.has(file));
    const texts = await Promise.all(others.map((file) => readFile(file, 'utf8')));
    return others.filter((_, at) => texts[at]?.includes(generatedMark));
  }

  return {
    name,
    async write(docs: CatalogDocs): Promise<void> {
      const files = filesOf(docs);
      await mkdir(folder, { recursive: true });
      for (const [file, text] of files) await writeFile(file, text);
      for (const file of await stale(files)) await rm(file);
    },
    /** The files that are not what `write` would leave. */
    async wrong(docs: CatalogDocs): Promise<string[]> {
      const files = filesOf(docs);
      const texts = await Promise.all([...files.keys()].map((file) => ifThere(readFile(file, 'utf8'))));
      const changed = [...files].filter(([, text], at) => texts[at] !== text);
      return [...changed.map(([file]) => file), ...(await stale(files))];
    },
  };
}

async function ifThere<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
