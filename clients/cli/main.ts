#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { boundaryCommand } from './boundary/command.ts';
import { catalogCommand } from './catalog.ts';
import { policyCommand } from './policy/command.ts';
import { reportCommand, requestCommand, showCommand, startCommand, withdrawCommand } from './request.ts';

const commands: readonly (() => Command)[] = [
  requestCommand,
  showCommand,
  withdrawCommand,
  startCommand,
  reportCommand,
  () => policyCommand(),
  () => catalogCommand(),
  () => boundaryCommand(),
];

const program = new Command('countersign').description("a person's signature on what AI agents do in AWS");
for (const command of commands) program.addCommand(command());

/** A wrong argument is told in a line; anything else is a bug, and its stack helps. */
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
