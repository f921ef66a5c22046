import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { plain } from '../../terminal.ts';
import {
  type AgentPorts,
  agentCommand,
  clientFor,
  processPorts,
  type Where,
  wholeSeconds,
} from '../agent-command.ts';
import { readSubmission, type SubmissionOptions, withSubmission } from '../submission-options.ts';
import { formatApiProblem } from '../tell-answer.ts';
import { holdSignals } from './held-signals.ts';
import { isCommand } from './is-command.ts';
import { runByCountersign } from './run-by-countersign.ts';
import { codeOf, runCommand } from './run-command.ts';
import { notRun, runSigned } from './run-signed.ts';
import { signedCommand } from './signed-command.ts';
import { whyNotBy } from './why-not-by.ts';

/** The outcome is worth more than a short answer. */
const retrySeconds = 300;

const help = `
Without a command, Countersign runs it, as it does calls of AWS unless policy says otherwise: what AWS answers is printed as JSON.
Exit status then: 0 it ran; else that of \`show\`, and 125 where nobody was asked.

With a command, for what the agent runs: it runs once, only after the approval was taken, and its outcome is reported. Where the action has a parameter that
is the command line (catalog show tells), people sign it: what stands after -- is filled in there, and nothing else runs.
Of other actions nobody but you can see that the command does what was asked for: give it the values that people are shown.

Exit status: the command's own, where it ran (128 and the signal's number, where a signal stopped it); 125 it was not run,
127 there is no such command. --key makes a repetition safe: what ran under it never runs again.`;

/** Said before anybody is asked. */
const unsigned = (action: string): string =>
  `People sign the parameters of ${action}, and not this command line: that it does what they sign, only you can see.`;

/** Nobody is to take it for undone because they stopped waiting. */
const goesOnWithoutUs = (id: string | undefined): string =>
  id === undefined
    ? 'The request may have been made, and would run without you.'
    : `Request ${id} stays, and runs without you where it is approved: npx countersign withdraw ${id} takes it back while nobody has decided.`;

export const runActionCommand = (ports: AgentPorts = processPorts): Command =>
  withSubmission(
    agentCommand('run', 'ask for one action, wait, and have it run once: by Countersign, or by a command'),
  )
    .usage('[options] <action> [-- <command> [arguments]]')
    .argument('[command...]', 'what to run, after --, where Countersign does not run it')
    .option('--wait <seconds>', 'how long to wait for a decision (until the request expires)', wholeSeconds)
    .addHelpText('after', help)
    .action(
      async (action: string, command: string[], options: Where & SubmissionOptions & { wait?: number }) => {
        const { terminal, now } = ports;
        const say = (text: string) => terminal.err(plain(`countersign: ${text}`));
        const [name] = command;
        if (name !== undefined && !(await isCommand(name))) {
          say(`There is no command ${name}. Nobody was asked.`);
          return terminal.exitWith(127);
        }
        const asked = await readSubmission(action, options);
        const client = clientFor(options, ports, retrySeconds);
        const nobodyAsked = (why: string) => {
          say(`${why} Nobody was asked.`);
          terminal.exitWith(notRun);
        };
        const { key = randomUUID(), wait } = options;
        if (name === undefined) {
          const ruled = await client.evaluate(asked);
          if (!ruled.ok) return nobodyAsked(formatApiProblem(ruled.problem));
          const why = whyNotBy('countersign', action, ruled.value);
          if (why) return nobodyAsked(why);
          const print = (answer: object) => terminal.out(JSON.stringify(answer, null, 2));
          let id: string | undefined;
          const onAsked = (its: string) => {
            id = its;
          };
          const signals = holdSignals((signal) => {
            say(
              `Stopped by ${signal}. ${goesOnWithoutUs(id)} The same command with --key ${key} goes on with it.`,
            );
            process.exit(codeOf(signal));
          });
          try {
            const ran = { client, print, say, onAsked, now };
            return terminal.exitWith(await runByCountersign(ran, asked, key, wait));
          } finally {
            signals.release();
          }
        }
        const described = await client.action(action);
        if (!described.ok) return nobodyAsked(formatApiProblem(described.problem));
        const { command: parameter } = described.value;
        const signed = signedCommand(asked, parameter, command);
        if (!signed.ok) return nobodyAsked(signed.why);
        const ruled = await client.evaluate(signed.submission);
        if (!ruled.ok) return nobodyAsked(formatApiProblem(ruled.problem));
        const why = whyNotBy('agent', action, ruled.value);
        if (why) return nobodyAsked(why);
        if (parameter === undefined) say(unsigned(action));
        const signals = holdSignals((signal) => {
          say(`Stopped by ${signal}. The command was not run. The same command with --key ${key} goes on.`);
          process.exit(codeOf(signal));
        });
        try {
          const code = await runSigned(
            {
              client,
              runCommand: (words) => runCommand(words, signals),
              holdSignals: signals.hold,
              say,
              now,
            },
            { submission: signed.submission, command, parameter },
            key,
            wait,
          );
          terminal.exitWith(code);
        } finally {
          signals.release();
        }
      },
    );
