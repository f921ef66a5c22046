import type { Catalog, CatalogEntry, TrailCondition } from '../entry.ts';
import { operationOf } from '../operation-of.ts';
import { serviceOf } from '../service-of.ts';
import { iamNames } from '../shapes/iam-names.ts';
import { serviceOfSource } from './event-sources.ts';
import { fitParameters, type ReadParameters } from './fit-parameters.ts';
import { operationsOfEvent, withoutVersion } from './operations-of-event.ts';
import type { TrailEvent } from './trail-event.ts';

/** A call of a known action, with its parameters as the API takes them where the event kept enough to tell. */
export interface TrailCall {
  /** Not `curated` where nobody has described the action: it is read by what AWS publishes of it. */
  entry: CatalogEntry;
  read: ReadParameters;
}

export type ReadCall = (event: TrailEvent) => TrailCall | undefined;

/** Reads a CloudTrail event as a call of the catalog; what neither the catalog nor IAM knows is undefined. */
export function createReadCall(catalog: Catalog): ReadCall {
  const entryOf = createEntryOf(catalog);
  return (event) => {
    const entry = entryOf(event);
    if (!entry) return undefined;
    const place = { account: event.recipientAccountId, region: event.awsRegion };
    return { entry, read: fitParameters(entry, event.requestParameters, place) };
  };
}

function createEntryOf({ entries, find }: Catalog): (event: TrailEvent) => CatalogEntry | undefined {
  const described = Map.groupBy(
    entries.flatMap((entry) => [...namesOf(entry)].map((name) => ({ entry, name }))),
    ({ entry, name }) => `${entry.cloudTrail?.source} ${name}`,
  );
  return (event) => {
    const { eventSource, eventName } = event;
    const candidates = [eventName, withoutVersion(eventName)]
      .map((name) => described.get(`${eventSource} ${name}`))
      .find((found) => found !== undefined);
    // A condition that does not hold makes it another thing than what was described, not one that nobody described.
    return candidates
      ? candidates.find(({ entry }) => holds(entry.cloudTrail?.where, event))?.entry
      : undescribed(find, event);
  };
}

/** As it stands in the entry, and under any version. */
const namesOf = ({ cloudTrail }: CatalogEntry): ReadonlySet<string> =>
  new Set(cloudTrail?.names.flatMap((name) => [name, withoutVersion(name)]));

/** By the operation's name, or IAM's for it. Of two operations with one name IAM may know the other. */
function undescribed(find: Catalog['find'], event: TrailEvent): CatalogEntry | undefined {
  const service = serviceOfSource(event.eventSource);
  return operationsOfEvent(event)
    .map((operation) => {
      const { client, name } = operation;
      const action = actionOf.get(`${service}:${client}.${name}`) ?? actionOf.get(`${service}:${name}`);
      const entry = find(action ?? `${service}:${name}`);
      return entry && !entry.curated && operationOf(entry) === operation ? entry : undefined;
    })
    .find((entry) => entry !== undefined);
}

/** `s3:ListObjectsV2` to `s3:ListBucket`. */
const actionOf: ReadonlyMap<string, string> = new Map(
  [...iamNames].map(([action, operation]) => [`${serviceOf(action)}:${operation}`, action]),
);

const holds = (where: TrailCondition | undefined, event: TrailEvent): boolean =>
  where === undefined || where.oneOf.some((value) => value === valueAt(event, where.path));

const valueAt = (event: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    event,
  );
