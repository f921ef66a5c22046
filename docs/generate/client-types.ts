import type { JsonSchema } from './json-schema.ts';
import { typescriptOf } from './typescript-of.ts';

interface Media {
  schema: { $ref: string };
}
interface Parameter {
  name: string;
  in: string;
  required: boolean;
  description: string;
  schema: JsonSchema;
}
interface Operation {
  operationId: string;
  /** Empty: nobody signs. Left out: as the whole API says. */
  security?: readonly object[];
  parameters?: readonly Parameter[];
  requestBody?: { required: boolean; content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}
export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
}

interface Call {
  name: string;
  method: string;
  path: string;
  isSigned: boolean;
  body: string;
  answer: string;
  /** Its type, where it takes one. */
  query: string;
  /** The statuses that it succeeds with. */
  statuses: readonly number[];
  /** Members that the answer always has. */
  has: readonly string[];
}

/**
 * What a client needs to be typed. A tool for this exists, openapi-typescript, and works with the TypeScript of version 5
 * alone; what zod writes is a small part of JSON Schema, so a few lines are enough.
 */
export function clientTypes({ paths, components: { schemas } }: Description): string {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => callOf(path, method, operation, schemas)),
  );
  const roots = ['Problem', ...calls.flatMap(({ body, answer }) => [body, answer])];
  const types = [...reachable(roots, schemas)].sort().map((name) => declaration(name, schemas[name] ?? {}));
  const operations = calls.map(
    ({ name, query, body, answer }) =>
      `  ${name}: { query: ${query}; body: ${body || 'undefined'}; answer: ${answer} };`,
  );
  const routes = calls.map(
    ({ name, method, path, isSigned, statuses, has }) =>
      `  ${name}: {\n    method: '${method}',\n    path: '${path}',\n    isSigned: ${isSigned},\n    statuses: [${statuses.join(', ')}],\n    has: [${has.map((member) => `'${member}'`).join(', ')}],\n  },`,
  );
  return `// Generated from docs/openapi.json: \`npm run docs\`. Do not edit.

${types.join('\n\n')}

/** What each operation takes, and what it gives where it succeeds. */
export interface Operations {
${operations.join('\n')}
}

/** Where each is, which statuses it succeeds with, and what its answer always has. */
export const routes = {
${routes.join('\n')}
} as const;
`;
}

/** What speaks JSON both ways; Slack's own route is no client's. */
function callOf(
  path: string,
  method: string,
  { operationId, security, parameters = [], requestBody, responses }: Operation,
  schemas: Description['components']['schemas'],
): Call[] {
  const answer = nameIn(responses[200]?.content);
  if (!answer) return [];
  const body = nameIn(requestBody?.content);
  return [
    {
      name: operationId,
      method: method.toUpperCase(),
      path,
      isSigned: security === undefined,
      body,
      answer,
      query: queryType(parameters.filter((one) => one.in === 'query')),
      statuses: Object.keys(responses)
        .map(Number)
        .filter((status) => status < 300),
      has: requiredIn(schemas[answer] ?? {}),
    },
  ];
}

const queryType = (parameters: readonly Parameter[]): string =>
  parameters.length === 0
    ? 'undefined'
    : typescriptOf(
        {
          type: 'object',
          properties: Object.fromEntries(
            parameters.map(({ name, description, schema }) => [name, { ...schema, description }]),
          ),
          required: parameters.filter(({ required }) => required).map(({ name }) => name),
        },
        '  ',
      );

const nameIn = (content: Record<string, Media> | undefined): string =>
  content?.['application/json']?.schema.$ref.split('/').at(-1) ?? '';

/** Of several shapes, what all of them have. */
function requiredIn({ required = [], oneOf = [] }: JsonSchema): readonly string[] {
  const [first = required, ...others] = oneOf.map((one) => requiredIn(one as JsonSchema));
  return first.filter((member) => others.every((other) => other.includes(member)));
}

const declaration = (name: string, schema: JsonSchema): string =>
  schema.type === 'object'
    ? `export interface ${name} ${typescriptOf(schema)}`
    : `export type ${name} = ${typescriptOf(schema)};`;

function reachable(names: readonly string[], schemas: Record<string, JsonSchema>): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const schema = schemas[name];
    if (!schema || found.has(name)) return;
    found.add(name);
    for (const [, inner = ''] of JSON.stringify(schema).matchAll(/"#\/components\/schemas\/(\w+)"/g))
      visit(inner);
  };
  for (const name of names) visit(name);
  return found;
}
