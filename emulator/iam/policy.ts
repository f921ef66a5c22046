import { z } from 'zod';
import { NotImplementedLocally } from '../lib/not-implemented-locally.ts';
import { type Condition, unknownIn } from './condition.ts';

export interface Statement {
  /** Which policy and which of its statements, for people. */
  source: string;
  effect: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  conditions: Condition[];
}

const listOf = <T extends z.ZodType>(one: T) => z.preprocess((value) => [value].flat(), z.array(one));
const scalar = z.union([z.string(), z.boolean().transform(String)]);

const statementShape = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: listOf(z.string()),
  Resource: listOf(z.string()),
  Condition: z.record(z.string(), z.record(z.string(), listOf(scalar))).default({}),
});

const documentShape = z.strictObject({
  Version: z.literal('2012-10-17'),
  Id: z.string().optional(),
  Statement: listOf(statementShape),
});

/** A policy that this evaluator cannot judge stops the start: a guess would grant or refuse at random. */
export function parsePolicy(name: string, document: unknown): Statement[] {
  const parsed = documentShape.safeParse(document);
  if (!parsed.success) throw new NotImplementedLocally(`policy ${name}: ${said(parsed.error)}`);
  return parsed.data.Statement.map((statement, index) => {
    const source = `${name}[${statement.Sid ?? index}]`;
    const conditions = conditionsOf(statement.Condition);
    const texts = [...statement.Resource, ...conditions.flatMap(({ values }) => values)];
    const variable = texts.find((text) => text.includes('${'));
    const missing = conditions.map(unknownIn).find((problem) => problem !== undefined);
    if (missing) throw new NotImplementedLocally(`policy ${source}: ${missing}`);
    if (variable) throw new NotImplementedLocally(`policy ${source}: policy variable in ${variable}`);
    return {
      source,
      effect: statement.Effect,
      actions: statement.Action,
      resources: statement.Resource,
      conditions,
    };
  });
}

const conditionsOf = (condition: Record<string, Record<string, string[]>>): Condition[] =>
  Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );

const said = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
