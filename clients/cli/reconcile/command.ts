import { LambdaClient } from '@aws-sdk/client-lambda';
import { Command } from 'commander';
import { createReconcile } from '../../../adapters/aws/invoke-function.ts';
import { secondOf } from '../../../core/detection/coverage.ts';
import type { Reconcile } from '../../../core/ports/reconcile.ts';
import { plain, processTerminal, type Terminal } from '../terminal.ts';
import { formatCoverage } from './format-coverage.ts';
import { reconcileAll } from './reconcile-all.ts';

const help = `
The deployment asks CloudTrail, not you: your credentials need lambda:InvokeFunction on its function reconcile. What is
found is judged as if EventBridge had brought it: what is old makes no request and contains nobody. A time may be asked for
again, and is counted once; a run that was broken off goes on where it was. CloudTrail needs up to two hours to tell of a call.

Exit status: 0 every call has its approval, 3 something was found or not read, 1 it could not be asked.`;

interface Options {
  stage: string;
  region: string;
  from: string;
  to: string;
  json?: true;
}

/** The function runs for as long as Lambda lets it. */
const waitMs = 960_000;

const connect = ({ stage, region }: Options): Reconcile =>
  createReconcile(
    new LambdaClient({ region, maxAttempts: 1, requestHandler: { requestTimeout: waitMs } }),
    `countersign-${stage}-reconcile`,
  );

export const reconcileCommand = (
  terminal: Terminal = processTerminal,
  open: (options: Options) => Reconcile = connect,
): Command =>
  new Command('reconcile')
    .description('hold what CloudTrail kept of a time against what was approved')
    .requiredOption('--stage <stage>', 'which deployment: the stage of its settings')
    .requiredOption('--region <name>', 'where it is (or AWS_REGION)', process.env.AWS_REGION)
    .requiredOption('--from <time>', 'in UTC, such as 2026-01-03T10:00:00Z or 2026-01-03')
    .requiredOption('--to <time>', 'in UTC; not the time itself any more')
    .option('--json', 'print the coverage as JSON')
    .addHelpText('after', help)
    .action(async (options: Options) => {
      const [from, to] = [options.from, options.to].map(timeIn);
      if (!from || !to) {
        terminal.err('Give --from and --to as times in UTC, such as 2026-01-03T10:00:00Z or 2026-01-03.');
        return terminal.exitWith(1);
      }
      if (from >= to) {
        terminal.err(`--to has to be after --from: ${to} is not after ${from}.`);
        return terminal.exitWith(1);
      }
      const reconciled = await reconcileAll(open(options), { v: 1, from, to }, (line) => terminal.err(line));
      if (!reconciled.ok) {
        terminal.err(plain(reconciled.problem));
        return terminal.exitWith(1);
      }
      const { coverage } = reconciled;
      terminal.out(options.json ? JSON.stringify(coverage, null, 2) : formatCoverage(coverage));
      if (reconciled.isClean) return;
      terminal.exitWith(3);
    });

function timeIn(text: string): string | undefined {
  const isTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z)?$/.test(text);
  return isTime && !Number.isNaN(Date.parse(text)) ? secondOf(text) : undefined;
}
