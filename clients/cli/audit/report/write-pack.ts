import { mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { asCsv } from '../query/format-rows.ts';
import { page } from './html/page.ts';
import type { Pack } from './pack.ts';
import { sha256Hex } from './sample.ts';

export type Written = { ok: true; files: number } | { ok: false; detail: string };

/** The files of a pack by their names, and last a list of them with the hash of each. */
export function filesOf(pack: Pack): Record<string, string> {
  const files: Record<string, string> = { 'index.html': page(pack) };
  for (const [name, csv] of Object.entries(pack.csv)) files[`csv/${name}.csv`] = csv;
  for (const [name, { rows }] of Object.entries(pack.samples))
    files[`samples/${name}.csv`] = `${asCsv(rows)}\r\n`;
  files['verification.json'] = jsonOf(pack.verification);
  files['manifest.json'] = jsonOf({
    v: 1,
    framework: pack.framework.name,
    ...pack.span,
    place: pack.place,
    madeAt: pack.madeAt,
    sha256: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, sha256Hex(text)])),
  });
  return files;
}

/** All of it or nothing: it is written beside the folder, and moved there when it is whole. */
export async function writePack(pack: Pack, out: string): Promise<Written> {
  const target = resolve(out);
  const there = await readdir(target).catch(({ code }: NodeJS.ErrnoException) =>
    code === 'ENOENT' ? [] : undefined,
  );
  if (there === undefined)
    return { ok: false, detail: `${out} is no folder. Give one that is empty, or not there yet.` };
  if (there.length > 0)
    return { ok: false, detail: `${out} is not empty, and a pack replaces nothing. Give another folder.` };
  await mkdir(dirname(target), { recursive: true });
  const beside = await mkdtemp(join(dirname(target), '.pack-'));
  try {
    const files = filesOf(pack);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(beside, name)), { recursive: true });
      await writeFile(join(beside, name), text);
    }
    await rmdir(target).catch(() => {});
    await rename(beside, target);
    return { ok: true, files: Object.keys(files).length };
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    return {
      ok: false,
      detail: `The pack could not be written to ${out}: ${error instanceof Error ? error.message : String(error)}.`,
    };
  }
}

const jsonOf = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;
