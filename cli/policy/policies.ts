import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { toCedar } from '../../functions/catalog/cedar-schema.ts';
import { compileFolder } from '../../functions/catalog/compile-folder.ts';
import type { Catalog } from '../../functions/catalog/entry.ts';
import type { PolicyBundle } from '../../functions/core/policy/bundle.ts';
import type { PolicyFile } from '../../functions/core/policy/compile.ts';
import { createRuleOn } from '../../functions/core/policy/engine.ts';
import { error, type Finding } from '../../functions/core/policy/finding.ts';
import { parseYaml } from '../../functions/core/policy/parse-yaml.ts';
import type { RuleOn } from '../../functions/core/ruling.ts';
import { sayProblem } from '../say-problem.ts';
import { readFolder } from './read-folder.ts';

/** What every command about policies is told: where they are, and the settings that say which account is what. */
export interface Sources {
  policies: string;
  settings: string;
}

export const commandOnPolicies = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .option('--policies <folder>', 'the folder of policies', 'policies')
    .option('--settings <file>', "the deployment's settings, for its accounts", 'infra/settings/trial.yaml');

/** A policy set, ready to rule as the deployed function would. */
export interface Policies {
  files: readonly PolicyFile[];
  bundle: PolicyBundle;
  catalog: Catalog;
  ruleOn: RuleOn;
}

export type PoliciesAnswer =
  | { ok: true; policies: Policies; warnings: Finding[] }
  | { ok: false; errors: Finding[]; warnings: Finding[] };

type Accounts = Record<string, string>;

export async function loadPolicies({ policies, settings }: Sources): Promise<PoliciesAnswer> {
  const accounts = await readAccounts(settings);
  if (!accounts.ok) return { ok: false, errors: accounts.findings, warnings: [] };
  try {
    const files = await readFolder(policies);
    return files.length > 0 ? compileFiles(files, accounts.accounts) : no(policies, 'is empty');
  } catch (problem) {
    return no(policies, `${sayProblem(problem)}: --policies names the folder`);
  }
}

export function compileFiles(files: readonly PolicyFile[], environments: Accounts): PoliciesAnswer {
  const compiled = compileFolder(files, environments);
  if (!compiled.ok) return compiled;
  const { bundle, catalog, warnings } = compiled;
  const ruleOn = createRuleOn(bundle, (action, parameters) => toCedar(catalog, action, parameters));
  return { ok: true, policies: { files, bundle, catalog, ruleOn }, warnings };
}

const account = z.string().regex(/^\d{12}$/, 'an account is 12 digits, in quotes');
const settingsSchema = z.looseObject({ accounts: z.record(account, z.string().min(1)).default({}) });

async function readAccounts(
  path: string,
): Promise<{ ok: true; accounts: Accounts } | { ok: false; findings: Finding[] }> {
  try {
    const answer = parseYaml({ path, text: await readFile(path, 'utf8') }, settingsSchema);
    return answer.ok ? { ok: true, accounts: answer.parsed.value.accounts } : answer;
  } catch (problem) {
    return { ok: false, findings: no(path, `${sayProblem(problem)}: --settings names the file`).errors };
  }
}

const no = (file: string, message: string) => ({
  ok: false as const,
  errors: [error({ file, line: 1, column: 1 }, message)],
  warnings: [],
});
