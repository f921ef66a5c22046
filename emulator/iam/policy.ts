import { z } from 'zod';
import { NotImplementedLocally } from '../lib/not-implemented-locally.ts';
import { type Condition, unknownIn } from './condition.ts';

export interface Statement {
  /** Which policy and which of its statements, for people. */
  source: string;
  effect: 'Allow' | 'Deny';
  actions: Selection;
  resources: Selection;
  conditions: Condition[];
}

/** What is named, or all but that. */
export interface Selection {
  allBut: boolean;
  patterns: string[];
}

export const listOf = <T extends z.ZodType>(one: T) => z.preprocess((value) => [value].flat(), z.array(one));
const scalar = z.union([z.string(), z.boolean().transform(String)]);
const texts = listOf(z.string());

/** What statements of all kinds of policies have. */
export const statementHead = {
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Condition: z.record(z.string(), z.record(z.string(), listOf(scalar))).default({}),
};

const statementShape = z.strictObject({
  ...statementHead,
  Action: texts.optional(),
  NotAction: texts.optional(),
  Resource: texts.optional(),
  NotResource: texts.optional(),
});

/** Condition keys that only some calls have: whoever decides those fills them. */
export type KnowsKey = (key: string) => boolean;

/** A policy that this evaluator cannot judge stops the start: a guess would grant or refuse at random. */
export const parsePolicy = (name: string, document: unknown, knows: KnowsKey = () => false): Statement[] =>
  statementsOf(name, document, statementShape).map(([source, statement]) => {
    const { Action, NotAction, Resource, NotResource } = statement;
    return {
      source,
      effect: statement.Effect,
      actions: selectionOf(source, { Action, NotAction }),
      resources: selectionOf(source, { Resource, NotResource }),
      conditions: conditionsOf(source, statement.Condition, knows),
    };
  });

/** Each statement after what people call it. */
export function statementsOf<T extends z.ZodType<{ Sid?: string | undefined }>>(
  name: string,
  document: unknown,
  statement: T,
): [source: string, statement: z.output<T>][] {
  const shape = z.strictObject({
    Version: z.literal('2012-10-17'),
    Id: z.string().optional(),
    Statement: listOf(statement),
  });
  const parsed = shape.safeParse(document);
  if (!parsed.success) throw new NotImplementedLocally(`policy ${name}: ${said(parsed.error)}`);
  return parsed.data.Statement.map((one, index) => [`${name}[${one.Sid ?? index}]`, one]);
}

export function conditionsOf(
  source: string,
  given: Record<string, Record<string, string[]>>,
  knows: KnowsKey = () => false,
): Condition[] {
  const conditions = Object.entries(given).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
  const missing = conditions.map((one) => unknownIn(one, knows)).find((problem) => problem !== undefined);
  if (missing) throw new NotImplementedLocally(`policy ${source}: ${missing}`);
  refuseVariables(
    source,
    conditions.flatMap(({ values }) => values),
  );
  return conditions;
}

/** Of `Action` and `NotAction`, or of the same for resources, a statement has one. */
export function selectionOf(source: string, given: Record<string, string[] | undefined>): Selection {
  const [[name = '', patterns = []] = [], ...more] = Object.entries(given).filter(([, some]) => some);
  if (name === '' || more.length > 0)
    throw new NotImplementedLocally(`policy ${source}: not one of ${Object.keys(given).join(' and ')}`);
  refuseVariables(source, patterns);
  return { allBut: name.startsWith('Not'), patterns };
}

function refuseVariables(source: string, values: readonly string[]): void {
  const variable = values.find((text) => text.includes('${'));
  if (variable) throw new NotImplementedLocally(`policy ${source}: policy variable in ${variable}`);
}

const said = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
