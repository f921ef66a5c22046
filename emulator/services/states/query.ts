import jsonata from 'jsonata';
import type { Json } from '../../lib/json.ts';
import { type ErrorOutput, StateFailure } from './state-failure.ts';

/** The part of `$states` that a state has at hand, and the variables that earlier ones assigned. */
export interface Scope {
  states: { input: Json; context: Json; result?: Json; errorOutput?: ErrorOutput };
  variables: Readonly<Record<string, Json>>;
  now: number;
  /** The state that asks, as a failure names it. */
  location: string;
}

export const expressionIn = (text: string): string | undefined =>
  text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : undefined;

/** A field's value with every `{% expression %}` in it replaced by what it evaluates to. */
export async function fill(template: Json, field: string, scope: Scope): Promise<Json> {
  if (typeof template === 'string') {
    const expression = expressionIn(template);
    return expression === undefined ? template : evaluate(expression, field, scope);
  }
  if (Array.isArray(template)) {
    return Promise.all(template.map((element, index) => fill(element, `${field}[${index}]`, scope)));
  }
  if (template === null || typeof template !== 'object') return template;
  const entries = Object.entries(template).map(
    async ([name, value]) => [name, await fill(value, `${field}/${name}`, scope)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function evaluate(expression: string, field: string, scope: Scope): Promise<Json> {
  const { states, variables, now } = scope;
  const bindings = { ...variables, states, now: () => new Date(now).toISOString(), millis: () => now };
  let value: unknown;
  try {
    value = await compiled(expression).evaluate(undefined, bindings);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    throw badQuery(
      scope,
      expression,
      field,
      `threw an error during evaluation. ${code ?? 'Error'}: ${message ?? error}`,
    );
  }
  // Through text: JSONata marks its sequences, and a function is not JSON.
  const text = JSON.stringify(value);
  if (text === undefined) throw badQuery(scope, expression, field, 'returned nothing (undefined).');
  return JSON.parse(text);
}

export const badQuery = ({ location }: Scope, expression: string, field: string, how: string): StateFailure =>
  new StateFailure(
    'States.QueryEvaluationError',
    `An error occurred while executing ${location}. ` +
      `The JSONata expression '${expression}' specified for the field '${field}' ${how}`,
  );

const compilations = new Map<string, jsonata.Expression>();

function compiled(expression: string): jsonata.Expression {
  const known = compilations.get(expression) ?? jsonata(expression);
  compilations.set(expression, known);
  return known;
}
