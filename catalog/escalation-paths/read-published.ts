import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type PublishedList, parseSource } from './parse-source.ts';

/** All lists that stand in `published/`, by the names of their files. */
export const readPublished = (folder = new URL('published/', import.meta.url)): PublishedList[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => parseSource(basename(file, '.yaml'), readFileSync(new URL(file, folder), 'utf8')));
