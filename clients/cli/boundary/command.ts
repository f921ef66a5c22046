import { Command } from 'commander';
import { processTerminal, type Terminal } from '../terminal.ts';
import { auditCommand } from './audit.ts';
import { explainCommand } from './explain.ts';

export function boundaryCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('boundary').description('what agents cannot do by themselves');
  for (const sub of [explainCommand, auditCommand]) command.addCommand(sub(terminal));
  return command;
}
