import { z } from 'zod';
import { actions, conditions, principals, resources } from './elements.ts';
import type { PolicyKind, Selection, Statement } from './policy-document.ts';

const elements = z.strictObject(
  {
    Sid: z
      .string()
      .regex(/^[ -~]{0,128}$/, 'may hold 128 letters, digits and signs')
      .optional(),
    Effect: z.enum(['Allow', 'Deny'], { error: 'must be "Allow" or "Deny"' }),
    Principal: principals.optional(),
    NotPrincipal: principals.optional(),
    Action: actions.optional(),
    NotAction: actions.optional(),
    Resource: resources.optional(),
    NotResource: resources.optional(),
    Condition: conditions.optional(),
  },
  { error: (issue) => (issue.code === 'invalid_type' ? 'must be an object' : undefined) },
);
type Elements = z.output<typeof elements>;

/** Which element each kind of policy needs, and which it has no place for. */
const places: Readonly<Record<PolicyKind, Readonly<Record<'Principal' | 'Action' | 'Resource', boolean>>>> = {
  identity: { Principal: false, Action: true, Resource: true },
  resource: { Principal: true, Action: true, Resource: true },
  trust: { Principal: true, Action: true, Resource: false },
};

const statementOf = (kind: PolicyKind) =>
  elements.superRefine((given, context) => {
    for (const [name, needed] of Object.entries(places[kind])) {
      const message = whyNotPair(given, name as 'Action', needed);
      if (message) context.addIssue({ code: 'custom', path: [name], message });
    }
  });

function whyNotPair(
  given: Elements,
  name: 'Principal' | 'Action' | 'Resource',
  needed: boolean,
): string | undefined {
  const count = Number(given[name] !== undefined) + Number(given[`Not${name}`] !== undefined);
  if (count === Number(needed)) return undefined;
  return needed ? `must stand once, as ${name} or Not${name}` : 'has no place in this kind of policy';
}

const documentOf = (kind: PolicyKind) =>
  z
    .strictObject(
      {
        Version: z.literal('2012-10-17', {
          error: 'must be "2012-10-17": in an older one variables are mere texts',
        }),
        Id: z
          .string()
          .regex(/^[ -~]{0,128}$/, 'may hold 128 letters, digits and signs')
          .optional(),
        Statement: z
          .unknown()
          .transform((given) => (Array.isArray(given) ? given : [given]))
          .pipe(z.array(statementOf(kind)).min(1, 'must hold a statement'))
          .refine(
            (all) => new Set(all.map(({ Sid }, index) => Sid ?? index)).size === all.length,
            'has two statements of one Sid',
          ),
      },
      { error: (issue) => (issue.code === 'invalid_type' ? 'must be an object' : undefined) },
    )
    .transform(({ Statement: all }) => all.map(toStatement));
/** A document's JSON, to its statements. */
export const documents = {
  identity: documentOf('identity'),
  resource: documentOf('resource'),
  trust: documentOf('trust'),
};

/** What a misspelled element could have meant. */
export const elementNames = [
  ...Object.keys(elements.shape),
  'Version',
  'Id',
  'Statement',
  'AWS',
  'Service',
  'Federated',
  'CanonicalUser',
];

const toStatement = (given: Elements): Statement => ({
  effect: given.Effect,
  principals: selectionOf(given.Principal, given.NotPrincipal),
  actions: selectionOf(given.Action, given.NotAction) ?? { allBut: false, named: [] },
  resources: selectionOf(given.Resource, given.NotResource),
  conditions: given.Condition ?? [],
});

function selectionOf<T>(
  named: readonly T[] | undefined,
  others: readonly T[] | undefined,
): Selection<T> | undefined {
  if (named) return { allBut: false, named };
  return others && { allBut: true, named: others };
}
