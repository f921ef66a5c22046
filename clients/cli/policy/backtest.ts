import { stat } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { plain, type Terminal } from '../terminal.ts';
import { commandOnPolicies, type Policies, type Sources } from './policies.ts';
import { openPolicies } from './print-findings.ts';
import { readStandIns, type StandIn } from './trail/caller-of.ts';
import { replay } from './trail/replay.ts';
import { backtestReport, formatReport } from './trail/report.ts';
import { createTally } from './trail/tally.ts';

export const backtestCommand = (terminal: Terminal): Command =>
  commandOnPolicies('backtest', 'what the policies would have done with the calls in CloudTrail logs')
    .argument('<paths...>', 'log files (JSON, gzip or not, one event a line too) and folders of them')
    .addOption(standInOption())
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nExit status: 0 everything was read, 1 nothing was, 3 some was left out, each told on standard error.',
    )
    .action(async (paths: string[], options: Sources & { as?: string[]; json?: true }) => {
      const policies = await openPolicies(terminal, options);
      if (!policies || !(await allThere(paths, terminal))) return;
      const standIns = standInsOrTold(terminal, options.as, policies);
      if (!standIns) return;
      const replayed = await replay(paths, createTally(policies, standIns), terminal);
      if (replayed.files === 0) {
        if (replayed.leftOut === 0) terminal.err(plain(`no log files in ${paths.join(', ')}`));
        return terminal.exitWith(1);
      }
      const report = backtestReport(replayed);
      terminal.out(options.json ? JSON.stringify(report, null, 2) : formatReport(report));
      if (replayed.leftOut > 0) terminal.exitWith(3);
    });

/** Before the first of a thousand files is read. */
export async function allThere(paths: readonly string[], terminal: Terminal): Promise<boolean> {
  const found = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  const missing = paths.filter((_, at) => !found[at]);
  for (const path of missing) terminal.err(plain(`${path} is not there`));
  if (missing.length > 0) terminal.exitWith(1);
  return missing.length === 0;
}

export const standInOption = (): Option =>
  new Option(
    '--as <role=agent...>',
    'take a role for an agent, to try policies before it is one: arn:aws:iam::111122223333:role/x=etl-agent',
  );

export function standInsOrTold(
  terminal: Terminal,
  texts: readonly string[] = [],
  { bundle }: Pick<Policies, 'bundle'>,
): readonly StandIn[] | undefined {
  const answer = readStandIns(texts, bundle.directory);
  if (answer.ok) return answer.standIns;
  terminal.err(plain(answer.problem));
  terminal.exitWith(1);
  return undefined;
}
