import { createReadStream } from 'node:fs';
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
  const file = createReadStream(path, { highWaterMark: 1024 * 1024 });
  // Errors reach the loop below through the last stream.
  const stream = path.endsWith('.gz')
    ? pipeline(file, createGunzip({ chunkSize: 256 * 1024 }), () => {})
    : file;
  try {
    for await (const chunk of stream) yield { events: splitter.push(chunk), bytes: chunk.length };
  } catch (problem) {
    return formatProblem(problem);
  }
  return splitter.end();
}
