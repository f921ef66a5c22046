#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';

/** Each is loaded when it is called: an agent that asks does not wait for the policy compiler. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  request: async () => (await import('./agent/request.ts')).requestCommand(),
  show: async () => (await import('./agent/show.ts')).showCommand(),
  run: async () => (await import('./agent/run/run.ts')).runActionCommand(),
  'run-request': async () => (await import('./agent/run-request.ts')).runRequestCommand(),
  credentials: async () => (await import('./agent/credentials.ts')).credentialsCommand(),
  answer: async () => (await import('./agent/answer.ts')).answerCommand(),
  withdraw: async () => (await import('./agent/withdraw.ts')).withdrawCommand(),
  start: async () => (await import('./agent/start.ts')).startCommand(),
  outcome: async () => (await import('./agent/outcome.ts')).outcomeCommand(),
  policy: async () => (await import('./policy/command.ts')).policyCommand(),
  catalog: async () => (await import('./catalog/command.ts')).catalogCommand(),
  audit: async () => (await import('./audit/command.ts')).auditCommand(),
  report: async () => (await import('./audit/report/report.ts')).reportCommand(),
  boundary: async () => (await import('./boundary/command.ts')).boundaryCommand(),
  reconcile: async () => (await import('./reconcile/command.ts')).reconcileCommand(),
  doctor: async () => (await import('./doctor/command.ts')).doctorCommand(),
  completion: async () => (await import('./completion/command.ts')).completionCommand(),
};
/** Help and completion speak of all. */
const needsAll = (named: string): boolean => named === 'completion' || !Object.hasOwn(commands, named);

const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
const program = new Command('countersign')
  .description("a person's signature on what AI agents do in AWS")
  .version((JSON.parse(manifest) as { version: string }).version);
const named = process.argv[2] ?? '';
for (const [name, load] of Object.entries(commands)) {
  if (name === named || needsAll(named)) program.addCommand(await load());
}

/** Where the near one is named, that is what to do. */
const tellOfHelp = (command: Command, path: string): void => {
  command.configureOutput({
    outputError: (text, write) =>
      write(text.includes('(Did you mean') ? text : `${text}See npx ${path} --help.\n`),
  });
  for (const child of command.commands) tellOfHelp(child, `${path} ${child.name()}`);
};
tellOfHelp(program, program.name());

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
