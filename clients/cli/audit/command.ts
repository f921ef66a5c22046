import { Command } from 'commander';
import { processTerminal, type Terminal } from '../terminal.ts';
import { checkProofCommand } from './proof/check-proof.ts';
import { proveCommand } from './proof/prove.ts';
import { queryCommand } from './query/query.ts';
import { showCommand } from './story/show.ts';
import { verifyCommand } from './verify/verify.ts';

const commands = [queryCommand, verifyCommand, proveCommand, checkProofCommand, showCommand];

export function auditCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('audit').description('the sealed records: what happened, and who let it');
  for (const sub of commands) command.addCommand(sub(terminal));
  return command;
}
