#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { reportCommand } from './agent/report.ts';
import { requestCommand } from './agent/request.ts';
import { runActionCommand } from './agent/run/run.ts';
import { showCommand } from './agent/show.ts';
import { startCommand } from './agent/start.ts';
import { withdrawCommand } from './agent/withdraw.ts';
import { catalogCommand } from './catalog/command.ts';
import { completionCommand } from './completion/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { policyCommand } from './policy/command.ts';

const commands: readonly (() => Command)[] = [
  () => requestCommand(),
  () => showCommand(),
  () => runActionCommand(),
  () => withdrawCommand(),
  () => startCommand(),
  () => reportCommand(),
  () => policyCommand(),
  () => catalogCommand(),
  () => doctorCommand(),
  () => completionCommand(),
];

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const program = new Command('countersign')
  .description("a person's signature on what AI agents do in AWS")
  .version((JSON.parse(manifest) as { version: string }).version);
for (const command of commands) program.addCommand(command());

/** Whoever reads has seen enough, such as `head`: as if the signal had ended us that Node keeps from its programs. */
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 141 : 1));

/** A wrong argument is told in a line; anything else is a bug, and its stack helps. */
try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}
