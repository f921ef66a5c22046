import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { synthesize } from '../../local/synthesize.ts';
import { stage } from './synthesize-once.ts';

const starter = fileURLToPath(new URL('../../policies/', import.meta.url));

/** The app with other policies than the starter's, and with its people, agents and custom actions. */
export async function assemblyWith(cedar: string): Promise<{ assembly: string; remove: () => void }> {
  const root = mkdtempSync(join(tmpdir(), 'countersign-assembly-'));
  const [policies, assembly] = [join(root, 'policies'), join(root, 'cdk.out')];
  const remove = () => rmSync(root, { recursive: true, force: true });
  mkdirSync(policies);
  for (const file of ['directory.yaml', 'actions.yaml']) cpSync(join(starter, file), join(policies, file));
  writeFileSync(join(policies, 'test.cedar'), cedar);
  const synthesized = await synthesize(assembly, { stage, policies });
  if (synthesized.ok) return { assembly, remove };
  remove();
  throw new Error(`The CDK app does not synthesize:\n${synthesized.output}`);
}
