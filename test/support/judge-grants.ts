import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { excusedGrants } from '../e2e/excused-grants.ts';
import { grantProblems, readReports, unusedInAll } from './unused-grants.ts';

/** Vitest calls it before the end-to-end suites, and what it returns after them. */
export default function judgeGrants(project: TestProject): () => Promise<void> {
  const { UNUSED_GRANTS_FOLDER: folder = '' } = project.config.env;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  return async () => {
    const part = await whyNotWhole(project);
    if (part) return console.log(`Unused grants are judged after a whole run only: ${part}.`);

    const unused = unusedInAll(readReports(folder)).filter(({ source }) => !isUpperLimit(source));
    writeFileSync(`${folder}.json`, `${JSON.stringify(unused, null, 2)}\n`);
    console.log(`Grants that no end-to-end test uses: ${unused.length}, in ${folder}.json. Excused are`);
    for (const { policy, actions, reason } of excusedGrants) {
      console.log(`  ${actions.join(', ')} of ${policy}: ${reason}`);
    }
    const problems = grantProblems(unused, excusedGrants);
    if (problems.length === 0) return;
    throw new Error(['Use, remove or excuse in test/e2e/excused-grants.ts:', ...problems].join('\n  '));
  };
}

/** Of what policies can let run, which is more than tests do: test/infra/account-stack.slow.test.ts holds it. */
const isUpperLimit = (source: string): boolean => /^(?:AccountStack|countersign-\w+-account)\//.test(source);

/** A run of some tests uses some of the grants, which says nothing. */
async function whyNotWhole(project: TestProject): Promise<string | undefined> {
  const { testFiles } = await project.globTestFiles();
  const modules = project.vitest.state.getTestModules().filter((one) => one.project === project);
  if (modules.length < testFiles.length) return `${modules.length} of ${testFiles.length} files ran`;
  if (modules.some((one) => !one.ok())) return 'a test failed';
  return project.vitest.config.testNamePattern ? 'tests were chosen by name' : undefined;
}
