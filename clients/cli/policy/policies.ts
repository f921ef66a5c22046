import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { z } from 'zod';
import { doors } from '../../../adapters/doors.ts';
import type { Catalog } from '../../../catalog/entry.ts';
import { toCedar } from '../../../catalog/generate/cedar-schema.ts';
import type { PolicyBundle } from '../../../core/policy/bundle.ts';
import { channelsOf } from '../../../core/policy/channels.ts';
import { createRuleOn } from '../../../core/policy/engine.ts';
import { nothingOwn } from '../../../core/policy/own.ts';
import { type RuleOn, risks } from '../../../core/policy/ruling.ts';
import { ownNames } from '../../../infra/own-names.ts';
import type { PolicyFile } from '../../../policy-compiler/compile.ts';
import type { DeploymentContext } from '../../../policy-compiler/compile-context.ts';
import { compileFolder } from '../../../policy-compiler/compile-folder.ts';
import { type Finding, finding } from '../../../policy-compiler/finding.ts';
import { parseYaml } from '../../../policy-compiler/read/parse-yaml.ts';
import { formatProblem } from '../format-problem.ts';
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
    .option(
      '--settings <file>',
      "the deployment's settings: its accounts, and what is its own",
      'infra/settings/trial.yaml',
    );

/** A policy set, ready to rule as the deployed function would. */
export interface Policies {
  files: readonly PolicyFile[];
  bundle: PolicyBundle;
  catalog: Catalog;
  ruleOn: RuleOn;
}

export type PoliciesAnswer =
  | { ok: true; policies: Policies; warnings: Finding[]; notes: Finding[] }
  | { ok: false; errors: Finding[]; warnings: Finding[] };

/** What the settings say that policies are checked against. */
type Settings = Omit<DeploymentContext, 'doors'>;

export async function loadPolicies({ policies, settings }: Sources): Promise<PoliciesAnswer> {
  const read = await readSettings(settings);
  if (!read.ok) return { ok: false, errors: read.findings, warnings: [] };
  try {
    const files = await readFolder(policies);
    return files.length > 0 ? compileFiles(files, read.settings) : no(policies, 'is empty');
  } catch (problem) {
    return no(policies, `${formatProblem(problem)}: --policies names the folder`);
  }
}

export function compileFiles(files: readonly PolicyFile[], settings: Settings): PoliciesAnswer {
  const compiled = compileFolder(files, { ...settings, doors });
  if (!compiled.ok) return compiled;
  const { bundle, catalog, warnings, notes } = compiled;
  const ruleOn = createRuleOn(bundle, (...call) => toCedar(catalog, ...call));
  return { ok: true, policies: { files, bundle, catalog, ruleOn }, warnings, notes };
}

const account = z.string().regex(/^\d{12}$/, 'an account is 12 digits, in quotes');
const settingsSchema = z.looseObject({
  accounts: z.record(account, z.string().min(1)).default({}),
  agentRolePatterns: z.array(z.string()).default([]),
  stage: z.string().optional(),
  account: z.string().optional(),
  digestCopy: z.looseObject({ bucket: z.string() }).optional(),
  slack: z
    .looseObject({
      secretName: z.string(),
      channels: z
        .record(
          z.string(),
          z.looseObject({
            risks: z.array(z.enum(risks)).default([]),
            environments: z.array(z.string()).default([]),
          }),
        )
        .default({}),
    })
    .optional(),
});

async function readSettings(
  path: string,
): Promise<{ ok: true; settings: Settings } | { ok: false; findings: Finding[] }> {
  try {
    const answer = parseYaml({ path, text: await readFile(path, 'utf8') }, settingsSchema);
    if (!answer.ok) return answer;
    const { accounts, agentRolePatterns, stage, ...deployment } = answer.parsed.value;
    const own = stage === undefined ? nothingOwn : ownNames({ stage, ...deployment });
    const channels = channelsOf(deployment.slack?.channels ?? {});
    return { ok: true, settings: { environments: accounts, agentRolePatterns, own, channels } };
  } catch (problem) {
    return { ok: false, findings: no(path, `${formatProblem(problem)}: --settings names the file`).errors };
  }
}

const no = (file: string, message: string) => ({
  ok: false as const,
  errors: [finding('unreadable', { file, line: 1, column: 1 }, message)],
  warnings: [],
});
