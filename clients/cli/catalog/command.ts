import { Command } from 'commander';
import { processTerminal, type Terminal } from '../terminal.ts';
import { docsCommand } from './docs.ts';
import { listCommand, searchCommand } from './list.ts';
import { showActionCommand } from './show.ts';

export function catalogCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('catalog').description('the actions that agents can ask for');
  for (const sub of [listCommand, searchCommand, showActionCommand, docsCommand])
    command.addCommand(sub(terminal));
  return command;
}
