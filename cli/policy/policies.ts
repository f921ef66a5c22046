import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { catalogWith } from '../../functions/catalog/catalog.ts';
import { cedarSchema, knownActions, toCedar } from '../../functions/catalog/cedar-schema.ts';
import { customActionsSchema } from '../../functions/catalog/custom.ts';
import type { Catalog } from '../../functions/catalog/entry.ts';
import type { PolicyBundle } from '../../functions/core/policy/bundle.ts';
import { compilePolicies, type PolicyFile } from '../../functions/core/policy/compile.ts';
import { createRuleOn } from '../../functions/core/policy/engine.ts';
import { error, type Finding } from '../../functions/core/policy/finding.ts';
import { parseYaml } from '../../functions/core/policy/parse-yaml.ts';
import type { RuleOn } from '../../functions/core/ruling.ts';
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
    return compileFiles(await readFolder(policies), accounts.accounts);
  } catch (problem) {
    return { ok: false, errors: [unreadable(policies, problem)], warnings: [] };
  }
}

export function compileFiles(files: readonly PolicyFile[], environments: Accounts): PoliciesAnswer {
  const actionsFile = files.find(({ path }) => /(^|\/)actions\.yaml$/.test(path));
  const actions = parseYaml(actionsFile ?? { path: 'actions.yaml', text: '' }, customActionsSchema);
  if (!actions.ok) return { ok: false, errors: actions.findings, warnings: [] };
  const catalog = catalogWith(actions.parsed.value);
  const world = { cedarSchema: cedarSchema(catalog), knownActions: knownActions(catalog), environments };
  const compiled = compilePolicies(files, world);
  if (!compiled.ok) return compiled;
  const { bundle, warnings } = compiled;
  const ruleOn = createRuleOn(bundle, (action, parameters) => toCedar(catalog, action, parameters));
  return { ok: true, policies: { files, bundle, catalog, ruleOn }, warnings };
}

const settingsSchema = z.looseObject({ accounts: z.record(z.string(), z.string()).default({}) });

async function readAccounts(
  path: string,
): Promise<{ ok: true; accounts: Accounts } | { ok: false; findings: Finding[] }> {
  try {
    const answer = parseYaml({ path, text: await readFile(path, 'utf8') }, settingsSchema);
    return answer.ok ? { ok: true, accounts: answer.parsed.value.accounts } : answer;
  } catch (problem) {
    return { ok: false, findings: [unreadable(path, problem)] };
  }
}

const unreadable = (file: string, problem: unknown): Finding =>
  error(
    { file, line: 1, column: 1 },
    `cannot be read: ${problem instanceof Error ? problem.message : String(problem)}`,
  );
