import type { Position } from '../finding.ts';

/** Line and column, both from 1, of an offset in UTF-16 units: as editors count. */
export function positionAt(file: string, text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { file, line: before.split('\n').length, column: before.length - lineStart + 1 };
}

/** Cedar counts bytes of UTF-8. */
export const offsetOfByte = (text: string, byte: number): number =>
  new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, byte)).length;
