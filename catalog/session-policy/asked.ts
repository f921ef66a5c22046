import type { JsonObject } from '../../core/lib/json.ts';
import type { CatalogEntry, Location } from '../entry.ts';
import { marked, unmarked } from './literal.ts';

/** One call, as a session policy sees it. Texts in it are marked: see `literal.ts`. */
export interface Asked {
  entry: CatalogEntry;
  parameters: JsonObject;
  location: Location;
  /** The resource that the entry names. */
  arn: string;
}

/** Undefined where the entry names another resource once its values are marked: then nothing tells which wildcards are ours. */
export function askedOf(entry: CatalogEntry, parameters: JsonObject, location: Location): Asked | undefined {
  const safe = marked(parameters);
  const arn = entry.arn(safe, location);
  return unmarked(arn) === entry.arn(parameters, location)
    ? { entry, parameters: safe, location, arn }
    : undefined;
}
