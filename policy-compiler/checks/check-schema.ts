import {
  type DetailedError,
  type PolicyJson,
  type ValidationError,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { SchemaPart } from '../../catalog/generate/cedar-schema.ts';
import { type AttributeAsked, attributesAsked } from '../analysis/attributes-asked.ts';
import { partThatTells } from '../analysis/part-that-tells.ts';
import type { KnownNames } from '../analysis/scope-reach.ts';
import { type Finding, finding } from '../finding.ts';
import { formatCedar, type ParsedPolicy, startOf } from '../read/parse-policies.ts';

/** The Cedar schema, or a part of it. */
export type CedarSchemaOf = (part?: SchemaPart) => string;

/**
 * Cedar's own check of names and types, and of policies that nothing can ever match. The whole schema takes it half a second,
 * and most sets are good: a part tells whether there is anything to say, the whole what.
 */
export function checkSchema(
  policies: readonly ParsedPolicy[],
  schemaOf: CedarSchemaOf,
  known: Pick<KnownNames, 'actions'>,
  nearestAction: (name: string) => string | undefined = () => undefined,
): Finding[] {
  const byId = new Map(policies.map((parsed) => [parsed.policy.id, parsed]));
  // No policy's id has a space in it.
  const asked = new Map(attributesAsked(policies).map((each, at) => [`has ${at}`, each]));
  // One call for both: reading the schema is what takes its time.
  const staticPolicies = Object.fromEntries<string | PolicyJson>([
    ...[...byId].map(([id, { policy }]) => [id, policy.text] as const),
    ...[...asked].map(([id, { alone }]) => [id, alone] as const),
  ]);
  // What a question asks of parameters its policy asks as well: the part has them.
  const brief = validated(staticPolicies, schemaOf(partThatTells(policies, known)));
  if (brief.errors.length + brief.warnings.length === 0) return [];

  const { errors, warnings } = validated(staticPolicies, schemaOf());
  const wrong = Map.groupBy(errors, ({ policyId }) => policyId);
  const odd = Map.groupBy(warnings, ({ policyId }) => policyId);
  return [...byId].flatMap(([id, parsed]) => [
    ...(wrong.get(id) ?? []).map(({ error: problem }) =>
      finding(
        'not-in-schema',
        parsed.positionOfByte(startOf(problem)),
        formatCedar(withNearest(problem, nearestAction)),
      ),
    ),
    ...(wrong.has(id) ? [] : (odd.get(id) ?? [])).map(({ error: problem }) => oddity(parsed, problem)),
    ...[...asked]
      .filter(([question, { policy }]) => policy === parsed && odd.get(question)?.some(isImpossible))
      .map(([, { path }]) => neverThere(parsed, path)),
  ]);
}

function validated(
  staticPolicies: Record<string, string | PolicyJson>,
  schema: string,
): { errors: ValidationError[]; warnings: ValidationError[] } {
  const answer = validate({ schema, policies: { staticPolicies } });
  if (answer.type === 'failure')
    throw new Error(`The Cedar schema is broken: ${answer.errors.map(formatCedar).join('; ')}`);
  return { errors: answer.validationErrors, warnings: answer.validationWarnings };
}

/** Cedar goes by letters; the catalog knows that IAM says `s3:PutReplicationConfiguration` to PutBucketReplication. */
function withNearest(
  problem: DetailedError,
  nearestAction: (name: string) => string | undefined,
): Pick<DetailedError, 'message' | 'help'> {
  const [, name] = /^for policy .*unrecognized action `Action::"([^"]+)"`/.exec(problem.message) ?? [];
  const nearest = name === undefined ? undefined : nearestAction(name);
  return nearest ? { ...problem, help: `did you mean \`Action::"${nearest}"\`?` } : problem;
}

/** Beside an error Cedar's warnings say the same again, or what follows from it; alone they count. */
const oddity = ({ policy, positionOfByte }: ParsedPolicy, problem: DetailedError): Finding =>
  isImpossible({ error: problem })
    ? finding('never-matches', policy, `${policy.id} can never decide: no request can match it`)
    : finding('odd-text', positionOfByte(startOf(problem)), formatCedar(problem));

/**
 * Cedar takes `has` of what no action can have for false, and so may a forbid never apply. A decimal, a free map and a secret
 * are never shown to policies, and a misspelt name is nobody's.
 */
const neverThere = ({ policy, positionOf }: ParsedPolicy, path: AttributeAsked['path']): Finding =>
  finding(
    'unknown-attribute',
    positionOf(path.at(-1) ?? ''),
    `${path.join('.')} is never there for the actions of ${policy.id}: they have no such parameter, or it is a decimal, a free map or a secret, which policies cannot see`,
  );

const isImpossible = ({ error }: { error: DetailedError }): boolean =>
  error.message.includes('policy is impossible');
