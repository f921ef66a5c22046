import { parseArn } from '../../core/lib/arn.ts';
import type { Json, JsonObject } from '../../core/lib/json.ts';
import { once } from '../../core/lib/once.ts';
import { redact } from '../../core/lib/redact.ts';
import type { CatalogEntry, Location } from '../entry.ts';
import { iamAction } from '../iam-reference/iam-action.ts';
import { objectOfShape, thatArrives } from '../parameters-of-shape.ts';
import { sayWhole } from '../say-whole.ts';
import { sentence } from '../sentence.ts';
import { findOperation, loadShapes } from '../shapes/load-shapes.ts';
import { eventSourcesOf } from '../trail/event-sources.ts';
import { hideNamed } from './hide-named.ts';
import { uncuratedGroupsOf } from './uncurated-groups.ts';
import { uncuratedLevel } from './uncurated-level.ts';
import { uncuratedSecrets } from './uncurated-secrets.ts';

/**
 * The entry of an operation that nobody has described, from what AWS publishes: its shape, and how far IAM says that it
 * reaches. There is none where IAM has no such action: nothing would tell what it may do. `operationName` is said where IAM's
 * name is no operation.
 */
export function uncuratedEntry(action: string, operationName = action): CatalogEntry | undefined {
  const key = `${action} ${operationName}`;
  const entry = known.get(key) ?? describe(action, operationName);
  if (entry) known.set(key, entry);
  return entry;
}

const known = new Map<string, CatalogEntry>();

function describe(action: string, operationName: string): CatalogEntry | undefined {
  const [prefix = ''] = action.split(':');
  const reference = iamAction(action);
  const operation = reference && findShape(prefix, operationName);
  if (!operation) return undefined;
  const level = uncuratedLevel(reference);
  const readOnly = level === 'List' || level === 'Read';
  // Not before somebody asks: thousands of operations are listed or counted, and most are never asked for.
  const schema = once(() => thatArrives(objectOfShape(prefix, operation.input), operation));
  const secrets = once(() => uncuratedSecrets(operation.input));
  const hide = (parameters: JsonObject): JsonObject =>
    redact(hideNamed(operation.input, parameters), secrets());
  const resource = `arn:{partition}:${prefix}:{region}:{account}:*`;
  return {
    curated: false,
    action,
    operation: operation.name,
    groups: uncuratedGroupsOf(reference),
    get parameters() {
      return schema();
    },
    resource,
    arn: (parameters, location) => onlyArnIn(parameters) ?? everythingOf(prefix, location),
    aliasParameter: undefined,
    accountOf: () => undefined,
    say: (parameters, place) => {
      const shown = hide(parameters);
      const arn = onlyArnIn(shown);
      const on = arn === undefined ? '' : ` on ${arn}`;
      const called = sentence`Call ${operation.name} of ${prefix}${on}`;
      return sayWhole(() => called, { secrets: secrets(), constants: [] })(shown, place);
    },
    get secrets() {
      return secrets();
    },
    hide,
    passes: [],
    readOnly,
    reversible: readOnly,
    cloudTrail: { source: eventSourcesOf(prefix)[0], names: [operation.name] },
    iamActions: [action],
    denial: { actions: [action] },
    example: { parameters: {}, resource: everythingOf(prefix, somewhere) },
  };
}

const findShape = (prefix: string, name: string) => {
  const shapes = loadShapes(prefix);
  return shapes && findOperation(shapes, name);
};

const everythingOf = (prefix: string, { partition, region, account }: Location): string =>
  `arn:${partition}:${prefix}:${region}:${account}:*`;

/** Where the catalog's examples are. */
const somewhere: Location = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };

/** The one thing that the parameters name, wherever in them. Where they name several, none of them is the resource. */
function onlyArnIn(parameters: JsonObject): string | undefined {
  const [first, ...others] = new Set(arnsIn(parameters));
  return others.length === 0 ? first : undefined;
}

function arnsIn(value: Json): string[] {
  if (typeof value === 'string') return value.startsWith('arn:') && parseArn(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(arnsIn) : [];
}
