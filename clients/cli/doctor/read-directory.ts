import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Directory, directorySchema } from '../../../core/directory/directory.ts';
import type { Loaded } from '../../../infra/loaded.ts';
import { formatFinding } from '../../../policy-compiler/finding.ts';
import { parseYaml } from '../../../policy-compiler/read/parse-yaml.ts';
import { formatProblem } from '../format-problem.ts';

/** The people of the policies that were deployed. */
export function readDirectory(folder: string): Loaded<Directory> {
  const path = join(folder, 'directory.yaml');
  try {
    const read = parseYaml({ path, text: readFileSync(path, 'utf8') }, directorySchema);
    return read.ok
      ? { ok: true, value: read.parsed.value }
      : { ok: false, problems: read.findings.map(formatFinding) };
  } catch (problem) {
    return { ok: false, problems: [`${path} ${formatProblem(problem)}.`] };
  }
}
