import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { synthesize } from '../../local/synthesize.ts';
import { stage } from './synthesize-once.ts';

const starter = fileURLToPath(new URL('../../policies/', import.meta.url));

/**
 * The app with other policies than the starter's, or with other settings, and with its people, agents and custom actions. `slack`:
 * lines that are added to these settings.
 */
export async function assemblyWith(given: {
  cedar?: string;
  slack?: string;
}): Promise<{ assembly: string; remove: () => void }> {
  const root = mkdtempSync(join(tmpdir(), 'countersign-assembly-'));
  const [policies, assembly] = [join(root, 'policies'), join(root, 'cdk.out')];
  const remove = () => rmSync(root, { recursive: true, force: true });
  if (given.cedar === undefined) cpSync(starter, policies, { recursive: true });
  else {
    mkdirSync(policies);
    for (const file of ['directory.yaml', 'actions.yaml']) cpSync(join(starter, file), join(policies, file));
    writeFileSync(join(policies, 'test.cedar'), given.cedar);
  }
  const settings = join(root, `${stage}.yaml`);
  const usual = readFileSync(new URL(`../../infra/settings/${stage}.yaml`, import.meta.url), 'utf8');
  writeFileSync(settings, usual.replace(/^slack:\n/m, `slack:\n${given.slack ?? ''}`));
  const synthesized = await synthesize(assembly, { settings, policies });
  if (synthesized.ok) return { assembly, remove };
  remove();
  throw new Error(`The CDK app does not synthesize:\n${synthesized.output}`);
}
