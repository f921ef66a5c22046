import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { auditCommand } from '../../clients/cli/audit/command.ts';
import type { VerifyReport } from '../../clients/cli/audit/verify/report.ts';
import { caughtTerminal } from './caught-terminal.ts';
import { type Objects, type SigningKey, writeFolder } from './memory-evidence.ts';

/** `countersign audit ...` with its answers caught. */
export async function runAudit(...args: string[]) {
  const { said, terminal } = caughtTerminal();
  await auditCommand(terminal).parseAsync(args, { from: 'user' });
  return said;
}

/** The trail in a folder, and the key beside it; gone after the test. */
export function copyOf(objects: Objects, key: SigningKey) {
  const root = mkdtempSync(join(tmpdir(), 'countersign-trail-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const [dir, pem] = [join(root, 'trail'), join(root, 'evidence.pem')];
  mkdirSync(dir);
  writeFolder(objects, dir);
  writeFileSync(pem, key.pem);
  return { root, dir, pem };
}

export async function verified(objects: Objects, key: SigningKey, ...args: string[]) {
  const { dir, pem } = copyOf(objects, key);
  const said = await runAudit('verify', '--dir', dir, '--key', pem, '--json', ...args);
  return { ...said, report: JSON.parse(said.out) as VerifyReport };
}
