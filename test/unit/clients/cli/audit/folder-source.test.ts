import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { folderSource } from '../../../../../clients/cli/audit/source/folder-source.ts';

function given() {
  const root = mkdtempSync(join(tmpdir(), 'countersign-folder-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'digests/00000000.json'), { recursive: true });
  writeFileSync(join(root, 'records'), 'x');
  return folderSource(root);
}

it('a folder in the place of an object is none', async () => {
  expect(await given().read('digests/00000000.json')).toBeUndefined();
});

it('a file in the place of a folder holds no objects', async () => {
  const source = given();
  const keys: string[] = [];
  for await (const { key } of source.list('records/')) keys.push(key);
  expect(keys).toEqual([]);
  expect(await source.read('records/dt=2026-01-05/hh=09/a')).toBeUndefined();
});
