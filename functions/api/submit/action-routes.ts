import type { OpenCatalog } from '../../../catalog/catalog-on-demand.ts';
import { listActions } from '../../../catalog/list-actions.ts';
import { listedAction, wholeAction } from '../../../catalog/listed-action.ts';
import { nearestAction } from '../../../catalog/nearest-action.ts';
import { servicesOf } from '../../../catalog/service-of.ts';
import { nearestName } from '../../../core/lib/did-you-mean.ts';
import type { AgentEvent } from '../../shared/http/agent-api.ts';
import { readQuery } from '../../shared/http/read-query.ts';
import type { RoutesOf } from '../../shared/http/route-contract.ts';
import { type HttpAnswer, jsonAnswer, type Problem } from '../../shared/problem.ts';
import { actionName } from '../../shared/submit/submission-schema.ts';
import { type ActionsAnswer, contract } from './contract.ts';

type ActionRoute = 'GET /v1/actions' | 'GET /v1/actions/{service}/{operation}';

/** What can be asked for. Every agent sees the whole catalog: what it may do is for policy to say. */
export const actionRoutes = (openCatalog: OpenCatalog): Pick<RoutesOf<typeof contract>, ActionRoute> => ({
  'GET /v1/actions': (event) => list(openCatalog, event),
  'GET /v1/actions/{service}/{operation}': (event) => show(openCatalog, event),
});

async function list(openCatalog: OpenCatalog, event: AgentEvent): Promise<HttpAnswer | Problem> {
  const read = readQuery(contract['GET /v1/actions'].query, event);
  if (!read.ok) return read.problem;
  const { service, uncurated = false } = read.value;
  if (service === undefined && uncurated)
    return badService('uncurated=true lists the operations of one service: send service as well.');
  const catalog = await openCatalog();
  const services = servicesOf(catalog);
  if (service !== undefined && !services.has(service)) return unknownService(service, services);
  const { entries, next } = listActions(catalog, read.value);
  const answer: ActionsAnswer = { actions: entries.map(listedAction), ...(next !== undefined && { next }) };
  return jsonAnswer(200, answer);
}

function unknownService(service: string, services: ReadonlySet<string>): Problem {
  const near = nearestName(service, services);
  const hint = near === undefined ? 'Send its prefix in IAM, such as rds.' : `Did you mean ${near}?`;
  return badService(`The catalog has no such service. ${hint}`);
}

const badService = (detail: string): Problem => ({ slug: 'bad-field', field: 'service', detail });

async function show(
  openCatalog: OpenCatalog,
  { pathParameters = {} }: AgentEvent,
): Promise<HttpAnswer | Problem> {
  const name = actionName.safeParse(`${pathParameters.service}:${pathParameters.operation}`);
  if (!name.success) return noSuchAction('An action is asked for as /v1/actions/rds/CreateDBSnapshot.');
  const catalog = await openCatalog(name.data);
  const entry = catalog.find(name.data);
  if (entry) return jsonAnswer(200, wholeAction(entry));
  const near = nearestAction(catalog, name.data);
  const hint = near === undefined ? 'GET /v1/actions lists those that there are.' : `Did you mean ${near}?`;
  return noSuchAction(`There is no action ${name.data}. ${hint}`);
}

const noSuchAction = (detail: string): Problem => ({ slug: 'no-such-action', detail });
