import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type CheckedChain, checkChain } from '../../../../core/evidence/check-chain.ts';
import { chainName, partitionOf, partitions, readChainLines } from './chain-lines.ts';

/** Where the places of all records wait until the last of them is read, and the keys of the objects that they are in. */
export interface ChainFiles {
  /** The number by which places name an object from now on. */
  addObject(key: string): number;
  addPlaces(byPartition: readonly string[]): Promise<void>;
  addLine(chain: string, line: string): Promise<void>;
  /** Chain after chain; of each what is wrong with it. */
  check(how: { fromItsBeginning: boolean }): AsyncGenerator<CheckedChain & { chain: string }>;
  keysOf(numbers: readonly (number | undefined)[]): Promise<Map<number, string>>;
  remove(): Promise<void>;
}

/** Written when so much has come together. */
const chunk = 1 << 16;

export async function openChainFiles(): Promise<ChainFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-verify-'));
  const objectsFile = join(folder, 'objects');
  const fileOf = (partition: number): string => join(folder, `places-${partition}`);
  const waiting = Array.from({ length: partitions }, () => '');
  let objects = 0;
  let keys = '';

  const add = (partition: number, text: string): void => {
    waiting[partition] = (waiting[partition] ?? '') + text;
  };

  async function flush(atLeast: number): Promise<void> {
    for (const [partition, text] of waiting.entries()) {
      if (text === '' || text.length < atLeast) continue;
      waiting[partition] = '';
      await appendFile(fileOf(partition), text);
    }
    if (keys !== '' && keys.length >= atLeast) {
      const text = keys;
      keys = '';
      await appendFile(objectsFile, text);
    }
  }

  return {
    addObject(key) {
      keys += `${encodeURIComponent(key)}\n`;
      return objects++;
    },
    async addPlaces(byPartition) {
      for (const [partition, text] of byPartition.entries()) add(partition, text);
      await flush(chunk);
    },
    async addLine(chain, line) {
      add(partitionOf(chain), line);
      await flush(chunk);
    },
    async *check(how) {
      await flush(0);
      for (let partition = 0; partition < partitions; partition++) {
        for (const [name, parts] of readChainLines(await readIfThere(fileOf(partition))))
          yield { chain: chainName(name), ...checkChain(parts, how) };
      }
    },
    async keysOf(numbers) {
      await flush(0);
      const wanted = new Set(numbers);
      const found = new Map<number, string>();
      if (objects === 0) return found;
      let number = 0;
      for await (const line of createInterface({ input: createReadStream(objectsFile) })) {
        if (wanted.has(number)) found.set(number, decodeURIComponent(line));
        number += 1;
      }
      return found;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
