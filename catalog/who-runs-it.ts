import type { JsonObject } from '../core/lib/json.ts';
import type { RunMode } from '../core/policy/ruling.ts';
import type { CatalogEntry } from './entry.ts';
import { operationOf } from './operation-of.ts';
import { serviceOf } from './service-of.ts';
import { notRunnable, whyNotFrom } from './shapes/not-runnable.ts';
import { serviceClients } from './shapes/service-clients.ts';

type Named = Pick<CatalogEntry, 'action' | 'operation'>;

/** Countersign has no client for it: an action of a deployment's own, or of a service that the SDK has none for. */
export const onlyAgentRuns = ({ action }: Pick<Named, 'action'>): boolean =>
  !Object.hasOwn(serviceClients, serviceOf(action));

/** In which ways it can run, whoever says yes. */
export function waysToRun(entry: Pick<CatalogEntry, 'action' | 'grant'>): readonly RunMode[] {
  if (onlyAgentRuns(entry)) return ['agent'];
  return entry.grant ? ['agent', 'credentials', 'countersign'] : ['agent', 'countersign'];
}

/** Countersign runs it in no form: the SDK has no such operation, or it streams. */
export function isNeverRunnable(entry: Named): boolean {
  const operation = operationOf(entry);
  return !operation || notRunnable.has(`${serviceOf(entry.action)}:${operation.name}`);
}

interface NotRunnable {
  /** What of the request is the reason. */
  field: '/action' | '/parameters';
  reason: string;
}

/** Why Countersign cannot run this call, though it has a client for its service: the end of "Countersign cannot run it: ". */
export function whyNotRunnable(
  entry: Named,
  parameters: JsonObject,
  region: string,
): NotRunnable | undefined {
  const operation = operationOf(entry);
  if (!operation) return { field: '/action', reason: 'the SDK has no such operation' };
  const never = notRunnable.get(`${serviceOf(entry.action)}:${operation.name}`);
  if (never !== undefined) return { field: '/action', reason: never };
  const reason = whyNotFrom(operation, parameters, region);
  return reason === undefined ? undefined : { field: '/parameters', reason };
}
