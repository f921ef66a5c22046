import { compareText } from '../core/lib/compare-text.ts';
import { type FindingCode, findingCodes, type Severity } from './finding-codes.ts';

/** One thing that a check has to say, at the place where it can be mended. */
export interface Finding {
  code: FindingCode;
  severity: Severity;
  file: string;
  line: number;
  column: number;
  message: string;
}

export type Position = Pick<Finding, 'file' | 'line' | 'column'>;

export const finding = (code: FindingCode, { file, line, column }: Position, message: string): Finding => ({
  code,
  severity: findingCodes[code],
  file,
  line,
  column,
  message,
});

/** `file:line:column message [code]`, which editors and CI turn into links. Of a long message, its first line has the code. */
export function formatFinding({ code, severity, file, line, column, message }: Finding): string {
  const [head = '', ...more] = message.split('\n');
  const mark = severity === 'error' ? '' : `${severity}: `;
  return [`${file}:${line}:${column} ${mark}${head} [${code}]`, ...more].join('\n');
}

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

export const inReadingOrder = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);
