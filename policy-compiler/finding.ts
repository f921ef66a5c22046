import { compareText } from '../core/lib/compare-text.ts';

/** One thing that a check has to say, at the place where it can be mended. */
export interface Finding {
  severity: 'error' | 'warning';
  file: string;
  line: number;
  column: number;
  message: string;
}

export type Position = Pick<Finding, 'file' | 'line' | 'column'>;

export const error = (at: Position, message: string): Finding => finding('error', at, message);
export const warning = (at: Position, message: string): Finding => finding('warning', at, message);

/** `file:line:column message`, which editors and CI turn into links. */
export const formatFinding = ({ severity, file, line, column, message }: Finding): string =>
  `${file}:${line}:${column} ${severity === 'warning' ? 'warning: ' : ''}${message}`;

export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'error');

export const inReadingOrder = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);

const finding = (
  severity: Finding['severity'],
  { file, line, column }: Position,
  message: string,
): Finding => ({
  severity,
  file,
  line,
  column,
  message,
});
