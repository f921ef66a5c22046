import { type Command, InvalidArgumentError } from 'commander';
import { plain, type Terminal } from '../terminal.ts';
import { allThere, standInOption, standInsOrTold } from './backtest.ts';
import { readCases } from './cases.ts';
import { changedCases, changedPolicies, createChangeTally, mergeCases, type Versions } from './changes.ts';
import { commandOnPolicies, compileFiles, type Sources } from './policies.ts';
import { openPolicies, policiesOrTold, printFindings } from './print-findings.ts';
import { readRevision } from './read-revision.ts';
import { under } from './trail/counts.ts';
import { replay } from './trail/replay.ts';

type Options = Sources & { as?: string[]; backtest?: string[]; sample: number; json?: true };

export const diffCommand = (terminal: Terminal): Command =>
  commandOnPolicies('diff', 'what is ruled on differently since a git revision')
    .argument('<revision>', 'a commit, branch or tag, such as main')
    .option('--backtest <paths...>', 'CloudTrail logs to compare by, beside the cases')
    .addOption(standInOption())
    .option('--sample <calls>', 'how many calls of agents to compare', wholeNumber, 10_000)
    .option('--json', 'print the changes as JSON')
    .addHelpText(
      'after',
      '\nExit status: 0 compared, whatever the difference; 1 it could not be, or a case cannot be read; 3 some logs were left out.',
    )
    .action(async (revision: string, options: Options) => {
      const now = await openPolicies(terminal, options);
      if (!now || !(await allThere(options.backtest ?? [], terminal))) return;
      const standIns = standInsOrTold(terminal, options.as, now);
      if (!standIns) return;
      const old = await readRevision(revision, options.policies);
      if (!old.ok) {
        terminal.err(plain(old.problem));
        return terminal.exitWith(1);
      }
      const before = policiesOrTold(
        terminal,
        compileFiles(old.files, {
          environments: now.bundle.environments,
          own: now.bundle.own,
          channels: now.bundle.channels,
        }),
      );
      if (!before) return terminal.err(plain(`The policies of ${revision} have errors of their own.`));

      const versions: Versions = { before, now };
      const { cases: fresh, findings } = readCases(now.files);
      printFindings(terminal, findings);
      const expected = mergeCases(readCases(before.files).cases, fresh);
      const tally = createChangeTally(versions, options.sample, standIns);
      const replayed = await replay(options.backtest ?? [], tally.take, terminal, tally.isEnough);
      const changes = {
        policies: changedPolicies(versions, options.policies),
        expectations: expected.changes,
        cases: changedCases(expected.cases, versions),
        calls: under(replayed.counts, 'change').map(({ names: [agent, action, was, is], times }) => ({
          agent,
          action,
          was,
          is,
          times,
        })),
        compared: { cases: expected.cases.length, calls: tally.compared() },
      };
      terminal.out(options.json ? JSON.stringify(changes, null, 2) : plainLines(formatChanges(changes)));
      if (findings.length > 0) terminal.exitWith(1);
      else if (replayed.leftOut > 0) terminal.exitWith(3);
    });

interface Changes {
  policies: string[];
  expectations: string[];
  cases: { position: string; why: string; was: string; is: string }[];
  calls: {
    agent: string | undefined;
    action: string | undefined;
    was: string | undefined;
    is: string | undefined;
    times: number;
  }[];
  compared: { cases: number; calls: number };
}

const formatChanges = ({ policies, expectations, cases, calls, compared }: Changes): string[] => [
  policies.length > 0 ? 'Policies:' : 'No policy has changed.',
  ...policies.map((line) => `  ${line}`),
  expectations.length > 0 ? 'Cases:' : 'No case has changed.',
  ...expectations.map((line) => `  ${line}`),
  `${cases.length} of ${compared.cases} cases are ruled on differently.`,
  ...cases.flatMap(({ position, why, was, is }) => [
    `  ${position} ${why}`,
    `    was ${was}`,
    `    is  ${is}`,
  ]),
  `${calls.reduce((sum, { times }) => sum + times, 0)} of ${compared.calls} calls are ruled on differently.`,
  ...calls.flatMap(({ agent, action, was, is, times }) => [
    `  ${times} × ${agent} ${action}`,
    `    was ${was}`,
    `    is  ${is}`,
  ]),
];

const plainLines = (lines: readonly string[]): string => lines.map(plain).join('\n');

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('a whole number is needed.');
  return Number(text);
}
