import type { Catalog, CatalogEntry, TrailCondition } from '../entry.ts';
import { fitParameters, type ReadParameters } from './fit-parameters.ts';
import type { TrailEvent } from './trail-event.ts';

/** A call of a known action, with its parameters as the API takes them where the event kept enough to tell. */
export interface TrailCall {
  entry: CatalogEntry;
  read: ReadParameters;
}

/** Reads a CloudTrail event as a call of the catalog; what the catalog does not know is undefined. */
export function createReadCall({ entries }: Catalog): (event: TrailEvent) => TrailCall | undefined {
  const byCall = Map.groupBy(
    entries.flatMap((entry) => (entry.cloudTrail?.names ?? []).map((name) => ({ entry, name }))),
    ({ entry, name }) => `${entry.cloudTrail?.source} ${name}`,
  );
  return (event) => {
    const candidates = byCall.get(`${event.eventSource} ${event.eventName}`) ?? [];
    const entry = candidates.find((one) => holds(one.entry.cloudTrail?.where, event))?.entry;
    if (!entry) return undefined;
    const place = { account: event.recipientAccountId, region: event.awsRegion };
    return { entry, read: fitParameters(entry, event.requestParameters, place) };
  };
}

const holds = (where: TrailCondition | undefined, event: TrailEvent): boolean =>
  where === undefined || where.oneOf.some((value) => value === valueAt(event, where.path));

const valueAt = (event: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    event,
  );
