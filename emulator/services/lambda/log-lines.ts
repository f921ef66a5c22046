import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type JsonObject, parseObject } from '../../lib/json.ts';

export function forEachLine(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', (line) => {
    if (line.trim() !== '') onLine(line);
  });
}

/** What a function prints, as CloudWatch would hold it: its own JSON as it is, other text as a message. */
export function asLogEntry(line: string): JsonObject {
  return parseObject(line) ?? { level: 'INFO', message: line };
}
