import type { OpenCatalog } from '../../../catalog/catalog-on-demand.ts';
import type { CatalogEntry } from '../../../catalog/entry.ts';
import { serviceOfSource } from '../../../catalog/trail/event-sources.ts';
import { createReadCall, type ReadCall, type TrailCall } from '../../../catalog/trail/read-call.ts';
import type { TrailEvent } from '../../../catalog/trail/trail-event.ts';

/** The call of an event by what the catalog has of its service, which is loaded when the first one comes. */
export async function readSeenCall(
  openCatalog: OpenCatalog,
  event: TrailEvent,
): Promise<TrailCall | undefined> {
  const service = serviceOfSource(event.eventSource);
  if (service === undefined) return undefined;
  const catalog = await openCatalog(`${service}:${event.eventName}`);
  const readCall = readers.get(catalog.entries) ?? createReadCall(catalog);
  readers.set(catalog.entries, readCall);
  return readCall(event);
}

/** Each indexes the whole catalog. */
const readers = new WeakMap<readonly CatalogEntry[], ReadCall>();
