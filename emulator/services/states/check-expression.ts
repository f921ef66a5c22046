import jsonata from 'jsonata';
import type { Json } from '../../lib/json.ts';
import type { Definition } from './definition.ts';
import { boundNames, type Node, usedNames } from './expression-names.ts';
import { expressionIn } from './query.ts';

/** Every expression is read before anything runs: an `$eval` in the one path nobody tried stops the load. */
export function expressionProblems({ states }: Definition): string[] {
  const machine = [...states].map(([name, { Comment, ...fields }]) => ({ name, fields: fields as Json }));
  const assigned = new Set(machine.flatMap(({ fields }) => assignedNames(fields)));
  return machine.flatMap(({ name, fields }) =>
    expressions(fields, '').flatMap(({ field, expression }) =>
      problemsOf(expression, assigned).map((problem) => `state ${name}: field ${field}: ${problem}`),
    ),
  );
}

function expressions(value: Json, field: string): { field: string; expression: string }[] {
  if (typeof value === 'string') {
    const expression = expressionIn(value);
    return expression === undefined ? [] : [{ field: field.slice(1), expression }];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    expressions(inner, Array.isArray(value) ? `${field}[${key}]` : `${field}/${key}`),
  );
}

function assignedNames(value: Json): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'Assign' && inner !== null && typeof inner === 'object'
      ? Object.keys(inner)
      : assignedNames(inner),
  );
}

function problemsOf(expression: string, assigned: ReadonlySet<string>): string[] {
  let root: Node;
  try {
    root = jsonata(expression).ast() as unknown as Node;
  } catch (error) {
    return [`is not JSONata: ${(error as { message?: string }).message}`];
  }
  const bound = boundNames(root);
  const { variables, fields } = usedNames(root);
  const unknown = variables.filter(
    (name) => name !== 'states' && !assigned.has(name) && !bound.has(name) && !functionNames.has(name),
  );
  return [
    ...fields.map((name) => `${name} stands at the top level, which is empty; write $states.input.${name}`),
    ...unknown.map((name) => refusals[name] ?? `$${name} is neither assigned nor a function of JSONata`),
  ];
}

const ofStepFunctions = ['partition', 'range', 'hash', 'random', 'uuid', 'parse'].map((name) => [
  name,
  `$${name}, a function of Step Functions, is not implemented locally`,
]);

const refusals: Readonly<Record<string, string>> = {
  eval: '$eval is disabled in Step Functions',
  shuffle: '$shuffle is not implemented locally',
  '': '$ has no value at the top level in Step Functions; write $states.input',
  $: '$$ has no value in Step Functions; write $states.input',
  ...Object.fromEntries(ofStepFunctions),
};

/** JSONata's own functions, without those refused above. */
const functionNames = new Set(
  `abs append assert average base64decode base64encode boolean ceil clone contains count decodeUrl
  decodeUrlComponent distinct each encodeUrl encodeUrlComponent error exists filter floor formatBase
  formatInteger formatNumber fromMillis join keys length lookup lowercase map match max merge millis min not now
  number pad parseInteger power reduce replace reverse round sift single sort split spread sqrt string substring
  substringAfter substringBefore sum toMillis trim type uppercase zip`.split(/\s+/),
);
