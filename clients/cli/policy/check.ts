import type { Command } from 'commander';
import { formatCount } from '../format-count.ts';
import type { Terminal } from '../terminal.ts';
import { type FormatOptions, tellReport, withFormat } from './findings-report.ts';
import { commandOnPolicies, loadPolicies, type Sources } from './policies.ts';

export const checkCommand = (terminal: Terminal): Command =>
  withFormat(commandOnPolicies('check', 'find what is wrong with the policies'))
    .addHelpText(
      'after',
      '\nExit status: 0 good, warnings and notes included; 1 an error, and nothing would be deployed.',
    )
    .action(async (options: Sources & FormatOptions) => {
      const answer = await loadPolicies(options);
      if (!answer.ok)
        return tellReport(terminal, options, { findings: [...answer.errors, ...answer.warnings] }, false);
      const { policies, directory, version } = answer.policies.bundle;
      const counts = {
        policies: policies.length,
        agents: directory.agents.length,
        people: directory.people.length,
      };
      const summary = `${formatCount(counts.policies, 'policy', 'policies')} for ${formatCount(counts.agents, 'agent')} and ${formatCount(counts.people, 'person', 'people')}: good. Version ${version}.`;
      tellReport(
        terminal,
        options,
        { findings: [...answer.warnings, ...answer.notes], summary, more: { ...counts, version } },
        true,
      );
    });
