import { z } from 'zod';
import { distinct } from '../distinct.ts';
import { oneSpelling } from '../one-spelling.ts';
import { knownSpelling } from './action-words.ts';
import { readOperator } from './condition-operators.ts';
import type { Condition, Principal } from './policy-document.ts';

/** The elements of a statement, as schemas that turn them into lists. One text and a list of one mean the same. */
const oneOrMore = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .union([z.string(), z.array(z.string())], { error: 'must be a text in quotes, or a list of them' })
    .transform((given) => [given].flat())
    .pipe(distinct(item));

const max = 2_048;

const action = oneSpelling({
  canonical: canonicalAction,
  hint: 'must be an action such as s3:GetObject, or *',
  max,
});
export const actions = oneOrMore(action);

/** IAM ignores the case of actions. Services are in lower case; of operations we know a few. */
function canonicalAction(text: string): string | undefined {
  if (/^\*+(?::\*+)?$/.test(text)) return '*';
  const [, service = '', name = ''] = /^([a-z0-9-]+):([a-z0-9*?]+)$/i.exec(text) ?? [];
  return service === '' ? undefined : knownSpelling(`${service.toLowerCase()}:${plainWildcards(name)}`);
}

/** A run of wildcards matches the same in any order, and with any number of stars. */
const plainWildcards = (text: string): string =>
  text.replace(/[*?]{2,}/g, (run) => run.replaceAll('*', '') + (run.includes('*') ? '*' : ''));

const resource = oneSpelling({
  canonical: (text) => (/^(?:\*+|arn:[^:]*:.+)$/s.test(text) ? plainWildcards(text) : undefined),
  hint: 'must be an ARN, or *',
  max,
});
export const resources = oneOrMore(resource);

const awsPrincipal = oneSpelling({
  canonical: canonicalAwsPrincipal,
  hint: 'must be *, or the ARN of an account, a role, a user or a session',
  max,
});

/** A dead id such as AIDA… says nobody's name, and AWS itself turns the digits of an account into its ARN. */
function canonicalAwsPrincipal(text: string): string | undefined {
  if (/^[0-9]{12}$/.test(text)) return `arn:aws:iam::${text}:root`;
  return text === '*' || iamPrincipal.test(text) ? text : undefined;
}

const path = String.raw`(?:[\w+=,.@-]+/)*[\w+=,.@-]+`;
const iamPrincipal = new RegExp(
  `^arn:aws(?:-cn|-us-gov)?:(?:iam::[0-9]{12}:(?:root|(?:role|user)/${path})|sts::[0-9]{12}:(?:assumed-role|federated-user)/${path})$`,
);

const principalMap = z
  .strictObject(
    {
      AWS: oneOrMore(awsPrincipal).optional(),
      Service: oneOrMore(
        z.string().regex(/^[a-z0-9.-]+$/, 'must be a service such as lambda.amazonaws.com'),
      ).optional(),
      Federated: oneOrMore(z.string().regex(/^[\w.:/-]+$/, 'must be an identity provider')).optional(),
      CanonicalUser: oneOrMore(z.string().regex(/^[0-9a-f]{64}$/, 'must be a canonical user id')).optional(),
    },
    {
      error: (issue) =>
        issue.code === 'invalid_type' ? 'must be *, or say whom under AWS, Service or Federated' : undefined,
    },
  )
  .refine((given) => Object.keys(given).length > 0, 'must name somebody');

export const principals = z
  .unknown()
  .transform((given) => (given === '*' ? { AWS: '*' } : given))
  .pipe(principalMap)
  .transform((given): Principal[] =>
    Object.entries(given).flatMap(([type, values]) =>
      (values ?? []).map((value) => ({ type: type as Principal['type'], value })),
    ),
  );

const operator = z
  .string()
  .refine(
    (text) => readOperator(text) !== undefined,
    'is not an operator of conditions, such as StringEquals',
  );
const key = z
  .string()
  .regex(/^[a-z0-9._/-]{1,200}:[ -~]{1,250}$/i, 'is not a condition key, such as aws:SourceVpc');
const keys = z
  .record(key, oneOrMore(z.string()), {
    error: 'must be an object: its keys, and what they are compared with',
  })
  .refine(
    (given) => Object.keys(given).length > 0,
    'must name a condition key: leave it out where nothing is meant',
  )
  .refine((given) => isDistinct(Object.keys(given)), 'names a key twice: IAM ignores its case');

const isDistinct = (names: readonly string[]): boolean =>
  new Set(names.map((name) => name.toLowerCase())).size === names.length;

export const conditions = z
  .record(operator, keys, { error: 'must be an object: its operators, and their keys' })
  .refine(
    (given) => Object.keys(given).length > 0,
    'must hold something: leave it out where nothing is meant',
  )
  .transform((given) =>
    Object.entries(given).flatMap(([name, compared]) =>
      Object.entries(compared).flatMap(([on, values]): Condition[] => {
        const read = readOperator(name);
        return read ? [{ operator: read, key: on, values }] : [];
      }),
    ),
  );
