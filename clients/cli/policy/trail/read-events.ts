import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { formatProblem } from '../../format-problem.ts';
import { createEventSplitter } from './split-events.ts';

export interface Chunk {
  events: string[];
  bytes: number;
}

/** A file's events, chunk by chunk; at the end, what is wrong with the file, if anything is. */
export async function* readEvents(path: string): AsyncGenerator<Chunk, string | undefined> {
  const splitter = createEventSplitter();
  try {
    const packed = await isGzip(path);
    const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
    // Errors reach the loop below through the last stream.
    const stream = packed ? pipeline(file, createGunzip({ chunkSize: 256 * 1024 }), () => {}) : file;
    for await (const chunk of stream) yield { events: splitter.push(chunk), bytes: chunk.length };
  } catch (problem) {
    return formatProblem(problem);
  }
  return splitter.end();
}

/** By its first bytes: downloads are often unpacked, or packed, without their name being changed. */
async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
