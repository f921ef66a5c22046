import { type Command, Option } from 'commander';
import type { Finding } from '../../../policy-compiler/finding.ts';
import type { Terminal } from '../terminal.ts';
import { formatAnnotation } from './format-annotation.ts';
import { printFindings } from './print-findings.ts';

const formats = ['text', 'json', 'github'] as const;
export interface FormatOptions {
  format: (typeof formats)[number];
}

export const withFormat = (command: Command): Command =>
  command
    .addOption(
      new Option('--format <name>', 'for people, for programs, or as annotations of a GitHub workflow')
        .choices(formats)
        .default('text'),
    )
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }));

interface FindingsReport {
  findings: readonly Finding[];
  /** For people, after what was found; a problem where something is wrong. */
  summary?: string;
  /** For programs, beside what was found. */
  more?: object;
}

/** What a check came to. Whether it is good is the exit status, in every format. */
export function tellReport(
  terminal: Terminal,
  { format }: FormatOptions,
  { findings, summary, more }: FindingsReport,
  isGood: boolean,
): void {
  if (!isGood) terminal.exitWith(1);
  if (format === 'json') return void terminal.out(JSON.stringify({ ok: isGood, ...more, findings }, null, 2));
  if (format === 'github') for (const finding of findings) terminal.out(formatAnnotation(finding));
  else printFindings(terminal, findings);
  if (summary !== undefined) isGood ? terminal.out(summary) : terminal.err(summary);
}
