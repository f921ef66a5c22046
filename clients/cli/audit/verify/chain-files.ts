import {
  appendFileSync,
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type CheckedChain, checkChain } from '../../../../core/evidence/check-chain.ts';
import { type ChainEntry, chainsIn, spansIn, writeEntries } from './chain-entries.ts';
import { levels, openPartitions } from './chain-partitions.ts';

/**
 * Where the places of all records wait until the last of them is read, and the keys of the objects that they are in: a chain
 * can begin in one hour and end in another, and there may be more chains than memory holds. So they go into files, by their
 * chain, each of which fits.
 */
export interface ChainFiles {
  /** The number by which places name an object from now on. */
  addObject(key: string): number;
  /** As `writeEntries` has written them. */
  addWritten(entries: Uint8Array): void;
  add(entry: ChainEntry): void;
  /** Chain after chain, once all are there; of each what is wrong with it. */
  check(how: { fromItsBeginning: boolean }): AsyncGenerator<CheckedChain & { chain: string }>;
  keysOf(numbers: readonly (number | undefined)[]): Promise<Map<number, string>>;
  remove(): Promise<void>;
}

/** Keys are written when so much has come together. */
const chunk = 1 << 15;

/** `mostBytes`: a file that is larger is divided again before it is read. */
export function openChainFiles({ mostBytes = 1 << 21 } = {}): ChainFiles {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-verify-'));
  const objectsFile = join(folder, 'objects');
  const partitions = openPartitions(join(folder, 'places'), 0);
  let files: string[] | undefined;
  let objects = 0;
  let keys = '';

  function addWritten(entries: Uint8Array): void {
    partitions.add(Buffer.from(entries.buffer, entries.byteOffset, entries.byteLength));
  }

  const complete = (): string[] => {
    files ??= partitions.close();
    return files;
  };

  function flushKeys(): void {
    appendFileSync(objectsFile, keys);
    keys = '';
  }

  return {
    addObject(key) {
      keys += `${encodeURIComponent(key)}\n`;
      if (keys.length > chunk) flushKeys();
      return objects++;
    },
    addWritten,
    add: (entry) => addWritten(writeEntries([entry])),
    async *check(how) {
      const room = Buffer.allocUnsafeSlow(mostBytes);
      for (const file of complete()) {
        for await (const bytes of readInParts(file, 0, room)) {
          for (const { chain, parts } of chainsIn(bytes)) yield { chain, ...checkChain(parts, how) };
        }
      }
    },
    async keysOf(numbers) {
      flushKeys();
      const wanted = new Set(numbers);
      const found = new Map<number, string>();
      let number = 0;
      for await (const line of createInterface({ input: createReadStream(objectsFile) })) {
        if (wanted.has(number)) found.set(number, decodeURIComponent(line));
        number += 1;
      }
      return found;
    },
    async remove() {
      complete();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The entries of a file in parts that fit in memory, those of a chain together, each in `room`: what was read before is gone then.
 * Only a chain that is too large alone is read as it is.
 */
async function* readInParts(file: string, level: number, room: Buffer): AsyncGenerator<Buffer> {
  if (statSync(file).size <= room.length) return yield readInto(room, file);
  if (level + 1 === levels) return yield readFileSync(file);
  const parts = openPartitions(`${file}-`, level + 1);
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of createReadStream(file)) {
    rest = Buffer.concat([rest, piece as Buffer]);
    parts.add(rest);
    rest = rest.subarray(spansIn(rest).reduce((_, { end }) => end, 0));
  }
  rmSync(file);
  for (const part of parts.close()) yield* readInParts(part, level + 1, room);
}

function readInto(room: Buffer, file: string): Buffer {
  const opened = openSync(file, 'r');
  try {
    let used = 0;
    for (let read = -1; read !== 0; used += read)
      read = readSync(opened, room, used, room.length - used, null);
    return room.subarray(0, used);
  } finally {
    closeSync(opened);
  }
}
