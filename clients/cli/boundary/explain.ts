import type { Command } from 'commander';
import { explainAction } from '../../../catalog/boundary/explain-action.ts';
import { sayVerdict } from '../../../catalog/boundary/say-verdict.ts';
import { commandOnPolicies, type Sources } from '../policy/policies.ts';
import { plain, type Terminal } from '../terminal.ts';
import { openGate } from './open-gate.ts';

export const explainCommand = (terminal: Terminal): Command =>
  commandOnPolicies('explain', 'say why the boundary denies an action, allows it or leaves it to the role')
    .argument('<iam-action>', 'such as ec2:RunInstances, in any case')
    .option('--json', 'print the verdict as JSON')
    .addHelpText('after', '\nExit status: 0 it was explained, whatever the verdict; 1 it could not be.')
    .action(async (written: string, sources: Sources & { json?: true }) => {
      const opened = await openGate(terminal, sources);
      if (!opened) return;
      const { limits, boundary } = opened.gate;
      const explained = explainAction(written, limits, boundary);
      if (!explained.ok) {
        terminal.err(plain(explained.problem));
        return terminal.exitWith(1);
      }
      const { action, verdict } = explained;
      if (sources.json) return terminal.out(JSON.stringify({ action, ...verdict }, null, 2));
      const [said = '', ...why] = sayVerdict(action, verdict);
      terminal.out(plain(said));
      for (const line of why) terminal.out(plain(`  ${line}`));
    });
