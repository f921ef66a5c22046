import type { Command } from 'commander';
import { formatCount } from '../format-count.ts';
import type { Terminal } from '../terminal.ts';
import { commandOnPolicies, loadPolicies, type Sources } from './policies.ts';
import { printFindings } from './print-findings.ts';

export const checkCommand = (terminal: Terminal): Command =>
  commandOnPolicies('check', 'find what is wrong with the policies')
    .addHelpText(
      'after',
      '\nExit status: 0 good, warnings included; 1 an error, and nothing would be deployed.',
    )
    .action(async (sources: Sources) => {
      const answer = await loadPolicies(sources);
      printFindings(terminal, [...(answer.ok ? [] : answer.errors), ...answer.warnings]);
      if (!answer.ok) return terminal.exitWith(1);
      const { policies, directory, version } = answer.policies.bundle;
      const people = formatCount(directory.people.length, 'person', 'people');
      terminal.out(
        `${formatCount(policies.length, 'policy', 'policies')} for ${formatCount(directory.agents.length, 'agent')} and ${people}: good. Version ${version}.`,
      );
    });
