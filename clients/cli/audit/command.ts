import { Command } from 'commander';
import { processTerminal, type Terminal } from '../terminal.ts';
import { queryCommand } from './query/query.ts';

export function auditCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('audit').description('the sealed records: what happened, and who let it');
  for (const sub of [queryCommand]) command.addCommand(sub(terminal));
  return command;
}
