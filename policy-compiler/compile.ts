import type { KnownTextsAt } from '../catalog/known-texts.ts';
import { type Door, directorySchema } from '../core/directory/directory.ts';
import { compareText } from '../core/lib/compare-text.ts';
import { createBundle, type PolicyBundle } from '../core/policy/bundle.ts';
import type { Channels } from '../core/policy/channels.ts';
import { nothingOwn, type Own } from '../core/policy/own.ts';
import { runModes } from '../core/policy/ruling.ts';
import { mentionedIn } from './analysis/mentioned.ts';
import { policiesThatMeet } from './analysis/policies-that-meet.ts';
import { type AliasParameterFor, checkAliases } from './checks/check-aliases.ts';
import { checkCase } from './checks/check-case.ts';
import { checkChannels } from './checks/check-channels.ts';
import { checkDirectory } from './checks/check-directory.ts';
import { checkLiterals } from './checks/check-literals.ts';
import { checkIds, checkNames } from './checks/check-names.ts';
import { checkOnDenied } from './checks/check-on-denied.ts';
import { checkPeople } from './checks/check-people.ts';
import { checkRun, type WaysToRun } from './checks/check-run.ts';
import { type CedarSchemaOf, checkSchema } from './checks/check-schema.ts';
import { checkShadows } from './checks/check-shadows.ts';
import { checkStated } from './checks/check-stated.ts';
import { checkTogether } from './checks/check-together.ts';
import { noteWaits, type Unkept } from './checks/note-waits.ts';
import { type Finding, finding, hasErrors, inReadingOrder } from './finding.ts';
import { type ParsedFile, type PolicyFile, parseFile } from './read/parse-policies.ts';
import { parseYaml } from './read/parse-yaml.ts';
import { checkStrays, type PolicyFiles, sortFiles } from './read/policy-files.ts';

export type { PolicyFile } from './read/parse-policies.ts';

export interface CompileContext {
  /** The Cedar schema that the catalog generates, or a part of it. */
  cedarSchema: CedarSchemaOf;
  /** Every action that a policy may name, with its groups. */
  knownActions: Readonly<Record<string, readonly string[]>>;
  /** The rooms where people can decide. */
  doors: readonly Door[];
  /** The roles that the deployment expects agents to have, from the settings; any, where none are given. */
  agentRolePatterns?: readonly string[];
  /** Account to environment, from the settings. */
  environments: Readonly<Record<string, string>>;
  /** Where people can be asked, from the settings. */
  channels?: Channels;
  /** What is of the deployment itself: nothing, where it is not said. */
  own?: Own;
  /** What someone means who writes an action that there is not, where the letters alone do not tell. */
  nearestAction?: (name: string) => string | undefined;
  /** What can stand at a place of what policies see, where the catalog lists it. */
  knownTextsAt?: KnownTextsAt;
  aliasParameterFor?: AliasParameterFor;
  waysToRun?: WaysToRun;
  unkept?: Unkept;
}

export type Compiled =
  | { ok: true; bundle: PolicyBundle; warnings: Finding[]; notes: Finding[] }
  | { ok: false; errors: Finding[]; warnings: Finding[] };

/**
 * A folder of policies to the one set that rules, or to everything that is wrong with it. There is no half of a set: one error, and there is none.
 */
export function compilePolicies(
  files: readonly PolicyFile[],
  {
    cedarSchema,
    knownActions,
    doors,
    agentRolePatterns,
    environments,
    channels = {},
    own = nothingOwn,
    nearestAction,
    knownTextsAt = () => undefined,
    aliasParameterFor = () => undefined,
    waysToRun = () => runModes,
    unkept = () => [],
  }: CompileContext,
): Compiled {
  const sorted = files.toSorted((a, b) => compareText(a.path, b.path));
  const folder = sortFiles(sorted);
  const parsed = folder.policies.map(parseFile);
  const policies = parsed.flatMap((file) => file.policies);
  const directory = readDirectory(folder, { doors, ...(agentRolePatterns && { agentRolePatterns }) });

  const findings = [
    ...checkStrays(folder),
    ...emptiness(folder, parsed),
    ...parsed.flatMap((file) => file.findings),
    ...checkIds(policies),
    ...checkSchema(policies, cedarSchema, { actions: knownActions }, nearestAction),
    ...directory.findings,
  ];
  if (!directory.parsed) return failed(findings);

  const known = { agents: directory.parsed.value.agents, actions: knownActions };
  const meetings = policiesThatMeet(policies, known, [
    ...new Set([...Object.values(environments), 'unknown']),
  ]);
  findings.push(
    ...checkNames(policies, directory.parsed.value),
    ...checkPeople(policies, directory.parsed.value),
    ...checkLiterals(policies, environments, knownTextsAt),
    ...checkShadows(policies, known),
    ...checkRun(policies, known, waysToRun),
    ...checkOnDenied(policies, known),
    ...checkAliases(policies, known, aliasParameterFor),
    ...checkCase(policies),
    ...checkStated(meetings),
    ...checkTogether(meetings, directory.parsed.value),
    ...checkChannels(policies, meetings, channels),
  );
  if (hasErrors(findings)) return failed(findings);
  const bundle = createBundle({
    // Wherever the folder lies, the same files in it are the same set, with the same version.
    policies: policies.map(({ policy }) => ({ ...policy, file: policy.file.slice(folder.root.length) })),
    directory: directory.parsed.value,
    environments: { ...environments },
    actions: Object.fromEntries(
      Object.entries(knownActions).map(([action, groups]) => [action, [...groups]]),
    ),
    mentioned: mentionedIn(policies.map(({ json }) => json)),
    own,
    channels,
  });
  return {
    ok: true,
    bundle,
    warnings: inReadingOrder(findings),
    notes: noteWaits(policies, known, { waysToRun, unkept }),
  };
}

function readDirectory(
  { directory: file, root }: PolicyFiles,
  { doors, agentRolePatterns }: Pick<CompileContext, 'doors' | 'agentRolePatterns'>,
) {
  if (!file) {
    const at = { file: `${root}directory.yaml`, line: 1, column: 1 };
    return {
      parsed: undefined,
      findings: [finding('no-directory', at, 'is missing: who are the people, and which agents are there?')],
    };
  }
  const answer = parseYaml(file, directorySchema);
  return answer.ok
    ? { parsed: answer.parsed, findings: checkDirectory(answer.parsed, doors, agentRolePatterns) }
    : { parsed: undefined, findings: answer.findings };
}

/** It would be safe, and is surely not meant: a folder mistyped, a file not saved. */
function emptiness({ policies, root }: PolicyFiles, parsed: readonly ParsedFile[]): Finding[] {
  if (parsed.some((file) => file.policies.length + file.findings.length > 0)) return [];
  const file = policies[0]?.path ?? `${root}policies.cedar`;
  return [
    finding('no-policy', { file, line: 1, column: 1 }, 'there is no policy: every request would be refused'),
  ];
}

function failed(findings: readonly Finding[]): Compiled {
  const ordered = inReadingOrder(findings);
  return {
    ok: false,
    errors: ordered.filter(({ severity }) => severity === 'error'),
    warnings: ordered.filter(({ severity }) => severity === 'warning'),
  };
}
