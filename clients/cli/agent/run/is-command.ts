import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Looked for before anybody is asked: an approval must not be spent on a name that was mistyped. */
export async function isCommand(name: string, path = process.env.PATH ?? ''): Promise<boolean> {
  const places = name.includes('/')
    ? [name]
    : path.split(delimiter).map((folder) => join(folder || '.', name));
  for (const place of places) if (await isExecutable(place)) return true;
  return false;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
