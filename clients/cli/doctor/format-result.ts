import { plain } from '../terminal.ts';
import type { Result } from './run-checks.ts';

/** What people read of a check: what was found, how, and what to do where it is not good. */
export function formatResult({ check, finding }: Result): string {
  const lines = [
    `${finding.outcome.padEnd(8)}${check.name}: ${plain(finding.found)}`,
    `        how: ${check.how}`,
    ...('todo' in finding ? [`        to do: ${plain(finding.todo)}`] : []),
  ];
  return lines.join('\n');
}
