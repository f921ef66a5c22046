import type { Command } from 'commander';
import { type Audit, auditPaths } from '../../../catalog/boundary/audit-paths.ts';
import { commandOnPolicies, type Sources } from '../policy/policies.ts';
import { plain, type Terminal } from '../terminal.ts';
import { openGate } from './open-gate.ts';

export const auditCommand = (terminal: Terminal): Command =>
  commandOnPolicies('audit', 'list the published escalation paths that the boundary leaves open')
    .option('--json', 'print them as JSON')
    .addHelpText(
      'after',
      '\nExit status: 0 none but excused ones is open; 2 some are; 1 it could not be told.',
    )
    .action(async (sources: Sources & { json?: true }) => {
      const opened = await openGate(terminal, sources);
      if (!opened) return;
      const audit = auditPaths(opened.gate.limits, opened.published.paths);
      if (sources.json) terminal.out(JSON.stringify(audit, null, 2));
      else for (const line of report(audit)) terminal.out(plain(line));
      if (audit.open.length > 0) terminal.exitWith(2);
    });

const report = ({ mode, known, open, excused, roles }: Audit): string[] => [
  `${mode}: of ${known} published paths ${open.length} are open to an agent whose role allows everything.`,
  ...open.flatMap(({ key, title, closers }) => [
    `  ${key}: ${title}`,
    `    closed by denying ${closers.map((deny) => deny.join(' and ')).join(', or ') || 'nothing'}`,
  ]),
  `${excused.length} more are open, and excused:`,
  ...excused.map(({ key, reason }) => `  ${key}: ${reason}`),
  ...(roles.length === 0
    ? []
    : [
        `Roles that agents may hand on or assume, each of which must carry the boundary: ${roles.join(', ')}`,
      ]),
];
