import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { policyCommand } from '../../clients/cli/policy/command.ts';
import { caughtTerminal } from './caught-terminal.ts';
import { directoryYaml } from './compile-context.ts';

/** `countersign policy ...` with its answers caught. */
export async function runPolicy(...args: string[]) {
  const { said, terminal } = caughtTerminal();
  await policyCommand(terminal).parseAsync(args, { from: 'user' });
  return said;
}

export const starterCedar = `@id("reads") permit (principal, action in Action::"read", resource);
@id("no-tampering") forbid (principal, action in Action::"audit-tampering", resource);
@id("identity") @approvals("security: 1, approvers: 1") @risk("high") @expires("30m")
permit (principal, action in Action::"privilege-escalation", resource) when { context.environment == "prod" };
`;

export const starterFiles = {
  'policies/test.cedar': starterCedar,
  'policies/directory.yaml': directoryYaml,
  'settings.yaml': 'stage: test\naccounts: { "111122223333": prod, "777788889999": dev }\n',
};

/** A folder of these files, gone after the test, and the options that point at it. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const root = await mkdtemp(join(tmpdir(), 'countersign-policy-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const [name, content] of Object.entries({ ...starterFiles, ...files })) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  const path = (name: string) => join(root, name);
  return { root, path, options: ['--policies', path('policies'), '--settings', path('settings.yaml')] };
}

/** `countersign policy backtest` of what lies in `logs/`. */
export async function runBacktest(files: Readonly<Record<string, string | Uint8Array>>, ...more: string[]) {
  const { options, path } = await folderOf(files);
  return { ...(await runPolicy('backtest', path('logs'), ...options, ...more)), path };
}

/** Its report, with what it said beside it. */
export async function backtestReport(files: Readonly<Record<string, string | Uint8Array>>) {
  const { out, err, code } = await runBacktest(files, '--json');
  return { ...JSON.parse(out), err, code };
}
