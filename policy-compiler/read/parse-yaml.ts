import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { readShape } from '../../core/lib/read-shape.ts';
import { type Finding, finding, type Position } from '../finding.ts';
import type { PolicyFile } from './parse-policies.ts';

export type PathInFile = readonly (string | number)[];

export interface ParsedYaml<T> {
  value: T;
  /** Where a value stands: `positionOf(['people', 2, 'slack'])`. */
  positionOf(path: PathInFile): Position;
}

export type YamlAnswer<T> = { ok: true; parsed: ParsedYaml<T> } | { ok: false; findings: Finding[] };

/** A YAML file by its schema, with every mistake at its place. An empty file is an empty object. */
export function parseYaml<T>({ path: file, text }: PolicyFile, schema: z.ZodType<T>): YamlAnswer<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const positionOfOffset = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const positionOf = (path: PathInFile): Position => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return positionOfOffset(node.range[0]);
    }
    return { file, line: 1, column: 1 };
  };

  if (document.errors.length > 0) {
    const findings = document.errors.map(({ message, pos }) =>
      finding('not-yaml', positionOfOffset(pos[0]), sentenceOf(message)),
    );
    return { ok: false, findings };
  }
  const read = readShape(schema, document.toJS() ?? {});
  if (read.ok) return { ok: true, parsed: { value: read.value, positionOf } };
  return {
    ok: false,
    findings: read.faults.map(({ path, message }) =>
      finding(
        'bad-field',
        positionOf(path),
        [...(path.length > 0 ? [path.join('.')] : []), message].join(': '),
      ),
    ),
  };
}

/** The library draws the place below its sentence; ours stands in front. */
const sentenceOf = (message: string): string => message.replace(/ at line \d+, column \d+:[\s\S]*$/, '');
