import { directorySchema } from '../directory.ts';
import { type PolicyBundle, sealBundle } from './bundle.ts';
import { checkClaims } from './check-claims.ts';
import { checkDirectory } from './check-directory.ts';
import { checkIds, checkNames } from './check-names.ts';
import { checkPeople } from './check-people.ts';
import { checkSchema } from './check-schema.ts';
import { checkShadows } from './check-shadows.ts';
import { compareText, error, type Finding, hasErrors, inReadingOrder } from './finding.ts';
import { type ParsedFile, type PolicyFile, parseFile } from './parse.ts';
import { parseYaml } from './parse-yaml.ts';

export type { PolicyFile } from './parse.ts';

export interface PolicyWorld {
  /** The Cedar schema that the catalog generates. */
  cedarSchema: string;
  /** Every action that a policy may name, with its groups. */
  knownActions: Readonly<Record<string, readonly string[]>>;
  /** Account to environment, from the settings. */
  environments: Readonly<Record<string, string>>;
}

export type Compiled =
  | { ok: true; bundle: PolicyBundle; warnings: Finding[] }
  | { ok: false; errors: Finding[]; warnings: Finding[] };

/**
 * A folder of policies to the one set that rules, or to everything that is wrong with it. Of the files given it reads
 * `*.cedar` and `directory.yaml`. There is no half of a set: one error, and there is none.
 */
export function compilePolicies(
  files: readonly PolicyFile[],
  { cedarSchema, knownActions, environments }: PolicyWorld,
): Compiled {
  const sorted = files.toSorted((a, b) => compareText(a.path, b.path));
  const parsed = sorted.filter(({ path }) => path.endsWith('.cedar')).map(parseFile);
  const policies = parsed.flatMap((file) => file.policies);
  const directory = readDirectory(sorted);

  const findings = [
    ...emptiness(sorted, parsed),
    ...parsed.flatMap((file) => file.findings),
    ...checkIds(policies),
    ...checkSchema(policies, cedarSchema),
    ...directory.findings,
  ];
  if (!directory.parsed) return failed(findings);

  const world = { agents: directory.parsed.value.agents, actions: knownActions };
  findings.push(
    ...checkNames(policies, directory.parsed.value),
    ...checkPeople(policies, directory.parsed.value),
    ...checkShadows(policies, world),
    ...checkClaims(policies, world),
  );
  if (hasErrors(findings)) return failed(findings);
  const bundle = sealBundle({
    policies: policies.map(({ policy }) => policy),
    directory: directory.parsed.value,
    environments: { ...environments },
    actions: Object.fromEntries(
      Object.entries(knownActions).map(([action, groups]) => [action, [...groups]]),
    ),
  });
  return { ok: true, bundle, warnings: inReadingOrder(findings) };
}

function readDirectory(files: readonly PolicyFile[]) {
  const file = files.find(({ path }) => /(^|\/)directory\.yaml$/.test(path));
  if (!file) {
    const at = { file: 'directory.yaml', line: 1, column: 1 };
    return {
      parsed: undefined,
      findings: [error(at, 'is missing: who are the people, and which agents are there?')],
    };
  }
  const answer = parseYaml(file, directorySchema);
  return answer.ok
    ? { parsed: answer.parsed, findings: checkDirectory(answer.parsed) }
    : { parsed: undefined, findings: answer.findings };
}

/** It would be safe, and is surely not meant: a folder mistyped, a file not saved. */
function emptiness(files: readonly PolicyFile[], parsed: readonly ParsedFile[]): Finding[] {
  if (parsed.some(({ policies, findings }) => policies.length + findings.length > 0)) return [];
  const file = files.find(({ path }) => path.endsWith('.cedar'))?.path ?? 'policies.cedar';
  return [error({ file, line: 1, column: 1 }, 'there is no policy: every request would be refused')];
}

function failed(findings: readonly Finding[]): Compiled {
  const ordered = inReadingOrder(findings);
  return {
    ok: false,
    errors: ordered.filter(({ severity }) => severity === 'error'),
    warnings: ordered.filter(({ severity }) => severity === 'warning'),
  };
}
