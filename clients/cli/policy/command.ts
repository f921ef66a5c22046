import { Command } from 'commander';
import { processTerminal, type Terminal } from '../terminal.ts';
import { backtestCommand } from './backtest.ts';
import { checkCommand } from './check.ts';
import { diffCommand } from './diff.ts';
import { explainCommand } from './explain.ts';
import { testCommand } from './test.ts';

const exitCodeHelp = `
Exit status: 0 all is well (warnings included), 1 it is not, or the command could not be understood,
3 a backtest was made, and some of what it was given had to be left out.`;

export function policyCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('policy')
    .description('the policies that say what needs a person')
    .addHelpText('after', exitCodeHelp);
  for (const sub of [checkCommand, testCommand, explainCommand, backtestCommand, diffCommand]) {
    command.addCommand(sub(terminal));
  }
  return command;
}
