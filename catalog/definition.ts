import type { z } from 'zod';
import type { Undo } from '../core/execution/undo.ts';
import type { JsonObject } from '../core/lib/json.ts';
import { once } from '../core/lib/once.ts';
import { redact, type Secrets } from '../core/lib/redact.ts';
import type { ActionGroup } from './action-groups.ts';
import { fillArn } from './arn-template.ts';
import type { CatalogEntry, Denial, Grant, TrailCondition } from './entry.ts';
import { type IamAction, iamAction } from './iam-reference/iam-action.ts';
import type { Look, LookOf } from './look.ts';
import { type SayPlace, sayWhole } from './say-whole.ts';
import { eventSourcesOf } from './trail/event-sources.ts';

export interface Service {
  /** As IAM writes it: `iam`. */
  prefix: string;
}

/** An entry as its author writes it, its parameters apart. What is left out follows from the operation's name. */
export interface Definition<Input> {
  operation: string;
  /** The IAM action's name, where it is not the operation's. */
  iamName?: string;
  groups: readonly Exclude<ActionGroup, 'irreversible' | 'passes-role'>[];
  resource: string;
  /** Values for the template that are not simply a parameter: defaults, and lists. */
  names?: (parameters: Input) => Readonly<Record<string, string>>;
  aliasParameter?: keyof Input & string;
  accountOf?: (parameters: Input) => string | undefined;
  /** What it does, widest and worst first. What it does not look at is named behind it: see `sayWhole`. */
  say: (parameters: Input, place: SayPlace) => string;
  /** Only what is a secret itself, each with what it is: `{ '/Password': 'a password' }`. */
  secrets?: Secrets;
  passes?: readonly string[];
  /** Where it does another thing than IAM's access level says. */
  readOnly?: boolean;
  reversible: boolean;
  events?: readonly string[];
  where?: TrailCondition;
  denial?: Denial;
  /** IAM actions by which the same is done, under an older name or as another step: they are denied with it. */
  alike?: readonly string[];
  /** Never for `iam:*`, `sts:*` or what manages permissions: a test holds it. */
  grant?: Grant;
  look?: LookOf<Input, object>;
  undo?: Undo<Input>;
}

/** What is not known before somebody asks for this action: most are never asked for. */
export interface Late {
  parameters: z.ZodType<JsonObject>;
  secrets: Secrets;
  /** Parameters that a sentence need not name: they have one value only. */
  constants: readonly string[];
}

/** `late` is called once at most. */
export function entryOf<Input>(
  { prefix }: Service,
  definition: Definition<Input>,
  exampleOf: (entry: Pick<CatalogEntry, 'arn'>) => CatalogEntry['example'],
  late: () => Late,
): CatalogEntry {
  const { operation, iamName = operation, resource, passes = [], reversible } = definition;
  const { alike = [], look, undo } = definition;
  const action = `${prefix}:${iamName}`;
  const { names = () => ({}), accountOf = () => undefined, say, where } = definition;
  const known = once(late);
  // Not before somebody asks: it reads the service's file.
  const readOnly = once(() => definition.readOnly ?? isRead(iamAction(action)));
  const groups = once(() =>
    withDerivedGroups(definition.groups, {
      passesRole: passes.length > 0,
      isIrreversible: !reversible && !readOnly(),
    }),
  );
  const arn: CatalogEntry['arn'] = (parameters, location) =>
    fillArn(resource, { ...parameters, ...names(parameters as Input) }, location);
  const sayIt = once(() => sayWhole((parameters, place) => say(parameters as Input, place), known()));
  return {
    curated: true,
    action,
    operation,
    get groups() {
      return groups();
    },
    get parameters() {
      return known().parameters;
    },
    resource,
    arn,
    aliasParameter: definition.aliasParameter,
    accountOf: (parameters) => accountOf(parameters as Input),
    say: (parameters, place) => sayIt()(parameters, place),
    get secrets() {
      return known().secrets;
    },
    hide: (parameters) => redact(parameters, known().secrets),
    passes,
    get readOnly() {
      return readOnly();
    },
    reversible,
    cloudTrail: {
      source: eventSourcesOf(prefix)[0],
      names: definition.events ?? [operation],
      ...(where && { where }),
    },
    iamActions: [action],
    denial: definition.denial ?? { actions: [action, ...alike] },
    ...(definition.grant && { grant: definition.grant }),
    example: exampleOf({ arn }),
    // Both are only asked about parameters that the entry has taken.
    ...(look && { look: look as unknown as Look }),
    ...(undo && { undo: undo as Undo }),
  };
}

const isRead = (action: IamAction | undefined): boolean =>
  action?.accessLevel === 'List' || action?.accessLevel === 'Read';

interface Flags {
  passesRole: boolean;
  isIrreversible: boolean;
}

export const withDerivedGroups = (groups: readonly string[], flags: Flags): string[] => [
  ...groups,
  ...(flags.passesRole ? ['passes-role'] : []),
  ...(flags.isIrreversible ? ['irreversible'] : []),
];
