import type { z } from 'zod';
import { expressionProblems } from './check-expression.ts';
import { graphProblems } from './check-graph.ts';
import { type Definition, machineSchema, type State, stateSchemas } from './definition.ts';

/** As CloudFormation's DefinitionSubstitutions are. */
export type Substitutions = Readonly<Record<string, string | number | boolean>>;

export type LoadedDefinition = { ok: true; definition: Definition } | { ok: false; problems: string[] };

/**
 * Reads a whole definition before anything runs, `${Name}` replaced first as CloudFormation does. Whatever this
 * interpreter would have to guess at is a problem that names its state and field.
 */
export function loadDefinition(text: string, substitutions: Substitutions = {}): LoadedDefinition {
  const parsed = parse(substitute(text, substitutions));
  if (!parsed.ok) return parsed;
  const machine = machineSchema.safeParse(parsed.json);
  if (!machine.success) return { ok: false, problems: describe('the state machine', machine.error) };

  const problems: string[] = [];
  const states = new Map<string, State>();
  for (const [name, fields] of Object.entries(machine.data.States)) {
    const read = readState(name, fields);
    if (read.ok) states.set(name, read.state);
    else problems.push(...read.problems);
  }
  const definition = { startAt: machine.data.StartAt, states };
  // A state that did not load would only be named again by what leads to it.
  if (problems.length === 0) problems.push(...graphProblems(definition), ...expressionProblems(definition));
  return problems.length === 0 ? { ok: true, definition } : { ok: false, problems };
}

const substitute = (text: string, substitutions: Substitutions): string =>
  // A JSON string's inside: what is put into it is escaped as JSON would.
  text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(substitutions, name) ? JSON.stringify(String(substitutions[name])).slice(1, -1) : whole,
  );

type Parsed = { ok: true; json: unknown } | { ok: false; problems: string[] };

function parse(text: string): Parsed {
  const missing = [...new Set(text.match(/\$\{\w+\}/g))];
  if (missing.length > 0)
    return { ok: false, problems: missing.map((name) => `nothing is given for ${name}`) };
  try {
    return { ok: true, json: JSON.parse(text) };
  } catch (error) {
    return { ok: false, problems: [`the definition is not JSON: ${(error as Error).message}`] };
  }
}

function readState(
  name: string,
  fields: { Type: string },
): { ok: true; state: State } | { ok: false; problems: string[] } {
  const schema = Object.hasOwn(stateSchemas, fields.Type) ? stateSchemas[fields.Type] : undefined;
  if (!schema)
    return { ok: false, problems: [`state ${name}: state type ${fields.Type} is not implemented locally`] };
  const state = schema.safeParse(fields);
  return state.success
    ? { ok: true, state: state.data }
    : { ok: false, problems: describe(`state ${name}`, state.error, fields) };
}

function describe(where: string, { issues }: z.ZodError, fields: object = {}): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(
        (key) => `${where}: field ${fieldName([...issue.path, key])} is not implemented locally`,
      );
    }
    const field = fieldName(issue.path);
    return [
      field === 'Resource'
        ? `${where}: integration ${(fields as { Resource?: unknown }).Resource} is not implemented locally`
        : `${where}: field ${field} is not as expected: ${issue.message}`,
    ];
  });
}

const fieldName = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `/${String(part)}`))
    .join('')
    .slice(1);
