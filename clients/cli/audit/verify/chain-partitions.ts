import { appendFileSync, closeSync, openSync } from 'node:fs';
import { hashOfChain, spansIn } from './chain-entries.ts';

/** Files of entries, those of one chain all in the same. */
export interface ChainPartitions {
  /** Whole entries. */
  add(entries: Buffer): void;
  /** What is there then can be read; nothing can be added. */
  close(): string[];
}

const bits = 6;
const partitions = 2 ** bits;
/** Written when so much has come together. */
const chunkBytes = 1 << 15;

interface Partition {
  path: string;
  file: number;
  waiting: Buffer;
  used: number;
}

/** Where a file of one level is divided again, that is by the next bits of the same number. */
export const levels = Math.floor(32 / bits);

export function openPartitions(path: string, level: number): ChainPartitions {
  const all: (Partition | undefined)[] = Array.from({ length: partitions });

  function partitionAt(number: number): Partition {
    const there = all[number];
    if (there) return there;
    const name = `${path}-${number}`;
    const opened = {
      path: name,
      file: openSync(name, 'w'),
      waiting: Buffer.allocUnsafe(chunkBytes),
      used: 0,
    };
    all[number] = opened;
    return opened;
  }

  function flush(partition: Partition): void {
    appendFileSync(partition.file, partition.waiting.subarray(0, partition.used));
    partition.used = 0;
  }

  return {
    add(entries) {
      for (const span of spansIn(entries)) {
        const partition = partitionAt((hashOfChain(entries, span) >>> (bits * level)) % partitions);
        const length = span.end - span.start;
        if (partition.used + length > chunkBytes) flush(partition);
        if (length > chunkBytes) appendFileSync(partition.file, entries.subarray(span.start, span.end));
        else partition.used += entries.copy(partition.waiting, partition.used, span.start, span.end);
      }
    },
    close() {
      const there = all.filter((partition) => partition !== undefined);
      for (const partition of there) {
        flush(partition);
        closeSync(partition.file);
      }
      return there.map(({ path: name }) => name);
    },
  };
}
